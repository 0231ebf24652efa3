import type { Outcome } from '../http/face';
import { notFound, ok } from './answers';
import { callback } from './callbacks/envelope';
import { appOf, type Context } from './context';
import { newId, wireId } from './ids';
import { findRecipient } from './recipient';
import { failureAt } from './simulate';

/** How long the answer takes, in milliseconds. */
const answersMs = 200;

/** POST /capability:query: whether somebody can be reached on a channel. The answer comes by a callback for each. */
export function queryCapability(context: Context): Outcome {
  const { body, book, now, projectId, sender, timers } = context;
  const app = appOf(context, body.app_id);
  if (!app) return { answer: notFound('App') };
  const found = findRecipient(context, app);
  if ('refusal' in found) return { answer: found.refusal };
  const request_id = (body.request_id as string | undefined) ?? newId();
  const { contact = book.find(projectId, found.listed), identities } = found;
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
