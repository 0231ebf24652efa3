import type { Choice, Interactive } from '../core/types';
import type { Answer } from '../http/exchange';
import { created, invalidBody, refused } from './answers';
import type { Context, Outcome } from './context';
import { externalId } from './message-wire';
import { findRecipient } from './recipient';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly description?: string | null;
}

interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** WhatsApp shows so many rows of a list, over all its sections. */
const mostRows = 10;

/** POST /messages/send/interactive: a message with buttons or a list, on WhatsApp only. */
export function sendInteractive(context: Context): Outcome {
  const { body, world } = context;
  const choices = choicesOf(body);
  if (typeof choices === 'string') return { answer: invalidBody(choices) };
  const found = findRecipient(context);
  if ('refusal' in found) return { answer: found.refusal };
  if (found.conversation.channelType !== 'whatsapp') {
    return { answer: refused(400, 'Interactive messages are supported on WhatsApp only') };
  }
  const interactive = interactiveOf(body, choices);
  const meta = body.meta as Record<string, unknown> | undefined;
  const message = world.send(found.conversation.id, {
    text: String(body.body),
    kind: 'interactive',
    interactive,
    meta,
  });
  const { failure } = found.conversation;
  return { answer: accepted(String(body.type), message.id, found.conversation.id, failure) };
}

function accepted(
  type: string,
  id: string,
  conversation_id: string,
  failure: { readonly code: string; readonly reason: string } | undefined,
): Answer {
  return created({
    id,
    conversation_id,
    external_id: failure ? null : externalId(id),
    status: failure ? 'failed' : 'sent',
    platform: 'whatsapp',
    type,
    error: failure?.reason ?? null,
    error_code: failure ? Number(failure.code) : null,
  });
}

/** What can be tapped; or the rule that the body breaks, beyond its schema. */
function choicesOf({ type, buttons, sections }: Context['body']): readonly Choice[] | string {
  const given = (buttons ?? []) as readonly Row[];
  const lists = (sections ?? []) as readonly Section[];
  if (type === 'request_contact_info') {
    if (given.length + lists.length > 0) return 'request_contact_info takes neither buttons nor sections';
    return [{ id: 'share-contact', title: 'Share contact info', shares: 'contact' }];
  }
  const rows = lists.flatMap(({ title: section, rows: own }) =>
    own.map(({ id, title, description }) => ({ id, title, section, description: description ?? undefined })),
  );
  const choices = type === 'buttons' ? given.map(({ id, title }) => ({ id, title })) : rows;
  if (choices.length === 0) return type === 'buttons' ? 'buttons are required' : 'sections are required';
  if (choices.length > mostRows) return `a list takes at most ${mostRows} rows over all sections`;
  if (new Set(choices.map(({ id }) => id)).size < choices.length) return 'ids must differ';
  return choices;
}

function interactiveOf(body: Context['body'], choices: readonly Choice[]): Interactive {
  const header = body.header as { readonly text?: string | null } | null | undefined;
  return {
    header: header?.text ?? undefined,
    footer: typeof body.footer === 'string' ? body.footer : undefined,
    listLabel: body.type === 'list' ? String(body.button_text ?? 'View Options') : undefined,
    choices,
  };
}
