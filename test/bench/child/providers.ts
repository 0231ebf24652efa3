import type { BenchProvider } from '../protocol';

/** What a flow needs to know of a provider to send messages to it. */
export interface ProviderTerms {
  /** Properties of an account. */
  readonly account: Readonly<Record<string, string>>;
  /** Properties of a send node that say whom to send to. */
  readonly recipient: Readonly<Record<string, string>>;
  /** A message for the send node: an expression of `number`, `conversationId` and `text`. */
  readonly sending: string;
  /** The same for the http request node: its payload is the body of the request. */
  readonly requesting: string;
  /** The end of the URL of the request, and how it proves who it is from. */
  readonly path: string;
  readonly authorization: string;
  /** @param suffix tells accounts apart that must not share a limit */
  credentials(suffix: string): Readonly<Record<string, string>>;
}

const TOKEN = 's7_bench_token';
const KEY = { projectId: 'bench-project', keyId: 'bench-key', keySecret: 'bench-secret' };
const APP = 'bench-app';

const TERMS: Readonly<Record<BenchProvider, ProviderTerms>> = {
  sendseven: {
    account: { provider: 'sendseven' },
    recipient: { conversationId: 'conversationId', conversationIdType: 'msg' },
    sending: '{ number, conversationId, payload: text }',
    requesting: '{ number, payload: { conversation_id: conversationId, text, message_type: "text" } }',
    path: '/messages',
    authorization: `Bearer ${TOKEN}`,
    credentials: (suffix) => ({ token: `${TOKEN}${suffix}` }),
  },
  sinch: {
    account: { provider: 'sinch', region: 'eu', auth: 'basic' },
    recipient: { recipient: 'to', recipientType: 'msg' },
    sending: '{ number, to: { channel: "SMS", identity: conversationId }, payload: text }',
    requesting: `{ number, payload: {
      app_id: "${APP}",
      recipient: { identified_by: { channel_identities: [{ channel: "SMS", identity: conversationId }] } },
      message: { text_message: { text } },
    } }`,
    path: `/v1/projects/${KEY.projectId}/messages:send`,
    authorization: `Basic ${Buffer.from(`${KEY.keyId}:${KEY.keySecret}`).toString('base64')}`,
    credentials: (suffix) => ({ ...KEY, appId: `${APP}${suffix}` }),
  },
};

export function termsOf(provider: BenchProvider): ProviderTerms {
  return TERMS[provider];
}
