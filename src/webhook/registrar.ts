import { type Clock, systemClock, type Timer } from '../delivery/clock';
import { DeliveryError, toDeliveryError } from '../model/failure';
import type { EndpointDraft, RemoteEndpoint, TestDelivery, WebhookApi } from '../provider/webhook-api';
import { EndpointKeeper } from './endpoint-keeper';
import { nextLookMs } from './next-look';
import { type RegistrarState, stateOf } from './registrar-state';
import type { RegistrationStore } from './registration';

export type { RegistrarState } from './registrar-state';
export type { Registration, RegistrationStore } from './registration';

export interface RegistrarOptions {
  readonly accountId: string;
  readonly store: RegistrationStore;
  /** Rejects where the account cannot be used. */
  readonly api: () => Promise<WebhookApi>;
  readonly clock?: Clock | undefined;
  /** Called after each change of `state`. */
  readonly onState?: ((state: RegistrarState) => void) | undefined;
}

/**
 * Keeps the one endpoint of an account at its provider as it should be: makes it, or finds and repairs it, has it
 * verified, and looks again from time to time. Lives as long as the account, over its restarts: two at a time for one
 * account would each make an endpoint.
 */
export class Registrar {
  readonly #api: () => Promise<WebhookApi>;
  readonly #clock: Clock;
  readonly #onState: (state: RegistrarState) => void;
  readonly #keeper: EndpointKeeper;
  readonly #closing = new AbortController();
  #state: RegistrarState = { state: 'off' };
  #draft: EndpointDraft | undefined;
  #verifyAsked = false;
  /** Everything that was begun, one after the other. */
  #line: Promise<void> = Promise.resolve();
  /** A repair that has not begun: it will take the newest draft. */
  #upcoming: Promise<void> | undefined;
  #timer: Timer | undefined;
  /** Looks in a row after which the endpoint was not as it should be. */
  #inVain = 0;

  constructor({ accountId, store, api, clock = systemClock, onState = () => {} }: RegistrarOptions) {
    this.#api = api;
    this.#clock = clock;
    this.#onState = onState;
    this.#keeper = new EndpointKeeper(accountId, store);
  }

  get state(): RegistrarState {
    return this.#state;
  }

  /** What events may be signed with; while an endpoint is repaired also what counted before. */
  get secrets(): readonly string[] {
    return this.#keeper.secrets;
  }

  /** Resolves when the secret that was registered before a restart is known. @throws what the store throws */
  ready(): Promise<void> {
    return this.#keeper.load();
  }

  /**
   * Has the endpoint made or repaired, and kept so. Never rejects: what fails is told as state `failed` and tried again,
   * but not before the next call where the provider refuses the credentials.
   * @returns resolves when the first try is over
   */
  ensure(draft: EndpointDraft): Promise<void> {
    this.#draft = draft;
    this.#inVain = 0;
    return this.#repairNext();
  }

  /**
   * The account was deleted or disabled: removes its endpoint from the provider. Never rejects; what could not be
   * removed stays remembered, in case the account comes back.
   */
  remove(): Promise<void> {
    this.#draft = undefined;
    // An `ensure` that comes after this must not be taken for one before.
    this.#upcoming = undefined;
    this.#stopTimer();
    return this.#inLine(() => this.#giveBack());
  }

  /** Keeps the endpoint no longer, and leaves it where it is. What is under way is finished. */
  rest(): void {
    this.#draft = undefined;
    this.#stopTimer();
  }

