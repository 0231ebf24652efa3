import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Registration, RegistrationStore } from './registration';
import { open, type Sealed, seal } from './sealed-secret';

export { MemoryRegistrations } from './memory-registrations';

/** What a file holds; only the secret is a secret. */
interface Stored {
  readonly endpointId: string;
  readonly url: string;
  readonly secret: Sealed;
}

/** A longer name is too long for some file systems. */
const MAX_NAME = 100;

/**
 * Remembers registrations in a folder, one file for each account that only this user can read, with the secret
 * encrypted.
 */
export class FileRegistrations implements RegistrationStore {
  readonly #folder: string;
  readonly #passphrase: string;

  /**
   * @param folder made when it is needed
   * @param passphrase that secrets are encrypted with; with another one a registration counts as none
   */
  constructor(folder: string, passphrase: string) {
    this.#folder = folder;
    this.#passphrase = passphrase;
  }

  async load(accountId: string): Promise<Registration | undefined> {
    try {
      const stored = readStored(await readFile(this.#fileOf(accountId), 'utf8'));
      const { endpointId, url } = stored;
      const secret = await open(stored.secret, this.#passphrase, contextOf(accountId, stored));
      return { endpointId, url, secret };
    } catch {
      // Missing, damaged or of another passphrase: all the same, the registrar gets a new secret.
      return undefined;
    }
  }

  async save(accountId: string, registration: Registration): Promise<void> {
    const { endpointId, url } = registration;
    const secret = await seal(registration.secret, this.#passphrase, contextOf(accountId, registration));
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await replaceFile(this.#fileOf(accountId), JSON.stringify({ endpointId, url, secret } satisfies Stored));
  }

  forget(accountId: string): Promise<void> {
    return rm(this.#fileOf(accountId), { force: true });
  }

  #fileOf(accountId: string): string {
    return join(this.#folder, `${nameOf(accountId)}.json`);
  }
}

/** Whoever reads sees the old file or the new one, never half of one. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, file);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
}

function readStored(text: string): Stored {
  const { endpointId, url, secret } = JSON.parse(text) as Partial<Stored>;
  if (typeof endpointId !== 'string' || typeof url !== 'string' || !secret) throw new Error('not a registration');
  return { endpointId, url, secret };
}

/** A secret that was moved to another account or endpoint by hand is none of theirs. */
function contextOf(accountId: string, { endpointId, url }: Pick<Registration, 'endpointId' | 'url'>): string {
  return JSON.stringify([accountId, endpointId, url]);
}

/** Different for different accounts, also where a file system takes capitals for small letters. */
function nameOf(accountId: string): string {
  const name = accountId.replace(/[^a-z0-9-]/g, (letter) => `_${letter.charCodeAt(0).toString(16)}_`);
  return name.length > MAX_NAME ? createHash('sha256').update(accountId).digest('hex') : name;
}
