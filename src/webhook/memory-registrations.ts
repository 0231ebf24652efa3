import type { Registration, RegistrationStore } from './registration';

/** Remembers registrations until the process ends: for a provider that lives no longer itself, or where nothing can be kept. */
export class MemoryRegistrations implements RegistrationStore {
  readonly #registrations = new Map<string, Registration>();

  async load(accountId: string): Promise<Registration | undefined> {
    return this.#registrations.get(accountId);
  }

  async save(accountId: string, registration: Registration): Promise<void> {
    this.#registrations.set(accountId, registration);
  }

  async forget(accountId: string): Promise<void> {
    this.#registrations.delete(accountId);
  }
}
