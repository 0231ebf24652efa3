import type { Socket } from 'node:net';
import { parseAccount, type SinchAccount } from '../../../src/model/account';
import type { OutgoingMessage, Recipient } from '../../../src/model/message';
import { createHttp } from '../../../src/provider/http';
import { createSinch } from '../../../src/provider/sinch/client';
import { createAccessTokens } from '../../../src/provider/sinch/token';
import { type Answer, type RawRequest, type RawServer, reply, startRawServer } from '../../support/raw-server';
import { closing } from './closing';
import { CANARY } from './failure-of';

export const PROJECT = '11111111-2222-4333-8444-555555555555';
export const APP = '01HAPP00000000000000000000';

export const sms: Recipient = { kind: 'address', channel: 'SMS', identity: '+46701234567' };

/** A text that is ready to be sent. */
export const toSinch = (recipient: Recipient = sms, options?: OutgoingMessage['options']): OutgoingMessage => ({
  recipient,
  content: { kind: 'text', text: 'Grüße 👋' },
  idempotencyKey: 'key-1',
  options,
});

/** Answers as JSON. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  reply(status, JSON.stringify(body), { 'Content-Type': 'application/json', ...headers });

export const accepted = json(200, { message_id: '01HMSG', accepted_time: '2026-01-01T00:00:00Z' });

export const expired = json(
  401,
  {},
  { 'WWW-Authenticate': 'Bearer error="invalid_token", error_description="expired"' },
);

/**
 * For a `describe`: a server for each test that hands out `token-1`, `token-2`, … and answers the rest as told, and
 * clients of it with a clock that stands.
 */
export function sinchServer() {
  const use = closing();
  let server: RawServer;
  let handed = 0;
  const clock = { now: 0 };
  const answers = { token: undefined as Answer | undefined, api: accepted };

  beforeEach(async () => {
    handed = 0;
    clock.now = 0;
    answers.token = undefined;
    answers.api = accepted;
    server = use(
      await startRawServer((socket: Socket, request: RawRequest) => {
        if (!request.line.startsWith('POST /oauth2/token ')) return answers.api(socket, request);
        if (answers.token) return answers.token(socket, request);
        json(200, { access_token: `token-${++handed}`, expires_in: 3600, token_type: 'Bearer' })(socket, request);
      }),
    );
  });

  const account = (input: Record<string, unknown> = {}) =>
    parseAccount({
      provider: 'sinch',
      region: 'eu',
      projectId: PROJECT,
      appId: APP,
      keyId: 'key',
      keySecret: CANARY,
      baseUrl: server.origin,
      ...input,
    }) as SinchAccount;
  const requestsTo = (start: string) => server.requests.filter(({ line }) => line.split(' ')[1]?.startsWith(start));

  return {
    use,
    clock,
    answers,
    account,
    /** Requests for tokens. */
    tokenRequests: () => requestsTo('/oauth2/token'),
    /** All other requests. */
    apiRequests: () => requestsTo('/v1/'),
    makeTokens: () => createAccessTokens({ now: () => clock.now, random: () => 0.5 }),
    client(input: Record<string, unknown> = {}, tokens = createAccessTokens({ now: () => clock.now })) {
      return createSinch(account(input), use(createHttp()), tokens);
    },
  };
}
