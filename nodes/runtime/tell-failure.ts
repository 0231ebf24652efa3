import { toDeliveryError } from '../../src/model/failure';

/** What an admin route may say of a failure. */
export function tellFailure(thrown: unknown): { code: string; message: string; hint: string } {
  const { code, message, hint } = toDeliveryError(thrown).cause;
  return { code, message, hint };
}
