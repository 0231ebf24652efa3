import { DeliveryError } from '../../model/failure';
import type { Http } from '../http';
import { SharedRun } from '../shared-run';
import { TokenGate } from './token-gate';
import { type FreshToken, requestToken, type TokenSource } from './token-request';

/** A token is replaced this long before it ends, so that none ends on its way. */
const MARGIN_MS = 60_000;

/** A younger token that is refused is not what is wrong. */
const SUSPECT_AGE_MS = 60_000;

/** For how long the word of the endpoint counts that a key is wrong, so that a long queue does not ask it again each time. */
const REFUSAL_MS = 10_000;

/** Access tokens, one for each key, whichever account asks. */
export interface AccessTokens {
  /**
   * A token that is good for now. All who need one at the same time wait for the same request.
   * @param signal ends the waiting
   * @throws DeliveryError that is never `uncertain`
   */
  get(account: TokenSource, http: Http, signal: AbortSignal): Promise<string>;
  /**
   * The API did not accept a token.
   * @param expired whether it said that the token is over, and not only that it does not like it
   */
  refused(account: TokenSource, token: string, expired: boolean): void;
}

interface TokenClock {
  /** Milliseconds that never go back. */
  readonly now?: () => number;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

/** What is known of one key. */
interface Key {
  token?: { readonly text: string; readonly at: number; readonly renewAt: number; readonly endsAt: number } | undefined;
  refusal?: { readonly failure: DeliveryError; readonly until: number } | undefined;
  fetching?: SharedRun<string> | undefined;
}

export function createAccessTokens({
  now = () => performance.now(),
  random = Math.random,
}: TokenClock = {}): AccessTokens {
  const keys = new Map<string, Key>();
  const gates = new Map<string, TokenGate>();

  const keyOf = (account: TokenSource) => {
    const id = JSON.stringify([account.authUrl, account.keyId, account.keySecret]);
    return entry(keys, id, () => ({}) as Key);
  };

  async function fetch(key: Key, account: TokenSource, http: Http, signal: AbortSignal): Promise<string> {
    const gate = entry(gates, account.authUrl, () => new TokenGate(random));
    const at = now();
    const wait = gate.enter(at);
    if (wait > 0) throw tooManyRequests(wait);
    try {
      const fresh = await requestToken(http, account, signal);
      gate.answered();
      key.refusal = undefined;
      key.token = tokenOf(fresh, at);
      return fresh.token;
    } catch (thrown) {
      throw learn(key, gate, thrown as DeliveryError);
    }
  }

  function learn(key: Key, gate: TokenGate, failure: DeliveryError): DeliveryError {
    if (failure.code === 'ERR_RATE_LIMITED') {
      const retryAfterMs = gate.refused(now(), failure.cause.retryAfterMs);
      return new DeliveryError(failure.code, { ...failure.cause, retryAfterMs }, failure.cause);
    }
    gate.answered();
    if (failure.kind === 'refused') key.refusal = { failure, until: now() + REFUSAL_MS };
    return failure;
  }

  function share(key: Key, account: TokenSource, http: Http, signal: AbortSignal): Promise<string> {
    const { fetching } = key;
    const run = fetching && !fetching.over ? fetching : new SharedRun((end) => fetch(key, account, http, end));
    key.fetching = run;
    return run.wait(signal, givenUp);
  }

  return {
    async get(account, http, signal) {
      const key = keyOf(account);
      const { token, refusal } = key;
      if (token && now() < token.renewAt) return token.text;
      if (refusal && now() < refusal.until) throw refusal.failure;
      if (signal.aborted) throw givenUp();
      try {
        return await share(key, account, http, signal);
      } catch (thrown) {
        // The old one is good for some seconds more.
        if (token && token === key.token && now() < token.endsAt && !signal.aborted) return token.text;
        throw thrown;
      }
    },
    refused(account, token, expired) {
      const key = keyOf(account);
      // Another message may have brought a new one meanwhile.
      if (key.token?.text !== token) return;
      if (expired || now() - key.token.at >= SUSPECT_AGE_MS) key.token = undefined;
    },
  };
}

/** The tokens of this process. */
export const accessTokens = createAccessTokens();

function tokenOf({ token: text, lifeMs }: FreshToken, at: number) {
  return { text, at, renewAt: at + lifeMs - Math.min(MARGIN_MS, lifeMs / 2), endsAt: at + lifeMs };
}

function entry<V>(map: Map<string, V>, id: string, make: () => V): V {
  const value = map.get(id) ?? make();
  map.set(id, value);
  return value;
}

function tooManyRequests(retryAfterMs: number): DeliveryError {
  return new DeliveryError(
    'ERR_RATE_LIMITED',
    {
      message: "Too many tokens were asked for of Sinch's token endpoint.",
      hint: 'It passes by itself. If it lasts, check the access keys of the accounts.',
      retryAfterMs,
    },
    { kind: 'unavailable' },
  );
}

function givenUp(): DeliveryError {
  return new DeliveryError(
    'ERR_CLOSED',
    { message: 'The request was given up because the account or Node-RED stopped.', hint: '' },
    { kind: 'unavailable' },
  );
}
