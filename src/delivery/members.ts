import type { DeliveryPolicy } from '../model/delivery-policy';
import type { Provider } from '../provider/provider';
import type { RateLimit } from './rate-limiter';

/** An account node that sends by a courier. */
export interface Member {
  readonly provider: Provider;
  readonly policy: DeliveryPolicy;
}

/** The accounts that share a courier, because they share a token. */
export class Members {
  readonly #members = new Map<string, Member>();
  /** Accounts that restart: nothing starts until they are back, because their settings may change. */
  readonly #held = new Set<string>();
  readonly #underWay = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();
  #allUnderWay = 0;

  get anyHeld(): boolean {
    return this.#held.size > 0;
  }

  get(accountId: string): Member | undefined {
    return this.#members.get(accountId);
  }

  add(accountId: string, member: Member): void {
    this.#members.set(accountId, member);
    this.#held.delete(accountId);
  }

  hold(accountId: string): void {
    if (this.#members.has(accountId)) this.#held.add(accountId);
  }

  releaseAll(): void {
    this.#held.clear();
  }

  remove(accountId: string): void {
    this.#members.delete(accountId);
    this.#held.delete(accountId);
  }

  /** Requests under way. */
  get underWay(): number {
    return this.#allUnderWay;
  }

  /** A request for a message of an account starts. */
  sentOut(accountId: string): void {
    this.#allUnderWay++;
    this.#underWay.set(accountId, (this.#underWay.get(accountId) ?? 0) + 1);
  }

  /** A request for a message of an account is over. */
  cameBack(accountId: string): void {
    this.#allUnderWay--;
    const left = (this.#underWay.get(accountId) ?? 1) - 1;
    if (left > 0) {
      this.#underWay.set(accountId, left);
      return;
    }
    this.#underWay.delete(accountId);
    const waiting = this.#waiting.get(accountId) ?? [];
    this.#waiting.delete(accountId);
    for (const resolve of waiting) resolve();
  }

  /** Waits until no request for a message of an account is under way. */
  allBack(accountId: string): Promise<void> {
    if (!this.#underWay.has(accountId)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.set(accountId, [...(this.#waiting.get(accountId) ?? []), resolve]);
    });
  }

  /** The strictest limit of all of them; the provider counts them as one. */
  rateLimit(): RateLimit | undefined {
    const policies = [...this.#members.values()].map(({ policy }) => policy);
    const perMs = ({ rateLimit, ratePeriodMs }: DeliveryPolicy) => rateLimit / ratePeriodMs;
    const strictest = policies.sort((a, b) => perMs(a) - perMs(b))[0];
    if (!strictest) return undefined;
    return { limit: strictest.rateLimit, periodMs: strictest.ratePeriodMs, concurrency: strictest.concurrency };
  }
}
