import { parseAccount } from '../../../src/model/account';
import type { OutgoingMessage } from '../../../src/model/message';
import { createProvider } from '../../../src/provider';
import { createHttp } from '../../../src/provider/http';
import { type Sandbox, startSandbox } from '../../../src/sandbox';
import { closing } from './closing';
import { CANARY } from './failure-of';

/** A signal that never ends a request. */
export const never = new AbortController().signal;

/** A text that is ready to be sent. */
export const message = (conversationId: string, text = 'Grüße 👋', idempotencyKey = 'key-1'): OutgoingMessage => ({
  recipient: { kind: 'conversation', conversationId },
  content: { kind: 'text', text },
  idempotencyKey,
});

/** For a `describe`: a new sandbox for each test that knows the canary token, and clients of it. */
export function sendSevenClients() {
  const use = closing();
  let running: Sandbox;

  beforeEach(async () => {
    running = use(await startSandbox());
    running.sendseven.addToken(CANARY, {});
  });

  return {
    use,
    sandbox: () => running,
    client(input: { token?: string; tenantId?: string; baseUrl?: string; requestTimeout?: number } = {}) {
      const { token = CANARY, baseUrl = running.sendseven.baseUrl, ...rest } = input;
      return createProvider(parseAccount({ token, baseUrl, ...rest }), use(createHttp()));
    },
  };
}
