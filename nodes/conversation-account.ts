import { Courier } from '../src/delivery/courier';
import {
  ACCOUNT_CREDENTIALS,
  type AccountCredentials,
  type AccountDef,
  type AccountNode,
} from './runtime/account-node';
import { type AccountSource, accountProblem } from './runtime/account-source';
import { registerAdminRoutes } from './runtime/admin-routes';
import { type Connection, connect } from './runtime/connect';
import type { NodeAPI } from './runtime/red';

/** Node-RED gives a node 15 s to close. */
const CLOSE_GRACE_MS = 10_000;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export = function register(RED: NodeAPI): void {
  function ConversationAccount(this: Writable<AccountNode>, def: AccountDef): void {
    RED.nodes.createNode(this, def);
    const { provider, environment, requestTimeout } = def;
    const source: AccountSource = { provider, environment, requestTimeout, ...this.credentials };
    let opening: Promise<{ courier: Courier; connection: Connection }> | undefined;

    this.problem = accountProblem(source);
    if (this.problem?.code === 'ERR_ENV_NOT_SET') this.warn(this.problem.toString());

    this.courier = async () => {
      opening ??= connect(RED, source, def).then((connection) => ({
        connection,
        courier: new Courier({ provider: connection.provider }),
      }));
      opening.catch(() => {
        opening = undefined;
      });
      return (await opening).courier;
    };

    this.on('close', (done: () => void) => {
      const close = async () => {
        const open = await opening;
        await open?.courier.close(CLOSE_GRACE_MS);
        open?.connection.http.close();
      };
      close().then(done, () => done());
    });
  }

  registerAdminRoutes(RED);
  RED.nodes.registerType<AccountNode, AccountDef, object, AccountCredentials>(
    'conversation-account',
    ConversationAccount,
    { credentials: ACCOUNT_CREDENTIALS },
  );
};
