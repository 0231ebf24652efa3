import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** A request as the sandbox saw it, kept for tests and for `GET /_sandbox/requests`. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Without the question mark; empty when there is none. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes of the body, untouched. */
  readonly rawBody: Buffer;
  /** The body as text. */
  readonly text: string;
  /** The body parsed as JSON; undefined when it is empty or no JSON. */
  readonly body: unknown;
  /** When it had arrived in full, by the sandbox's clock. */
  readonly at: number;
  /** The status answered; undefined while unanswered, and for ever after a hang or a reset. */
  status: number | undefined;
}

/** An answer in JSON, or without a body. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON; undefined sends no body. */
  readonly body?: unknown;
}

/** Where an answer goes: the response, and the record that notes what was answered. */
export interface Reply {
  readonly response: ServerResponse;
  readonly record: { status: number | undefined };
}

/** Sends an answer, unless the caller has gone. */
export function send({ response, record }: Reply, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const type = text === '' ? {} : { 'content-type': 'application/json' };
  sendText({ response, record }, answer.status, text, { ...type, ...answer.headers });
}

/** Sends a text of any type. */
export function sendText(
  { response, record }: Reply,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  if (response.destroyed || response.headersSent) return;
  record.status = status;
  response.writeHead(status, { 'content-length': Buffer.byteLength(text), ...headers });
  response.end(text);
}
