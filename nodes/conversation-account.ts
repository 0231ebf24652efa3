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
import { accounts, followLifeCycle, office, stoppingForGood } from './runtime/office';
import { lastingId, type NodeAPI } from './runtime/red';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export = function register(RED: NodeAPI): void {
  function ConversationAccount(this: Writable<AccountNode>, def: AccountDef): void {
    RED.nodes.createNode(this, def);
    const { provider, environment = 'live', requestTimeout } = def;
    const source: AccountSource = { id: this.id, provider, environment, requestTimeout, ...this.credentials };
    this.provider = provider ?? 'sendseven';
    this.environment = environment;
    accounts.set(this.id, this);
    const lasting = lastingId(this);

    try {
      const id = checkAccount(source);
      const policy = parseDeliveryPolicy(def, id);
      office.open(lasting, { policy, connect: () => connectLazily(RED, source, def, policy.concurrency) });
    } catch (thrown) {
      const problem = toDeliveryError(thrown);
      this.problem = problem;
      if (problem.code !== 'ERR_ACCOUNT_INCOMPLETE') this.warn(problem.toString());
      // What was queued before the account became unusable comes out of the error outputs.
      office.open(lasting, { policy: parseDeliveryPolicy({}, 'sendseven'), connect: () => Promise.reject(problem) });
    }

    this.on('close', (removed: boolean, done: () => void) => {
      accounts.delete(this.id);
      if (removed) office.remove(lasting).catch(() => {});
      else if (!stoppingForGood()) office.suspend(lasting);
      Promise.resolve(stoppingForGood()).then(done, done);
    });
  }

  followLifeCycle(RED);
  registerAdminRoutes(RED);
  RED.nodes.registerType<AccountNode, AccountDef, object, AccountCredentials>(
    'conversation-account',
    ConversationAccount,
    { credentials: ACCOUNT_CREDENTIALS },
  );
};
