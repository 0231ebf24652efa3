import type { Conversation } from '../core/types';
import type { App, ProcessingMode } from './apps';
import { keeps, type Notes } from './notes';
import type { Json } from './schema/validate';

/** Keeps with a conversation what a message says to be kept; the latest value wins. */
export function keepMetadata(
  notes: Notes,
  app: App,
  mode: ProcessingMode,
  conversation: Conversation,
  body: Json,
): void {
  if (!keeps(app, mode)) return;
  const { metadata: known, correlationId: knownId } = notes.conversation(conversation);
  const given = body.conversation_metadata as Json | undefined;
  const merges = body.conversation_metadata_update_strategy === 'MERGE_PATCH';
  const metadata = given && merges ? mergePatch(known, given) : (given ?? known);
  notes.noteConversation(conversation, {
    metadata: metadata as Json | undefined,
    correlationId: (body.correlation_id as string | undefined) ?? knownId,
  });
}

/** RFC 7386: objects are merged, null removes, anything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
