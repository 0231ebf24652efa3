import type { SinchAccount } from '../../model/account';
import type { Http } from '../http';
import type { Provider } from '../provider';
import { createCall } from './call';
import { decodeAcceptance, decodeApp } from './decode';
import { encodeMessage } from './encode';
import { type AccessTokens, accessTokens } from './token';
import { createWebhookApi } from './webhooks';

/**
 * The Conversation API of Sinch (https://developers.sinch.com/docs/conversation) for one account.
 * @param tokens default: those of the process, shared by all accounts with the same key
 * @param now milliseconds since 1970, for `Retry-After` given as a date
 */
export function createSinch(
  account: SinchAccount,
  http: Http,
  tokens: AccessTokens = accessTokens,
  now: () => number = Date.now,
): Provider {
  const call = createCall(account, http, tokens, now);
  return {
    id: 'sinch',
    // It has no idempotency key: a repeated request is a second message.
    deduplicates: false,
    send: async (message, signal) =>
      call(
        { method: 'POST', path: '/messages:send', body: encodeMessage(message, account.appId), signal },
        decodeAcceptance,
      ),
    whoAmI: (signal) => call({ method: 'GET', path: `/apps/${account.appId}`, signal }, decodeApp),
    webhooks: createWebhookApi(call, account.appId),
  };
}
