import type { IncomingMessage } from 'node:http';
import type { RecordedRequest } from './exchange';

/** The latest requests, oldest first. */
export class Recorder {
  readonly requests: RecordedRequest[] = [];

  /** @param limit how many are kept; 0 keeps none */
  constructor(private readonly limit: number) {}

  record(request: IncomingMessage, path: string, query: string, rawBody: Buffer, at: number): RecordedRequest {
    const record = new Recorded(request, path, query, rawBody, at);
    this.requests.push(record);
    if (this.requests.length > this.limit) this.requests.shift();
    return record;
  }
}

/** Text and JSON are worked out when someone looks: in a burst nobody does. */
class Recorded implements RecordedRequest {
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  status: number | undefined = undefined;

  constructor(
    request: IncomingMessage,
    readonly path: string,
    readonly query: string,
    readonly rawBody: Buffer,
    readonly at: number,
  ) {
    this.method = request.method ?? '';
    this.headers = request.headers;
  }

  get text(): string {
    return this.rawBody.toString();
  }

  get body(): unknown {
    try {
      return JSON.parse(this.text);
    } catch {
      return undefined;
    }
  }
}
