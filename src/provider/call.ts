import { DeliveryError } from '../model/failure';
import type { Http, HttpRequest, HttpResponse } from './http';
import { isSuccess } from './json-answer';
import { blotOut, withoutSecret } from './secrets';

/** A request below the account's base URL. */
export interface ApiRequest extends Pick<HttpRequest, 'method' | 'signal'> {
  /** With a slash at its start. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What no failure may repeat, beside the credentials. */
  readonly secret?: string | undefined;
}

/** Makes a request and reads its answer. */
export type Call = <T>(request: ApiRequest, decode: (response: HttpResponse, now: number) => T) => Promise<T>;

/** What requests of one account have in common. */
interface CallTarget {
  readonly baseUrl: string;
  readonly requestTimeoutMs: number;
}

const JSON_CONTENT = { 'Content-Type': 'application/json' };

/**
 * Sends a request as JSON.
 * @param headers of every request of the account
 */
export function sendRequest(
  http: Http,
  { baseUrl, requestTimeoutMs }: CallTarget,
  { method, path, body, signal, headers: own }: ApiRequest,
  headers: Readonly<Record<string, string>>,
): Promise<HttpResponse> {
  const hasBody = body !== undefined;
  return http.send({
    method,
    url: baseUrl + path,
    headers: Object.assign({}, headers, hasBody && JSON_CONTENT, own),
    body: hasBody ? JSON.stringify(body) : undefined,
    timeoutMs: requestTimeoutMs,
    signal,
  });
}

/** An answer that was asked for stays untouched; what an error says is shown to people, so its secrets are blotted out. */
export function readableAnswer(response: HttpResponse, secrets: readonly string[]): HttpResponse {
  return isSuccess(response) ? response : { ...response, body: secrets.reduce(blotOut, response.body) };
}

/**
 * Does something of which no failure tells a secret.
 * @param secrets may grow meanwhile
 */
export async function keepingSecrets<T>(secrets: readonly string[], run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw thrown instanceof DeliveryError ? secrets.reduce(withoutSecret, thrown) : thrown;
  }
}
