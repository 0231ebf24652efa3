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

/**
 * Sends a request as JSON.
 * @param headers of every request of the account
 */
export function sendRequest(
  http: Http,
  { baseUrl, requestTimeoutMs }: CallTarget,
  { path, body, secret: _, ...request }: ApiRequest,
  headers: Readonly<Record<string, string>>,
): Promise<HttpResponse> {
  return http.send({
    ...request,
    url: baseUrl + path,
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...request.headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    timeoutMs: requestTimeoutMs,
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
