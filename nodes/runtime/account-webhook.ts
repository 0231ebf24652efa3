import { DeliveryError } from '../../src/model/failure';
import type { ReceivePolicy, Receiver } from '../../src/provider/receiver';
import type { TestDelivery, WebhookApi } from '../../src/provider/webhook-api';
import type { EndpointStats } from '../../src/webhook/endpoints';
import type { Registrar } from '../../src/webhook/registrar';
import { ProviderTie, type TieTerms } from './provider-tie';
import type { WebhookMode, WebhookProblem, WebhookReport } from './webhook-report';

/** How an account wants to receive. */
export interface WebhookTerms extends TieTerms {
  /** Names the endpoint at the provider. */
  readonly name: string;
  readonly mode: WebhookMode;
  /** Names whose list of endpoints the account speaks for, without a secret in it. */
  readonly owner: string;
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
  /** What keeps requests from reaching the endpoint. */
  readonly problems: readonly WebhookProblem[];
}

/** What is asked of the provider when nobody has said which events are wanted. */
const FALLBACK_EVENTS = ['message.received'];

/** What is known of an endpoint that a person registered. */
const UNKNOWN = { state: 'unknown', failure: undefined, endpointId: undefined } as const;

/** What is known where another account has the path: whatever is registered leads to that one. */
const NOT_OURS = { state: 'off', failure: undefined, endpointId: undefined } as const;

/** The endpoint of one account, at Node-RED's end and at the provider's. Outlives the account node over redeploys. */
export class AccountWebhook {
  readonly #accountId: string;
  readonly #onState: () => void;
  #terms: WebhookTerms;
  #tie: ProviderTie;
  /** Former owners' endpoints are being given back: what is remembered of them must not be mixed up with new ones. */
  #leaving: Promise<void> = Promise.resolve();

  constructor(accountId: string, terms: WebhookTerms, onState: () => void) {
    this.#accountId = accountId;
    this.#onState = onState;
    this.#terms = terms;
    this.#tie = this.#newTie();
  }

  get terms(): WebhookTerms {
    return this.#terms;
  }

  /** The account node starts again, perhaps with other terms. */
  reopen(terms: WebhookTerms): void {
    const { mode, owner } = this.#terms;
    const managed = this.#isManaged;
    this.#terms = terms;
    if (mode === terms.mode && owner === terms.owner) this.#tie.reconnect(terms.connect);
    else this.#part(managed);
  }

  /** The account speaks for another list of endpoints from now on. */
  #part(managed: boolean): void {
    // The endpoint that was made for the account is given back, by the connection that it was made with.
    const former = this.#tie;
    const left = managed ? former.leave() : former.close();
    this.#leaving = Promise.all([this.#leaving, left]).then(() => {});
    this.#tie = this.#newTie();
  }

  /** Whether an endpoint at the provider is known to be the account's. */
  get hasEndpoint(): boolean {
    return this.#registrar.state.endpointId !== undefined;
  }

  /** Resolves when `policy` knows the secret that was registered before a restart. */
  async ready(): Promise<void> {
    if (!this.#isManaged) return;
    await this.#leaving;
    await this.#registrar.ready();
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
    const registrar = this.#registrar;
    const target = await url();
    await this.#leaving;
    // Meanwhile the account may have come back with other terms, which are registered in their own turn.
    if (registrar !== this.#registrar) return;
    if (!target) return registrar.remove();
    const events = wanted.length > 0 ? wanted : FALLBACK_EVENTS;
    await registrar.ensure({ name, url: target, events, ...(authorization && { authorization }) });
  }

  /**
   * Another account has the path. An endpoint that was seen to be this account's leads to a path that it has left, and is
   * given back. One that is merely remembered from an earlier life may be the other account's by now: it is left alone.
   */
  async rest(): Promise<void> {
    if (!this.#isManaged) return;
    await this.#leaving;
    if (this.hasEndpoint) await this.#registrar.remove();
    else this.#registrar.rest();
  }

  /** The account was deleted or disabled. @param taken another account had its path: see `rest` */
  async remove(taken = false): Promise<void> {
    await this.#leaving;
    const leaves = this.#isManaged && (this.hasEndpoint || !taken);
    await (leaves ? this.#tie.leave() : this.#tie.close());
  }

  /** Resolves when nothing is left to be saved. */
  close(): Promise<void> {
    return this.#tie.close();
  }

  /** The provider's list of endpoints. @throws DeliveryError where the account cannot be used */
  api(): Promise<WebhookApi> {
    return this.#tie.api();
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
    const known = this.#isManaged ? this.#registrar.state : UNKNOWN;
    const { state, failure, endpointId } = taken ? NOT_OURS : known;
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

  get #registrar(): Registrar {
    return this.#tie.registrar;
  }

  #newTie(): ProviderTie {
    const tie: ProviderTie = new ProviderTie(this.#accountId, this.#terms, () => {
      // What becomes of a former owner's endpoint is no news of this one.
      if (tie === this.#tie) this.#onState();
    });
    return tie;
  }

  #managed(): Registrar {
    if (this.#isManaged) return this.#registrar;
    throw new DeliveryError('ERR_NO_WEBHOOK', {
      message: 'The endpoint was registered by hand, so Node-RED cannot speak for it.',
      hint: "Verify or test it in the provider's console, or tick Register automatically on the account's Webhook tab and deploy.",
    });
  }
}
