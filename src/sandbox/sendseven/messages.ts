import type { MessageDraft } from '../core/types';
import { created, invalidBody, notFound, ok } from './answers';
import type { Context, Outcome } from './context';
import { freshMessage, storedMessage } from './message-wire';
import { findRecipient } from './recipient';
import { simulationOf } from './simulate';

/** POST /messages */
export function createMessage(context: Context): Outcome {
  const draft = draftOf(context.body);
  if (!draft.text?.trim() && draft.attachmentIds?.length === 0) {
    return { answer: invalidBody('text or attachments are required') };
  }
  const simulation = simulationOf(context.body.conversation_id);
  if (simulation && simulation.kind !== 'delay') return { fault: simulation };
  if (simulation) introduceSlowPerson(context);
  const found = findRecipient(context);
  if ('refusal' in found) return { answer: found.refusal };
  const message = context.world.send(found.conversation.id, draft);
  return { answer: created(freshMessage(message)), delayMs: simulation?.ms };
}

/** The slow conversation is a real one, so that what was sent can be seen; it opens with its first message. */
function introduceSlowPerson({ world, tenantId, body }: Context): void {
  const conversationId = String(body.conversation_id);
  if (world.directory.conversations.has(conversationId)) return;
  world.introduce({ name: 'Slow Sam', channel: 'sms', address: '+15555550199', conversationId, tenantId });
}

function draftOf(body: Context['body']): MessageDraft {
  return {
    text: typeof body.text === 'string' ? body.text : null,
    kind: typeof body.message_type === 'string' ? body.message_type : undefined,
    subject: typeof body.subject === 'string' ? body.subject : undefined,
    attachmentIds: [body.attachments ?? []]
      .flat()
      .map((id) => String(id).trim())
      .filter(Boolean),
    meta: (body.meta ?? body.metadata) as Record<string, unknown> | undefined,
  };
}

/** GET /messages/{id} */
export function getMessage({ world, tenantId, id }: Context): Outcome {
  const message = world.messages.get(id);
  if (message?.tenantId !== tenantId) return { answer: notFound('Message') };
  return { answer: ok(storedMessage(message, world)) };
}
