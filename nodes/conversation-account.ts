import { parseDeliveryPolicy } from '../src/model/delivery-policy';
import { toDeliveryError } from '../src/model/failure';
import {
  ACCOUNT_CREDENTIALS,
  type AccountCredentials,
  type AccountDef,
  type AccountNode,
} from './runtime/account-node';
import { type AccountSource, checkAccount } from './runtime/account-source';
import { registerAdminRoutes } from './runtime/admin-routes';
import { connectLazily } from './runtime/connect-lazily';
import { followLifeCycle, stoppingForGood } from './runtime/life-cycle';
import { accounts, office } from './runtime/office';
import { receiving } from './runtime/receiving';
import { lastingId, type NodeAPI } from './runtime/red';
import { registerWebhookRoute } from './runtime/webhook-route';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export = function register(RED: NodeAPI): void {
  function ConversationAccount(this: Writable<AccountNode>, def: AccountDef): void {
    RED.nodes.createNode(this, def);
    const { provider, environment = 'live', requestTimeout, region, auth } = def;
    const source: AccountSource = {
      id: this.id,
      provider,
      environment,
      requestTimeout,
      region,
      auth,
      ...this.credentials,
    };
    this.provider = provider ?? 'sendseven';
    this.environment = environment;
    accounts.set(this.id, this);
    const reception = receiving(RED);
    // Loaded with the first account, as what it opens.
    const { webhookTerms } = require('./runtime/webhook-terms') as typeof import('./runtime/webhook-terms');
    const lasting = lastingId(this);

    try {
      const id = checkAccount(source);
      const policy = parseDeliveryPolicy(def, id);
      const connect = () => connectLazily(RED, source, def, policy.concurrency);
      reception.open(lasting, webhookTerms(RED, this, def, id, connect));
      office.open(lasting, { policy, connect });
    } catch (thrown) {
      const problem = toDeliveryError(thrown);
      this.problem = problem;
      if (problem.code !== 'ERR_ACCOUNT_INCOMPLETE') this.warn(problem.toString());
      // What was queued before the account became unusable comes out of the error outputs.
      office.open(lasting, { policy: parseDeliveryPolicy({}, 'sendseven'), connect: () => Promise.reject(problem) });
      reception.suspend(lasting);
    }

    this.on('close', (removed: boolean, done: () => void) => {
      accounts.delete(this.id);
      if (removed) {
        office.remove(lasting).catch(() => {});
        reception.remove(lasting);
      } else if (!stoppingForGood()) {
        office.suspend(lasting);
        reception.suspend(lasting);
      }
      Promise.resolve(stoppingForGood()).then(done, done);
    });
  }

  followLifeCycle(RED);
  registerAdminRoutes(RED);
  registerWebhookRoute(RED);
  RED.nodes.registerType<AccountNode, AccountDef, object, AccountCredentials>(
    'conversation-account',
    ConversationAccount,
    { credentials: ACCOUNT_CREDENTIALS },
  );
};
