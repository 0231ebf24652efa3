import { inspect } from 'node:util';
import should from 'should';
import { DeliveryError } from '../../../src/model/failure';

/** A secret that no error may repeat. */
export const CANARY = 's7_api_CANARY0123456789';

/** The failure that a promise, or a function that throws, ends with. Anything else fails the test, also a failure that tells the secret. */
export async function failureOf(attempt: Promise<unknown> | (() => unknown)): Promise<DeliveryError> {
  const thrown = await thrownBy(attempt);
  should(thrown).be.instanceOf(DeliveryError);
  everythingIn(thrown).should.not.containEql(CANARY);
  return thrown as DeliveryError;
}

/** All text that can be got out of a value: what is hidden and what is nested, too. */
export function everythingIn(value: unknown): string {
  return `${inspect(value, { showHidden: true, depth: Infinity, getters: true })}\n${JSON.stringify(value)}\n${String(value)}`;
}

async function thrownBy(attempt: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt);
  } catch (error) {
    return error;
  }
  throw new Error('It was expected to fail and did not.');
}
