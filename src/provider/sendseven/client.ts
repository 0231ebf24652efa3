import type { SendSevenAccount } from '../../model/account';
import type { Http } from '../http';
import type { Provider } from '../provider';
import { createCall } from './call';
import { decodeAcceptance, decodeIdentity } from './decode';
import { encodeMessage } from './encode';
import { createWebhookApi } from './webhooks';

/**
 * SendSeven (https://api.sendseven.com/api/v1/docs) for one account.
 * @param now milliseconds since 1970, for `Retry-After` given as a date
 */
export function createSendSeven(account: SendSevenAccount, http: Http, now: () => number = Date.now): Provider {
  const call = createCall(account, http, now);
  return {
    id: 'sendseven',
    deduplicates: true,
    send: async (message, signal) =>
      call(
        {
          method: 'POST',
          path: '/messages',
          headers: { 'Idempotency-Key': message.idempotencyKey },
          body: encodeMessage(message),
          signal,
        },
        decodeAcceptance,
      ),
    whoAmI: (signal) => call({ method: 'GET', path: '/users/me', signal }, decodeIdentity),
    webhooks: createWebhookApi(call, account.token),
  };
}
