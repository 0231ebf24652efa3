/** An endpoint at the provider that was made, or taken over, for an account. */
export interface Registration {
  readonly endpointId: string;
  readonly url: string;
  /** What the provider signs with. */
  readonly secret: string;
}

/** Remembers registrations over restarts. */
export interface RegistrationStore {
  /** `undefined` for none, and for one that cannot be read any more. */
  load(accountId: string): Promise<Registration | undefined>;
  save(accountId: string, registration: Registration): Promise<void>;
  forget(accountId: string): Promise<void>;
}
