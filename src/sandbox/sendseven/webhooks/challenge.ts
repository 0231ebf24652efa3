import { randomBytes } from 'node:crypto';
import type { Timers } from '../../clock';
import type { Deliverer } from '../../webhooks/deliverer';
import { timestamp } from '../message-wire';
import type { Endpoint } from './endpoint';

/** How long an endpoint has to answer. */
export const challengeMs = 5 * 60 * 1000;

/**
 * Asks an endpoint whether it is one: not signed, and answered with the same challenge and exactly status 200.
 * A later challenge takes the place of an earlier one.
 */
export function sendChallenge(endpoint: Endpoint, deliverer: Deliverer, timers: Timers): void {
  const { id, url, timeoutMs, authorization } = endpoint;
  const challenge = randomBytes(16).toString('hex');
  endpoint.challenge = challenge;
  const body = { type: 'sendseven_verification', challenge, webhook_id: id, timestamp: timestamp(timers.now()) };
  deliverer.send({
    url,
    timeoutMs,
    retryDelaysMs: [],
    retriesOn: () => false,
    isWanted: () => endpoint.challenge === challenge,
    request: () => ({
      headers: {
        'Content-Type': 'application/json',
        'X-Sendseven-Event': 'verification',
        ...(authorization && { Authorization: authorization }),
      },
      body: Buffer.from(JSON.stringify(body)),
    }),
    onAttempt: ({ status, error, responseBody }) => {
      if (endpoint.challenge !== challenge) return;
      endpoint.challenge = undefined;
      endpoint.isVerified = status === 200 && answerIn(responseBody) === challenge;
      if (endpoint.isVerified) return;
      endpoint.lastFailureAt = timers.now();
      endpoint.lastError = error ?? `Verification failed: status ${status}, or another challenge`;
    },
  });
}

function answerIn(text: string): unknown {
  try {
    return JSON.parse(text)?.challenge;
  } catch {
    return undefined;
  }
}
