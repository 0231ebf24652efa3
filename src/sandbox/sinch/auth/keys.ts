import { timingSafeEqual } from 'node:crypto';

/** An access key: it opens one project. */
export interface Key {
  readonly id: string;
  readonly secret: string;
  readonly projectId: string;
}

/** The access keys that the sandbox knows. */
export class Keys {
  readonly #keys = new Map<string, Key>();

  add(key: Key): void {
    this.#keys.set(key.id, key);
  }

  get(id: string): Key | undefined {
    return this.#keys.get(id);
  }

  /** The key behind an Authorization header of scheme Basic, or undefined. */
  find(authorization: string | undefined): Key | undefined {
    const encoded = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (encoded === undefined) return undefined;
    const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s);
    const key = this.#keys.get(id);
    return key && isSame(key.secret, secret) ? key : undefined;
  }
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
