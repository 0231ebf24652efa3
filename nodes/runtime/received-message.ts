import type { ProviderId } from '../../src/model/account';
import type { IncomingEvent } from '../../src/model/event';
import { PROVIDER_KINDS } from '../../src/provider/kinds';
import type { Arrival } from './subscribers';

/** What a receive node puts on its message. */
export interface ReceivedFields {
  /** What the person wrote; for media the list of attachments; for all other events the provider's data. */
  readonly payload: unknown;
  readonly conversationId: string | undefined;
  /** Whom to answer, in the form that the account's provider can reach. */
  readonly recipient: unknown;
  /** Type of the event, e.g. `message.received`. */
  readonly event: string;
  readonly eventId: string;
  readonly provider: ProviderId;
  /** `inbound` from the person, `outbound` from our side, by whoever sent it. */
  readonly direction: IncomingEvent['direction'];
  readonly channel: string | undefined;
  readonly text: string | undefined;
  readonly attachments: IncomingEvent['attachments'];
  readonly reply: IncomingEvent['reply'];
  readonly status: string | undefined;
  readonly failure: IncomingEvent['failure'];
  readonly message: unknown;
  readonly contact: unknown;
  readonly conversation: unknown;
  readonly awaited: boolean;
  readonly rawBody?: Buffer;
}

/** The fields of an event that a message carries, whoever received it. */
export type EventFields = Pick<
  ReceivedFields,
  | 'event'
  | 'eventId'
  | 'direction'
  | 'channel'
  | 'text'
  | 'attachments'
  | 'reply'
  | 'status'
  | 'failure'
  | 'message'
  | 'contact'
  | 'conversation'
>;

/** An event as a message of a flow. What the event does not tell is not there. */
export function receivedMessage(
  provider: ProviderId,
  { event, raw, awaited }: Arrival,
  rawBody = false,
): Partial<ReceivedFields> {
  return withoutGaps({
    payload: payloadOf(provider, event),
    conversationId: event.conversationId,
    recipient: PROVIDER_KINDS[provider].answerTo(event),
    ...eventFields(event),
    provider,
    awaited,
    ...(rawBody && { rawBody: Buffer.from(raw) }),
  } satisfies ReceivedFields);
}

function withoutGaps<Fields extends object>(fields: Fields): Partial<Fields> {
  const told: Partial<Fields> = {};
  for (const name in fields) if (fields[name] !== undefined) told[name] = fields[name];
  return told;
}

/** What an event says, as properties of a message. */
export function eventFields(event: IncomingEvent): EventFields {
  const { direction, channel, text, attachments, reply, status, failure, message, contact, conversation } = event;
  return {
    event: event.type,
    eventId: event.id,
    direction,
    channel,
    text,
    attachments,
    reply,
    status,
    failure,
    message,
    contact,
    conversation,
  };
}

/**
 * What a flow works with first. Of what our own side sent it is never the text: a flow that answers what it receives
 * would answer itself, without end.
 */
export function payloadOf(provider: ProviderId, event: IncomingEvent): unknown {
  const { direction, text, attachments, reply } = event;
  const content = () => PROVIDER_KINDS[provider].contentOf(event);
  if (direction === 'outbound') return content();
  if (attachments?.length) return attachments;
  return text || reply?.title || reply?.id || (text ?? content());
}
