import type { FaultAction } from '../faults/fault';

const detail = (status: number, text: unknown, headers: Readonly<Record<string, string>> = {}): FaultAction => ({
  kind: 'status',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: { detail: text },
});

/**
 * Conversations that do not exist: a send to one of them fails in a known way. So a flow can provoke every failure
 * without touching the sandbox, as with the magic numbers of other messaging sandboxes.
 * The bodies are what the API is known to answer.
 */
const simulations: Readonly<Record<string, FaultAction>> = {
  'simulate-400': detail(400, { code: 'insufficient_balance', message: 'Insufficient balance to send this message' }),
  'simulate-401': detail(401, 'Not authenticated', { 'www-authenticate': 'Bearer' }),
  'simulate-402': detail(402, { code: 'insufficient_sms_balance', message: 'Insufficient SMS balance' }),
  'simulate-403': detail(403, 'Missing scope messages:create'),
  'simulate-404': detail(404, 'Conversation not found'),
  'simulate-409': detail(409, 'Idempotency-Key was already used with a different request body'),
  'simulate-413': detail(413, 'Request body too large'),
  'simulate-422': detail(422, [{ type: 'missing', loc: ['body', 'body_text'], msg: 'Field required' }]),
  'simulate-429': detail(429, 'Too many requests', { 'retry-after': '2', 'x-ratelimit-remaining': '0' }),
  'simulate-500': { kind: 'empty', status: 500 },
  'simulate-502-html': { kind: 'html', status: 502 },
  'simulate-503': detail(503, 'Service temporarily unavailable'),
  'simulate-timeout': { kind: 'hang' },
  'simulate-reset': { kind: 'reset' },
  'simulate-cut': { kind: 'cut' },
  'simulate-not-json': { kind: 'not-json' },
  'simulate-huge': { kind: 'huge', bytes: 32 * 1024 * 1024 },
  'simulate-redirect': { kind: 'redirect', location: 'https://login.example.com/' },
  'simulate-slow': { kind: 'delay', ms: 3_000 },
};

/** What happens to a send to this conversation, if it is one of the simulated ones. */
export function simulationOf(conversationId: unknown): FaultAction | undefined {
  const id = String(conversationId);
  return Object.hasOwn(simulations, id) ? simulations[id] : undefined;
}

export const simulatedConversationIds: readonly string[] = Object.keys(simulations);
