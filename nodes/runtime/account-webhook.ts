import type { Connection } from '../../src/delivery/connection';
import { DeliveryError } from '../../src/model/failure';
import type { ReceivePolicy, Receiver } from '../../src/provider/receiver';
import type { TestDelivery, WebhookApi } from '../../src/provider/webhook-api';
import type { EndpointStats } from '../../src/webhook/endpoints';
import { Registrar, type RegistrationStore } from '../../src/webhook/registrar';
import type { WebhookMode, WebhookProblem, WebhookReport } from './webhook-report';

/** How an account wants to receive. */
export interface WebhookTerms {
  /** Names the endpoint at the provider. */
  readonly name: string;
  readonly mode: WebhookMode;
  /** Below Node-RED's `httpNodeRoot`. */
  readonly path: string;
  /** What the provider is told; empty where it is not known. */
  readonly url: () => Promise<string>;
  /** The same, as far as it is known without waiting. */
  readonly shownUrl: string;
  readonly receive: Receiver;
  /** Typed into the account. */
  readonly secret: string;
  readonly authorization: string;
  readonly acceptUnsigned: boolean;
  /** Makes the connection, when the provider is first spoken to. */
  readonly connect: () => Promise<Connection>;
  readonly store: RegistrationStore;
  /** What keeps requests from reaching the endpoint. */
  readonly problems: readonly WebhookProblem[];
}

/** What is asked of the provider when nobody has said which events are wanted. */
const FALLBACK_EVENTS = ['message.received'];

/** What is known of an endpoint that a person registered. */
const UNKNOWN = { state: 'unknown', failure: undefined, endpointId: undefined } as const;

/** The endpoint of one account, at Node-RED's end and at the provider's. Outlives the account node over redeploys. */
export class AccountWebhook {
  #terms: WebhookTerms;
  /** One for as long as the account lives, over its restarts: two at a time would each make an endpoint. */
  readonly #registrar: Registrar;
  #connection: Promise<Connection> | undefined;

  constructor(accountId: string, terms: WebhookTerms, onState: () => void) {
    this.#terms = terms;
    const { store } = terms;
    this.#registrar = new Registrar({ accountId, store, api: () => this.api(), onState });
  }

  get terms(): WebhookTerms {
    return this.#terms;
  }

  /** The account node starts again, perhaps with other terms. */
  reopen(terms: WebhookTerms): void {
    const managed = this.#isManaged;
    this.#terms = terms;
    this.#disconnect();
    // The endpoint that was made for the account is given back; a person takes over.
    if (managed && !this.#isManaged) void this.#registrar.remove();
  }

  /** Resolves when `policy` knows the secret that was registered before a restart. */
  async ready(): Promise<void> {
    if (this.#isManaged) await this.#registrar.ready();
  }

  /** What the endpoint believes, now. */
  policy(): ReceivePolicy {
    const { secret, authorization, acceptUnsigned } = this.#terms;
    return {
      secrets: [...(this.#isManaged ? this.#registrar.secrets : []), ...(secret ? [secret] : [])],
      ...(authorization && { authorization }),
      acceptUnsigned,
      // An endpoint that a person registers is challenged at once, when nobody here can know its id yet.
      expectsChallenge: (endpointId) => !this.#isManaged || this.#registrar.expectsChallenge(endpointId),
    };
  }

  /** Brings the provider's list up to date. @param wanted types of events that nodes want; nothing happens for none in the sandbox */
  async register(wanted: readonly string[]): Promise<void> {
    const { mode, name, url, authorization } = this.#terms;
    if (!this.#isManaged || (mode === 'sandbox' && wanted.length === 0)) return;
    const target = await url();
    if (!target) return;
    const events = wanted.length > 0 ? wanted : FALLBACK_EVENTS;
    await this.#registrar.ensure({ name, url: target, events, ...(authorization && { authorization }) });
  }

  /** The account was deleted or disabled. */
  async remove(): Promise<void> {
    if (this.#isManaged) await this.#registrar.remove();
    await this.close();
  }

  /** Resolves when nothing is left to be saved. */
  async close(): Promise<void> {
    this.#disconnect();
    await this.#registrar.close();
  }

  /** The provider's list of endpoints. @throws DeliveryError where the account cannot be used */
  async api(): Promise<WebhookApi> {
    const connection = this.#connection ?? this.#terms.connect();
    this.#connection = connection;
    // What failed once, as a sandbox that could not start, is tried again.
    connection.catch(() => {
      if (this.#connection === connection) this.#connection = undefined;
    });
    return (await connection).provider.webhooks;
  }

  /** Asks the provider to look at the endpoint again. @throws DeliveryError */
  async verify(): Promise<void> {
    const state = await this.#managed().verify();
    if (state.failure) throw state.failure;
  }

  /** Asks the provider for a test event. @throws DeliveryError */
  test(event: string): Promise<TestDelivery> {
    return this.#managed().test(event);
  }

  report(stats: EndpointStats | undefined, taken: boolean): WebhookReport {
    const { mode, path, shownUrl } = this.#terms;
    const { state, failure, endpointId } = this.#isManaged ? this.#registrar.state : UNKNOWN;
    const { code, message, hint } = failure?.cause ?? {};
    return {
      path,
      url: shownUrl,
      mode,
      problems: this.#problems(taken),
      state,
      ...(code && { error: { code, message: message ?? '', hint: hint ?? '' } }),
      endpointId,
      received: stats?.received ?? 0,
      duplicates: stats?.duplicates ?? 0,
      refused: stats?.refused ?? 0,
      lastEventAt: stats?.lastEventAt,
      lastRefusal: stats?.lastRefusal,
    };
  }

  #problems(taken: boolean): WebhookProblem[] {
    const { mode, problems, acceptUnsigned, secret } = this.#terms;
    const unsigned = mode === 'manual' && !secret && !acceptUnsigned;
    return [...problems, ...(unsigned ? (['no-secret'] as const) : []), ...(taken ? (['path-taken'] as const) : [])];
  }

  get #isManaged(): boolean {
    return this.#terms.mode === 'automatic' || this.#terms.mode === 'sandbox';
  }

  #disconnect(): void {
    this.#connection?.then(({ close }) => close()).catch(() => {});
    this.#connection = undefined;
  }

  #managed(): Registrar {
    if (this.#isManaged) return this.#registrar;
    throw new DeliveryError('ERR_NO_WEBHOOK', {
      message: 'The endpoint was registered by hand, so Node-RED cannot speak for it.',
      hint: "Verify or test it in the provider's console, or tick Register automatically on the account's Webhook tab and deploy.",
    });
  }
}
