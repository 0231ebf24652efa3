import { createHash } from 'node:crypto';
import type { IncomingEvent } from '../model/event';
import { type JsonObject, objectIn } from './json-fields';
import type { Received, Refusal } from './receiver';
import { parseUntrustedJson } from './untrusted-json';

/** Reads what happened; given a digest of the body, for what has no id. `undefined` where nothing did. */
export type EventDecoder = (body: JsonObject, digest: () => string) => IncomingEvent | undefined;

/**
 * The event in the body of a request that is believed.
 * @param moreKeys under which a repetition is known, beside the event's id
 */
export function readEvent(bytes: Buffer, decode: EventDecoder, moreKeys: readonly string[] = []): Received {
  const json = parseUntrustedJson(bytes);
  if (json === undefined) return refused(400, 'not-json');
  const body = objectIn(json);
  const event = body && decode(body, () => createHash('sha256').update(bytes).digest('hex'));
  return event ? { kind: 'event', event, replayKeys: [event.id, ...moreKeys] } : refused(400, 'not-an-event');
}

export function refused(status: 400 | 401, why: Refusal): Received {
  return { kind: 'refused', status, why };
}
