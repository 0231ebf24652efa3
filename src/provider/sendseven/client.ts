import type { SendSevenAccount } from '../../model/account';
import { DeliveryError } from '../../model/failure';
import type { Http, HttpRequest, HttpResponse } from '../http';
import type { Provider } from '../provider';
import { blotOut, withoutSecret } from '../secrets';
import { decodeAcceptance, decodeIdentity, isSuccess } from './decode';
import { encodeHeaders, encodeMessage } from './encode';

/**
 * SendSeven (https://api.sendseven.com/api/v1/docs) for one account.
 * @param now milliseconds since 1970, for `Retry-After` given as a date
 */
export function createSendSeven(account: SendSevenAccount, http: Http, now: () => number = Date.now): Provider {
  const headers = encodeHeaders(account);

  async function call<T>(
    request: Pick<HttpRequest, 'method' | 'body' | 'signal'> & { path: string; headers?: Record<string, string> },
    decode: (response: HttpResponse, now: number) => T,
  ): Promise<T> {
    const { path, ...rest } = request;
    try {
      const response = await http.send({
        ...rest,
        url: account.baseUrl + path,
        headers: { ...headers, ...request.headers },
        timeoutMs: account.requestTimeoutMs,
      });
      // An answer that was asked for stays untouched; only what an error says is shown to people.
      const readable = isSuccess(response) ? response : { ...response, body: blotOut(response.body, account.token) };
      return decode(readable, now());
    } catch (thrown) {
      throw thrown instanceof DeliveryError ? withoutSecret(thrown, account.token) : thrown;
    }
  }

  return {
    id: 'sendseven',
    deduplicates: true,
    send: (message, signal) =>
      call(
        {
          method: 'POST',
          path: '/messages',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': message.idempotencyKey },
          body: JSON.stringify(encodeMessage(message)),
          signal,
        },
        decodeAcceptance,
      ),
    whoAmI: (signal) => call({ method: 'GET', path: '/users/me', signal }, decodeIdentity),
  };
}
