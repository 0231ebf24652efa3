import { toDeliveryError } from '../model/failure';
import type { EndpointDraft, RemoteEndpoint, WebhookApi } from '../provider/webhook-api';
import { canonicalUrl, planRepair, type RepairStep } from './plan-repair';
import type { Registration, RegistrationStore } from './registration';

/** The provider and when to give up asking it. */
export interface Access {
  readonly api: WebhookApi;
  readonly signal: AbortSignal;
}

/** What is to be kept, and whether somebody wants to see it proven. */
export interface Wanted {
  readonly draft: EndpointDraft;
  readonly verify: boolean;
}

/** Knows the one endpoint of an account at the provider, and repairs it when told to. Not to be told twice at a time. */
export class EndpointKeeper {
  readonly #accountId: string;
  readonly #store: RegistrationStore;
  #registration: Registration | undefined;
  #loading: Promise<void> | undefined;
  /** Whether the store has what is known here. */
  #saved = true;
  #saving: Promise<void> = Promise.resolve();
  #previousSecret: string | undefined;
  /** Addresses at which an endpoint is being made, or may have been made. */
  readonly #attempted = new Set<string>();
  #authorization: string | undefined;

  constructor(accountId: string, store: RegistrationStore) {
    this.#accountId = accountId;
    this.#store = store;
  }

  get endpointId(): string | undefined {
    return this.#registration?.endpointId;
  }

  /** What events may be signed with: while an endpoint is repaired also what counted before. */
  get secrets(): readonly string[] {
    return [this.#registration?.secret, this.#previousSecret].filter((secret) => secret !== undefined);
  }

  /** Whether an endpoint may be ours whose id is not known yet. */
  get isMaking(): boolean {
    return this.#attempted.size > 0;
  }

  /** Remembers what was registered before a restart: once, or what was read late would replace what was made since. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /**
   * Makes the endpoint what it should be.
   * @param onWork called before the first change, if there is something to change
   * @returns the endpoint as the provider tells it then
   * @throws DeliveryError; what was done up to there counts, and the next time goes on from it
   */
  async repair(access: Access, { draft, verify }: Wanted, onWork: () => void): Promise<RemoteEndpoint | undefined> {
    const { api, signal } = access;
    await this.load();
    await this.#save();
    const remote = await api.list(signal);
    const steps = planRepair(remote, {
      draft: { ...draft, events: api.listedEvents?.(draft.events) ?? draft.events },
      verify,
      endpointId: this.endpointId,
      attempted: [...this.#attempted],
      authorization: this.#authorization,
    });
    if (steps.length > 0) onWork();
    try {
      for (const step of steps) await this.#perform(access, step, draft);
    } finally {
      this.#previousSecret = undefined;
    }
    const now = steps.length > 0 ? await api.list(signal) : remote;
    return now.find(({ id }) => id === this.endpointId);
  }

  /**
   * Removes the endpoint that was registered, and forgets it.
   * @param reach called only where there is something to remove: the sandbox is not started for nothing
   * @throws DeliveryError; then it stays remembered
   */
  async giveBack(reach: () => Promise<Access>): Promise<void> {
    await this.load();
    if (this.#registration || this.isMaking) await this.#removeAll(await reach());
    await this.#store.forget(this.#accountId);
    this.#registration = undefined;
    this.#authorization = undefined;
    this.#saved = true;
  }

  async #load(): Promise<void> {
    try {
      this.#registration = await this.#store.load(this.#accountId);
    } catch (thrown) {
      this.#loading = undefined;
      throw thrown;
    }
  }

  async #perform(access: Access, step: RepairStep, draft: EndpointDraft): Promise<void> {
    const { api, signal } = access;
    switch (step.kind) {
      case 'create':
        return this.#create(access, draft);
      case 'renew':
        return this.#remember(step.endpoint, await api.renewSecret(step.endpoint.id, signal));
      case 'update':
        await api.update(step.endpoint.id, draft, signal);
        this.#authorization = draft.authorization;
        return this.#moved(draft.url);
      case 'verify':
        return api.verify(step.endpoint.id, signal);
      case 'remove':
        await api.remove(step.endpoint.id, signal);
        this.#attempted.delete(canonicalUrl(step.endpoint.url));
    }
  }

  async #create({ api, signal }: Access, draft: EndpointDraft): Promise<void> {
    this.#attempted.add(canonicalUrl(draft.url));
    try {
      const { id, secret } = await api.create(draft, signal);
      this.#authorization = draft.authorization;
      await this.#remember({ id, url: draft.url }, secret);
    } catch (thrown) {
      const failure = toDeliveryError(thrown);
      // Only an answer that was lost leaves it open whether there is an endpoint now.
      if (failure.kind !== 'uncertain' && failure.kind !== 'cancelled') this.#attempted.delete(canonicalUrl(draft.url));
      throw failure;
    }
  }

  async #remember({ id, url }: Pick<RemoteEndpoint, 'id' | 'url'>, secret: string): Promise<void> {
    this.#previousSecret = this.#registration?.secret;
    this.#registration = { endpointId: id, url, secret };
    this.#attempted.delete(canonicalUrl(url));
    this.#saved = false;
    await this.#save();
  }

  async #moved(url: string): Promise<void> {
    if (!this.#registration || this.#registration.url === url) return;
    this.#registration = { ...this.#registration, url };
    this.#saved = false;
    await this.#save();
  }

  /** Resolves when what is being saved is safe, or cannot be saved. */
  saved(): Promise<void> {
    return this.#saving;
  }

  #save(): Promise<void> {
    if (this.#saved || !this.#registration) return Promise.resolve();
    this.#saving = this.#write(this.#registration);
    return this.#saving;
  }

  /** What cannot be saved counts in this process all the same, and is saved next time. */
  async #write(registration: Registration): Promise<void> {
    try {
      await this.#store.save(this.#accountId, registration);
      this.#saved = true;
    } catch {
      this.#saved = false;
    }
  }

  async #removeAll({ api, signal }: Access): Promise<void> {
    if (this.#registration) await api.remove(this.#registration.endpointId, signal);
    if (!this.isMaking) return;
    const remote = await api.list(signal);
    for (const { id, url } of remote) if (this.#attempted.has(canonicalUrl(url))) await api.remove(id, signal);
    this.#attempted.clear();
  }
}
