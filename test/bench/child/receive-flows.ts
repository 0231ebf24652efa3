import { WEBHOOK_SECRET } from '../../support/signed-event';
import type { ReceiveJob } from '../protocol';
import { type FlowNode, functionNode, place, tab } from './flows';

/** Where both contenders take events. */
export const HOOK_PATH = '/hook';

/** Counts the events that came out, by the number in their id. */
const count = (id: string) => functionNode('count', `global.get("bench").event(${id}); return null;`, [[]]);

/**
 * What people build from core nodes, as lean as it can honestly be: the raw bytes, the signature compared in constant
 * time, the clock checked; the answer goes out first, so that Node-RED copies only the small message. It does not know
 * an event that it has had.
 */
const VERIFY = `
  const timestamp = msg.req.headers["x-sendseven-timestamp"];
  const given = Buffer.from(msg.req.headers["x-sendseven-signature"] || "");
  const hmac = crypto.createHmac("sha256", ${JSON.stringify(WEBHOOK_SECRET)});
  const made = Buffer.from("sha256=" + hmac.update(timestamp + ".").update(msg.payload).digest("hex"));
  const genuine = given.length === made.length && crypto.timingSafeEqual(given, made);
  if (!genuine || !(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) {
    msg.statusCode = 401;
    msg.payload = "";
    return [msg, null];
  }
  const event = JSON.parse(msg.payload.toString());
  msg.statusCode = 200;
  msg.payload = "";
  return [msg, { payload: event.data.message.text, conversationId: event.data.message.conversation_id, event }];`;

/** The flow of a contender: what takes events in → function node that counts. */
export function receiveFlowOf({ variant }: ReceiveJob): FlowNode[] {
  switch (variant) {
    case 'conversation-receive':
      return [
        tab,
        {
          id: 'account',
          type: 'conversation-account',
          provider: 'sendseven',
          environment: 'live',
          webhookPath: HOOK_PATH,
        },
        { id: 'in', type: 'conversation-receive', ...place, account: 'account', wires: [['count']] },
        count('msg.eventId'),
      ];
    case 'http in + function':
      return [
        tab,
        {
          id: 'in',
          type: 'http in',
          ...place,
          url: HOOK_PATH,
          method: 'post',
          skipBodyParsing: true,
          wires: [['verify']],
        },
        {
          ...functionNode('verify', VERIFY, [['answer'], ['count']]),
          libs: [{ var: 'crypto', module: 'crypto' }],
        },
        { id: 'answer', type: 'http response', ...place, statusCode: '', headers: {}, wires: [] },
        count('msg.event.id'),
      ];
  }
}

/** Credentials by node, as Node-RED stores them. Nothing is sent to the base URL. */
export const RECEIVE_CREDENTIALS = {
  account: { token: 's7_bench_token', baseUrl: 'http://127.0.0.1:9/api/v1', webhookSecret: WEBHOOK_SECRET },
};