  /**
   * Has the provider look at the endpoint, also where that seems needless. What goes wrong at it is the state's `failure`.
   * @throws DeliveryError `ERR_NO_WEBHOOK` where no endpoint is wanted: the provider is not even asked
   */
  async verify(): Promise<RegistrarState> {
    if (!this.#draft) throw notRegistered();
    this.#verifyAsked = true;
    await this.#repairNext();
    return this.#state;
  }

  /**
   * Has the provider send a test event.
   * @throws DeliveryError `ERR_NO_WEBHOOK` while there is no endpoint
   */
  async test(event: string): Promise<TestDelivery> {
    const id = this.#keeper.endpointId;
    if (!id) throw notRegistered();
    const api = await this.#api();
    if (!api.test) return NO_TEST_EVENTS;
    return api.test(id, event, this.#closing.signal);
  }

  /** Whether a challenge is for us. @param endpointId `undefined` where the challenge does not tell it */
  expectsChallenge(endpointId: string | undefined): boolean {
    // While an endpoint is being made its id is not known yet; to answer somebody else's challenge gives nothing away.
    if (this.#keeper.isMaking) return true;
    if (endpointId !== undefined) return endpointId === this.#keeper.endpointId;
    return this.#keeper.endpointId !== undefined && this.#state.state !== 'verified';
  }

  /**
   * Node-RED stops: gives up what is under way, and looks no more. Resolves when a secret that was just made is safe:
   * the provider tells it only once.
   */
  close(): Promise<void> {
    this.#closing.abort();
    this.#stopTimer();
    return this.#keeper.saved();
  }

  #repairNext(): Promise<void> {
    this.#stopTimer();
    if (this.#upcoming) return this.#upcoming;
    const upcoming = this.#inLine(() => {
      if (this.#upcoming === upcoming) this.#upcoming = undefined;
      return this.#repair();
    });
    this.#upcoming = upcoming;
    return upcoming;
  }

  #inLine(run: () => Promise<void>): Promise<void> {
    this.#line = this.#line.then(() => (this.#closing.signal.aborted ? undefined : run()));
    return this.#line;
  }

  async #repair(): Promise<void> {
    const draft = this.#draft;
    if (!draft) return;
    const verify = this.#verifyAsked;
    this.#verifyAsked = false;
    const working = () => this.#become({ state: 'working' });
    try {
      if (this.#state.state === 'off') working();
      const access = { api: await this.#api(), signal: this.#closing.signal };
      this.#settle(await this.#keeper.repair(access, { draft, verify }, working));
    } catch (thrown) {
      this.#fail(toDeliveryError(thrown));
    }
  }

  async #giveBack(): Promise<void> {
    try {
      await this.#keeper.giveBack(async () => ({ api: await this.#api(), signal: this.#closing.signal }));
      this.#become({ state: 'off' });
    } catch (thrown) {
      this.#become({ state: 'failed', failure: toDeliveryError(thrown) });
    }
  }

  #settle(endpoint: RemoteEndpoint | undefined): void {
    const state = stateOf(endpoint);
    this.#become({ state, checkedAt: this.#clock.timeOfDay() });
    this.#inVain = state === 'verified' ? 0 : this.#inVain + 1;
    this.#lookAgain(nextLookMs(this.#inVain));
  }

  #fail(failure: DeliveryError): void {
    this.#become({ state: 'failed', failure, checkedAt: this.#clock.timeOfDay() });
    this.#inVain++;
    this.#lookAgain(nextLookMs(this.#inVain, failure));
  }

  #become(state: Omit<RegistrarState, 'endpointId'>): void {
    if (this.#closing.signal.aborted) return;
    const { endpointId } = this.#keeper;
    this.#state = { checkedAt: this.#state.checkedAt, ...state, ...(endpointId !== undefined && { endpointId }) };
    this.#onState(this.#state);
  }

  #lookAgain(ms: number | undefined): void {
    // Another draft, or the end, may have come meanwhile.
    if (ms === undefined || this.#closing.signal.aborted || this.#upcoming || !this.#draft) return;
    this.#timer = this.#clock.setTimeout(() => void this.#repairNext(), ms);
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}

const NO_TEST_EVENTS: TestDelivery = {
  delivered: false,
  error: 'This provider cannot send test events.',
  hint: "Write to one of the account's channels instead, and look whether it arrives.",
};

function notRegistered(): DeliveryError {
  return new DeliveryError('ERR_NO_WEBHOOK', {
    message: 'No endpoint is registered for the account at its provider.',
    hint: "Set the Public URL on the account's Webhook tab and deploy; if it is set, look there for what is wrong.",
  });
}
