import { randomUUID } from 'node:crypto';

/** Whom a token belongs to and what it may do. */
export interface Grant {
  /** Names the token in budgets and idempotency keys, so that the token itself is stored once only. */
  readonly id: string;
  readonly tenantId: string;
  /** Undefined: everything. */
  readonly scopes: ReadonlySet<string> | undefined;
}

/** The API tokens that the sandbox knows. */
export class Tokens {
  readonly #grants = new Map<string, Grant>();

  add(token: string, tenantId: string, scopes?: readonly string[]): void {
    this.#grants.set(token, { id: randomUUID(), tenantId, scopes: scopes && new Set(scopes) });
  }

  /** The grant behind an Authorization header, or undefined. The scheme's case does not matter (RFC 9110, 11.1). */
  find(authorization: string | undefined): Grant | undefined {
    const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    return token === undefined ? undefined : this.#grants.get(token);
  }
}
