import type { Outcome } from '../http/face';
import { ok } from './answers';
import { reasonOf } from './callbacks/content';
import { callback } from './callbacks/envelope';
import { identityOnWire } from './channels';
import type { Context } from './context';
import { newId, wireId } from './ids';
import { findAddressee } from './recipient';
import { failureAt, simulationOf } from './simulate';
import { timestamp } from './timestamp';

/** How long an event takes to arrive, in milliseconds. */
const arrivesMs = 200;

/** POST /events:send: something that is no message, such as that somebody types. It arrives soon, or fails. */
export function sendEvent(context: Context): Outcome {
  const { body, book, now, projectId, sender, timers } = context;
  const to = findAddressee(context);
  if ('refusal' in to) return { answer: to.refusal };
  const simulation = simulationOf(to.identities);
  if (simulation && !simulation.taken) return { fault: simulation.action };

  const { app, contact = book.find(projectId, to.listed), identities } = to;
  const [identity] = identities;
  const event_id = newId();
  const failure = failureAt(identity, true);
  timers.after(arrivesMs, () => {
    const make = () =>
      callback(app, { at: now + arrivesMs, acceptedAt: now }, 'event_delivery_report', {
        event_id,
        status: failure ? 'FAILED' : 'DELIVERED',
        channel_identity: identityOnWire(identity, app.id),
        contact_id: contact && app.mode === 'CONVERSATION' ? wireId(contact.id) : '',
        ...(failure && { reason: reasonOf(failure) }),
        metadata: body.event_metadata ?? '',
        processing_mode: app.mode,
      });
    sender.send(app, 'EVENT_DELIVERY', make, body.callback_url as string | undefined);
  });
  return { answer: ok({ event_id, accepted_time: timestamp(now) }) };
}
