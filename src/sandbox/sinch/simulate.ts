import type { SendFailure, Way } from '../core/types';
import type { FaultAction } from '../faults/fault';
import { refused } from './answers';
import type { App } from './apps';
import { type Identity, type SinchChannel, typeOf, usesPhone } from './channels';

/** What happens to a send to one of these: a fault in place of the answer, before or after the message was taken. */
export interface Simulation {
  readonly action: FaultAction;
  /** The message was taken; only the answer is lost or late. */
  readonly taken?: boolean;
}

const json = { 'content-type': 'application/json' };

const refusal = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Simulation => ({
  action: { kind: 'status', status, body: refused(status, message).body, headers: { ...json, ...headers } },
});

/**
 * Identities with a fate, by their last seven digits, such as +15555550003: as the magic numbers of other messaging
 * sandboxes. Three fives come first, so that people who only happen to have such a number are left alone. These are
 * about the request; 5550001 to 5550005 are about the message: delivered and never read, read (like everyone),
 * failed, failed where it is tried first, and taken by the channel without another word.
 */
const simulations: Readonly<Record<string, Simulation>> = {
  '5550006': refusal(429, 'Too many requests', { 'retry-after': '2' }),
  '5550007': refusal(429, 'Too many requests'),
  '5550008': refusal(429, 'The message queue of the app is full'),
  '5550009': refusal(500, 'Internal error'),
  '5550010': refusal(501, 'Not implemented'),
  '5550011': refusal(503, 'Service unavailable'),
  '5550012': { action: { kind: 'html', status: 503 } },
  '5550013': { action: { kind: 'hang' } },
  '5550014': { action: { kind: 'reset' } },
  /** The message arrives, its sender never learns of it: who sends it again, doubles it. */
  '5550015': { action: { kind: 'reset' }, taken: true },
  '5550016': { action: { kind: 'delay', ms: 3_000 }, taken: true },
  '5550017': refusal(400, 'Invalid request'),
  '5550018': refusal(401, 'Request had invalid authentication credentials'),
  '5550019': refusal(403, 'BILLING_CREDIT_LIMIT_BREACHED'),
  '5550020': refusal(404, 'App not found'),
  '5550021': { action: { kind: 'not-json' } },
  '5550022': { action: { kind: 'redirect', location: 'https://login.example.com/' } },
  '5550023': { action: { kind: 'huge', bytes: 32 * 1024 * 1024 } },
};

/** How far messages get that are not read as quickly as by others. */
const until: Readonly<Record<string, Way['until']>> = { '5550001': 'delivered', '5550005': 'sent' };

/** Fails on every channel that it is used on; the other only where it is tried first. */
const unreachable = '5550003';
const unreachableFirst = '5550004';

const ending = (identity: string): string => identity.slice(-7);

/** What happens to a send to the first of these identities that has such a fate. */
export function simulationOf(identities: readonly Identity[]): Simulation | undefined {
  const ends = identities.map(({ identity }) => ending(identity));
  const found = ends.find((end) => Object.hasOwn(simulations, end));
  return found === undefined ? undefined : simulations[found];
}

/** The ways that a message of an app takes to these identities, in this order, and where each of them ends. */
export function waysTo(identities: readonly [Identity, ...Identity[]], { channels }: App): [Way, ...Way[]] {
  const [first, ...others] = identities;
  const way = (identity: Identity, isFirst: boolean): Way => ({
    channelType: typeOf(identity.channel),
    failure: channels.get(identity.channel) === 'ACTIVE' ? failureAt(identity, isFirst) : inactive(identity.channel),
    until: until[ending(identity.identity)],
  });
  return [way(first, true), ...others.map((other) => way(other, false))];
}

function inactive(channel: SinchChannel): SendFailure {
  return { code: 'CHANNEL_BAD_CONFIGURATION', reason: `The channel ${channel} is not active` };
}

/** Why an identity cannot be reached. @param isFirst whether it is the first one to be tried */
export function failureAt({ channel, identity }: Identity, isFirst: boolean): SendFailure | undefined {
  if (usesPhone(channel) && !/^\+?\d{5,15}$/.test(identity)) {
    return { code: 'RECIPIENT_INVALID_CHANNEL_IDENTITY', reason: 'The identity is not a phone number' };
  }
  const end = ending(identity);
  if (end !== unreachable && !(end === unreachableFirst && isFirst)) return undefined;
  return { code: 'RECIPIENT_NOT_REACHABLE', reason: `The recipient cannot be reached by ${channel}` };
}

/** The endings of every simulated identity. */
export const simulatedEndings: readonly string[] = [
  ...Object.keys(until),
  unreachable,
  unreachableFirst,
  ...Object.keys(simulations),
];
