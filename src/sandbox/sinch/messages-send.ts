import type { Message } from '../core/types';
import type { Outcome } from '../http/face';
import { invalid, ok, refused } from './answers';
import type { Context } from './context';
import { keepMetadata } from './conversation-metadata';
import { wireId } from './ids';
import type { MessageNote } from './notes';
import { shownOn } from './phone-text';
import { type Addressee, findAddressee, modeOf } from './recipient';
import type { Json } from './schema/validate';
import { brokenRules } from './send-rules';
import { simulationOf, waysTo } from './simulate';
import { timestamp } from './timestamp';

/** POST /messages:send. The same request twice is two messages: Sinch has no idempotency key. */
export function sendMessage(context: Context): Outcome {
  const { body, settings } = context;
  const broken = brokenRules(body);
  if (broken.length > 0) return { answer: invalid(broken) };
  const to = findAddressee(context);
  if ('refusal' in to) return { answer: to.refusal };
  const simulation = simulationOf(to.identities);
  if (simulation && !simulation.taken) return { fault: simulation.action };
  if (to.app.queue.size >= settings.queueLimit) return { answer: refused(429, 'The message queue of the app is full') };
  const message = take(context, to);
  const answer = ok({ message_id: wireId(message.id), accepted_time: timestamp(message.createdAt) });
  if (!simulation) return { answer };
  return simulation.action.kind === 'delay' ? { answer, delayMs: simulation.action.ms } : { fault: simulation.action };
}

/** From here on the message is on its way. */
function take(context: Context, { app, contact, listed, identities }: Addressee): Message {
  const { book, body, world, notes, narrator, projectId } = context;
  const mode = modeOf(app, body);
  const person = contact ?? book.person(projectId, listed);
  const [{ channel }] = identities;
  const conversation = book.conversation(app, person, channel, mode);
  keepMetadata(notes, app, mode, conversation, body);
  const appMessage = body.message as Json;
  const { text, interactive, postbacks } = shownOn(channel, appMessage);
  const ways = waysTo(identities, app);
  const message = world.send(conversation.id, { text, interactive, kind: interactive ? 'interactive' : 'text', ways });
  app.queue.add(message.id);
  notes.noteMessage(message, { mode, identities, appMessage, postbacks, ...ownWords(body) });
  narrator.submitted(app, message, conversation);
  return message;
}

/** What the sender wants to hear again, and where. */
function ownWords(body: Json): Pick<MessageNote, 'metadata' | 'correlationId' | 'callbackUrl'> {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    metadata: text(body.message_metadata),
    correlationId: text(body.correlation_id),
    callbackUrl: text(body.callback_url),
  };
}
