import type { Connection } from '../../src/delivery/connection';
import type { WebhookApi } from '../../src/provider/webhook-api';
import { Registrar, type RegistrationStore } from '../../src/webhook/registrar';

/** What ties an account to one provider. */
export interface TieTerms {
  /** Makes the connection, when the provider is first spoken to. */
  readonly connect: () => Promise<Connection>;
  readonly store: RegistrationStore;
}

/** The connection to one owner's list of endpoints, and what keeps the account's endpoint there as it should be. */
export class ProviderTie {
  /** One for as long as the owner is the same, over restarts: two at a time would each make an endpoint. */
  readonly registrar: Registrar;
  #connect: () => Promise<Connection>;
  #connection: Promise<Connection> | undefined;

  constructor(accountId: string, { connect, store }: TieTerms, onState: () => void) {
    this.#connect = connect;
    this.registrar = new Registrar({ accountId, store, api: () => this.api(), onState });
  }

  /** The same owner's list is reached in another way, for example with another proxy. */
  reconnect(connect: () => Promise<Connection>): void {
    this.#connect = connect;
    this.#disconnect();
  }

  /** The provider's list of endpoints. @throws DeliveryError where the account cannot be used */
  async api(): Promise<WebhookApi> {
    const connection = this.#connection ?? this.#connect();
    this.#connection = connection;
    // What failed once, as a sandbox that could not start, is tried again.
    connection.catch(() => {
      if (this.#connection === connection) this.#connection = undefined;
    });
    return (await connection).provider.webhooks;
  }

  /** Gives the endpoint back, and ends. Never rejects; what could not be removed stays remembered. */
  async leave(): Promise<void> {
    await this.registrar.remove();
    await this.close();
  }

  /** Resolves when nothing is left to be saved. */
  async close(): Promise<void> {
    this.#disconnect();
    await this.registrar.close();
  }

  #disconnect(): void {
    this.#connection?.then(({ close }) => close()).catch(() => {});
    this.#connection = undefined;
  }
}
