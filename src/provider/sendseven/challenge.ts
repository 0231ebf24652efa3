import { fieldsOf, idIn } from '../json-fields';
import type { WebhookRequest } from '../receiver';
import { parseUntrustedJson } from '../untrusted-json';

/** A question of SendSeven whether an endpoint is ours. */
export interface Challenge {
  readonly endpointId: string | undefined;
  /** What is to be repeated; `undefined` where it is not what SendSeven would ask to be repeated. */
  readonly challenge: string | undefined;
}

const TYPE = 'sendseven_verification';

/** SendSeven's are about 150 bytes. Whoever may not yet be believed gets no larger body parsed. */
const MAX_BYTES = 4_096;

/** Seen: 32 hex digits. Nothing is repeated that could mean something to a browser. */
const SANE = /^[\w.~+/=-]{1,256}$/;

/** The challenge that a request is; `undefined` for every other request. It is known by its body or by its header. */
export function readChallenge({ headers, body }: WebhookRequest): Challenge | undefined {
  const announced = headers['x-sendseven-event'] === 'verification';
  // Looking for the word first spares every other event to be parsed twice.
  if (!announced && (body.length > MAX_BYTES || !body.includes(TYPE))) return undefined;
  const fields = fieldsOf(body.length > MAX_BYTES ? undefined : parseUntrustedJson(body));
  if (!announced && fields.type !== TYPE) return undefined;
  const { challenge } = fields;
  return {
    endpointId: idIn(fields.webhook_id),
    challenge: typeof challenge === 'string' && SANE.test(challenge) ? challenge : undefined,
  };
}
