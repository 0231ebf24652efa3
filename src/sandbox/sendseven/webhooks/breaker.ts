/** So many attempts in a row must fail before deliveries stop. The API's own number is not published. */
const failuresUntilSuspended = 20;

/** How long deliveries stop before they are tried again. The API's own time is not published. */
export const suspensionMs = 5 * 60 * 1000;

/**
 * Whether an endpoint gets its events: `closed` is the rule, `suspended` after many failures, and then `probation`, in
 * which the next failure suspends it again. It is told the time.
 */
export class Breaker {
  failuresInARow = 0;
  /** When the first of the present failures was. */
  incidentSince: number | undefined;
  suspendedAt: number | undefined;
  reactivationAt: number | undefined;
  probationSince: number | undefined;

  get state(): 'closed' | 'suspended' | 'probation' {
    if (this.suspendedAt !== undefined) return 'suspended';
    return this.probationSince === undefined ? 'closed' : 'probation';
  }

  succeeded(): void {
    this.failuresInARow = 0;
    if (this.state === 'closed') this.incidentSince = undefined;
  }

  /** Answers whether this failure suspends the endpoint. */
  failed(now: number): boolean {
    this.failuresInARow += 1;
    this.incidentSince ??= now;
    if (this.state === 'suspended') return false;
    if (this.state === 'closed' && this.failuresInARow < failuresUntilSuspended) return false;
    this.probationSince = undefined;
    this.suspendedAt = now;
    this.reactivationAt = now + suspensionMs;
    return true;
  }

  /** From suspended into probation. */
  reactivate(now: number): void {
    if (this.state !== 'suspended') return;
    this.suspendedAt = undefined;
    this.reactivationAt = undefined;
    this.probationSince = now;
  }

  /** All that had waited got through. */
  close(): void {
    this.probationSince = undefined;
    this.incidentSince = undefined;
    this.failuresInARow = 0;
  }
}
