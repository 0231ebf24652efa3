import type { App } from '../apps';
import type { Json } from '../schema/validate';
import { timestamp } from '../timestamp';

/** What every callback says besides its own matter. */
export interface Envelope {
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  /** When Sinch took the message or event that it is about. Default: when it happened. */
  readonly acceptedAt?: number | undefined;
  readonly messageMetadata?: string | undefined;
  readonly correlationId?: string | undefined;
}

/** A whole callback. @param key says what kind it is: the body has no other name for it */
export function callback(
  app: App,
  { at, acceptedAt = at, messageMetadata = '', correlationId = '' }: Envelope,
  key: string,
  content: unknown,
): Json {
  return {
    app_id: app.id,
    project_id: app.projectId,
    accepted_time: timestamp(acceptedAt),
    event_time: timestamp(at),
    message_metadata: messageMetadata,
    correlation_id: correlationId,
    [key]: content,
  };
}
