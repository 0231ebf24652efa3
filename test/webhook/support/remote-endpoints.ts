import { DeliveryError } from '../../../src/model/failure';
import type { FailureCode } from '../../../src/model/failure-codes';
import type { EndpointDraft, RemoteEndpoint, TestDelivery, WebhookApi } from '../../../src/provider/webhook-api';

/** An endpoint on the provider's side, where anybody may change it. */
export type Endpoint = { -readonly [Key in keyof RemoteEndpoint]: RemoteEndpoint[Key] } & {
  secret: string;
  authorization: string | undefined;
};

/** How a call goes wrong: before anything was done, or after it, so that only the answer is missing. */
export interface Trouble {
  readonly when: 'before' | 'after';
  readonly code: FailureCode;
  readonly statusCode?: number;
  readonly retryAfterMs?: number;
}

/** A provider's list of endpoints that tests can look into. Answers challenges itself while `reachable`. */
export class RemoteEndpoints implements WebhookApi {
  readonly endpoints: Endpoint[] = [];
  /** Every call, for example `create` or `verify w1`. */
  readonly calls: string[] = [];
  reachable = true;
  /** Asked before each call. */
  trouble: (call: string) => Trouble | undefined = () => undefined;
  /** Called in the middle of a call. */
  meanwhile: (call: string) => Promise<void> | void = () => {};
  #made = 0;

  /** Someone else makes an endpoint. */
  add(facts: Partial<Endpoint> = {}): Endpoint {
    const id = `w${++this.#made}`;
    const endpoint: Endpoint = {
      id,
      url: 'https://flows.example.com/hook',
      events: ['message.received'],
      active: true,
      verified: true,
      suspendedAt: undefined,
      secret: `secret ${id}`,
      authorization: undefined,
      ...facts,
    };
    this.endpoints.push(endpoint);
    return endpoint;
  }

  list(): Promise<RemoteEndpoint[]> {
    return this.#call('list', () => this.endpoints.map(({ secret: _, authorization: __, ...told }) => ({ ...told })));
  }

  create(draft: EndpointDraft): Promise<{ id: string; secret: string }> {
    return this.#call('create', () => {
      const { id, secret } = this.add({ ...this.#asWanted(draft), verified: this.reachable });
      return { id, secret };
    });
  }

  update(id: string, draft: EndpointDraft): Promise<void> {
    return this.#call(`update ${id}`, () => {
      const endpoint = this.#find(id);
      if (endpoint.url !== draft.url) endpoint.verified = this.reachable;
      Object.assign(endpoint, this.#asWanted(draft), { active: true });
    });
  }

  renewSecret(id: string): Promise<string> {
    return this.#call(`renew ${id}`, () => {
      const endpoint = this.#find(id);
      endpoint.secret += '+';
      return endpoint.secret;
    });
  }

  verify(id: string): Promise<void> {
    return this.#call(`verify ${id}`, () => {
      const endpoint = this.#find(id);
      endpoint.verified = this.reachable;
      endpoint.suspendedAt = undefined;
    });
  }

  remove(id: string): Promise<void> {
    return this.#call(`remove ${id}`, () => {
      const index = this.endpoints.findIndex((endpoint) => endpoint.id === id);
      if (index >= 0) this.endpoints.splice(index, 1);
    });
  }

  test(id: string, event: string): Promise<TestDelivery> {
    return this.#call(`test ${id} ${event}`, () => ({ delivered: true, statusCode: 200 }));
  }

  async availableEvents() {
    return [];
  }

  /** The calls since the last look. */
  take(): string[] {
    return this.calls.splice(0);
  }

  async #call<T>(name: string, effect: () => T): Promise<T> {
    this.calls.push(name);
    const trouble = this.trouble(name);
    if (trouble?.when === 'before') throw failureOf(trouble);
    const result = effect();
    await this.meanwhile(name);
    if (trouble) throw failureOf(trouble);
    return result;
  }

  #asWanted({ url, events, authorization }: EndpointDraft) {
    return { url, events: [...events], authorization };
  }

  #find(id: string): Endpoint {
    const endpoint = this.endpoints.find((one) => one.id === id);
    if (!endpoint) throw failureOf({ when: 'before', code: 'ERR_NOT_FOUND', statusCode: 404 });
    return endpoint;
  }
}

function failureOf({ code, statusCode, retryAfterMs }: Trouble): DeliveryError {
  return new DeliveryError(code, { message: `It failed: ${code}.`, hint: 'Do something.', statusCode, retryAfterMs });
}
