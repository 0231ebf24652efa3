import type { ProviderId } from './account';
import { DeliveryError } from './failure';

/** What to do with a failure whose outcome is unknown: try again, or leave it to a person. */
export type OnUncertain = 'retry' | 'fail';

/** How an account delivers. */
export interface DeliveryPolicy {
  /** Requests allowed in one period. */
  readonly rateLimit: number;
  readonly ratePeriodMs: number;
  /** Requests under way at once, at most. */
  readonly concurrency: number;
  /** Messages that may wait, at most. */
  readonly queueLimit: number;
  /** How long a message is retried, from its first attempt; 0 means one attempt. */
  readonly keepTryingForMs: number;
  readonly onUncertain: OnUncertain;
}

/** The policy as it is typed into the account dialog: numbers or texts, durations in seconds, anything may be missing. */
export interface DeliveryPolicyInput {
  readonly rateLimit?: unknown;
  readonly ratePeriod?: unknown;
  readonly concurrency?: unknown;
  readonly queueLimit?: unknown;
  readonly keepTryingFor?: unknown;
  readonly onUncertain?: unknown;
}

/** The limits of each field of the dialog. */
export const POLICY_RANGES = {
  rateLimit: { label: 'Rate limit', min: 1, max: 1_000_000, integer: true },
  ratePeriod: { label: 'Rate period', min: 0.1, max: 86_400, integer: false },
  concurrency: { label: 'Requests at once', min: 1, max: 256, integer: true },
  queueLimit: { label: 'Queue limit', min: 1, max: 1_000_000, integer: true },
  keepTryingFor: { label: 'Keep trying for', min: 0, max: 604_800, integer: false },
} as const;

/** A field of the policy that holds a number. */
export type PolicyNumber = keyof typeof POLICY_RANGES;

interface PolicyDefaults extends Record<PolicyNumber, number> {
  readonly onUncertain: OnUncertain;
}

/**
 * What each provider allows unless an account says otherwise.
 * SendSeven: 100 requests a minute per token; it knows a repeated message by its idempotency key, so an unknown
 * outcome can be tried again.
 * Sinch: 20 messages a second per app; it sends what it is told twice, so a person decides.
 */
export const POLICY_DEFAULTS: Record<ProviderId, PolicyDefaults> = {
  sendseven: {
    rateLimit: 100,
    ratePeriod: 60,
    concurrency: 16,
    queueLimit: 10_000,
    keepTryingFor: 600,
    onUncertain: 'retry',
  },
  sinch: {
    rateLimit: 20,
    ratePeriod: 1,
    concurrency: 16,
    queueLimit: 10_000,
    keepTryingFor: 600,
    onUncertain: 'fail',
  },
};

/**
 * Makes a policy of what was typed in; what is missing or empty takes the provider's default.
 * @throws DeliveryError of kind `config` that names the field to put right
 */
export function parseDeliveryPolicy(input: DeliveryPolicyInput, provider: ProviderId): DeliveryPolicy {
  const defaults = POLICY_DEFAULTS[provider];
  const number = (field: PolicyNumber) => parseNumber(input[field], field, defaults[field]);
  return {
    rateLimit: number('rateLimit'),
    ratePeriodMs: number('ratePeriod') * 1000,
    concurrency: number('concurrency'),
    queueLimit: number('queueLimit'),
    keepTryingForMs: number('keepTryingFor') * 1000,
    onUncertain: parseOnUncertain(input.onUncertain, defaults.onUncertain),
  };
}

/** Whether a value of the dialog can be used for a field; empty counts, because it means the default. */
export function isPolicyNumber(value: unknown, field: PolicyNumber): boolean {
  if (isEmpty(value)) return true;
  const { min, max, integer } = POLICY_RANGES[field];
  const number = Number(value);
  return number >= min && number <= max && (!integer || Number.isInteger(number));
}

function parseNumber(value: unknown, field: PolicyNumber, fallback: number): number {
  if (isEmpty(value)) return fallback;
  if (isPolicyNumber(value, field)) return Number(value);
  const { label, min, max, integer } = POLICY_RANGES[field];
  throw new DeliveryError('ERR_ACCOUNT_INVALID', {
    message: `The account's ${label} must be ${integer ? 'a whole number' : 'a number'} from ${min} to ${max}.`,
    hint: `Open the account, correct ${label} on the Delivery tab and deploy.`,
  });
}

function parseOnUncertain(value: unknown, fallback: OnUncertain): OnUncertain {
  return value === 'retry' || value === 'fail' ? value : fallback;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
