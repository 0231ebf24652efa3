import { createHmac, randomBytes } from 'node:crypto';
import { newId } from '../ids';

/** What became of an access token: whose it is, or why it is refused. */
export type TokenVerdict =
  | { readonly kind: 'valid'; readonly keyId: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

interface Claims {
  readonly sub: string;
  readonly exp: number;
  /** Which generation it belongs to: a test can end all that were issued so far. */
  readonly gen: number;
}

/** Issues tokens in the form of JWTs, and knows its own again by their signature: nothing has to be kept. */
export class AccessTokens {
  readonly #secret = randomBytes(32);
  #generation = 1;

  /** @param now milliseconds since 1970 */
  issue(keyId: string, lifeSeconds: number, now: number): string {
    const iat = Math.floor(now / 1000);
    const claims = { iss: 'sandbox', sub: keyId, iat, exp: iat + lifeSeconds, jti: newId(), gen: this.#generation };
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    return `${signed}.${this.#sign(signed)}`;
  }

  /** Every token that was issued so far counts as expired from now on, whatever it says itself. */
  expireAll(): void {
    this.#generation += 1;
  }

  check(token: string, now: number): TokenVerdict {
    const [, signed, claims, signature] = /^([\w-]+\.([\w-]+))\.([\w-]+)$/.exec(token) ?? [];
    if (!signed || !claims || signature !== this.#sign(signed)) return { kind: 'unknown' };
    const { sub, exp, gen }: Claims = JSON.parse(Buffer.from(claims, 'base64url').toString());
    if (gen !== this.#generation || now >= exp * 1000) return { kind: 'expired' };
    return { kind: 'valid', keyId: sub };
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url');
  }
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
