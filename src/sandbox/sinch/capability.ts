import type { Outcome } from '../http/face';
import { ok } from './answers';
import { callback } from './callbacks/envelope';
import type { Context } from './context';
import { newId, wireId } from './ids';
import { findAddressee } from './recipient';
import { failureAt } from './simulate';

/** How long the answer takes, in milliseconds. */
const answersMs = 200;

/** POST /capability:query: whether somebody can be reached on a channel. The answer comes by a callback for each. */
export function queryCapability(context: Context): Outcome {
  const { body, book, now, projectId, sender, timers } = context;
  const to = findAddressee(context);
  if ('refusal' in to) return { answer: to.refusal };
  const request_id = (body.request_id as string | undefined) ?? newId();
  const { app, contact = book.find(projectId, to.listed), identities } = to;
  timers.after(answersMs, () => {
    for (const { channel, identity } of identities) {
      const failure = failureAt({ channel, identity }, true);
      sender.send(app, 'CAPABILITY', () =>
        callback(app, { at: now + answersMs, acceptedAt: now }, 'capability_notification', {
          request_id,
          contact_id: contact ? wireId(contact.id) : '',
          channel,
          identity,
          capability_status: failure ? 'NO_CAPABILITY' : 'CAPABILITY_FULL',
          channel_capabilities: [],
          ...(failure && {
            reason: { code: failure.code, description: failure.reason, sub_code: 'UNSPECIFIED_SUB_CODE' },
          }),
        }),
      );
    }
  });
  return { answer: ok({ app_id: app.id, recipient: body.recipient, request_id }) };
}
