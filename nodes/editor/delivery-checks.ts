import { isPolicyNumber, POLICY_RANGES, type PolicyNumber } from '../../src/model/delivery-policy';
import { variableName } from '../../src/model/variables';

/** The fields of the Delivery tab that hold a number, in the order in which it shows them. */
export const POLICY_FIELDS: readonly PolicyNumber[] = [
  'rateLimit',
  'ratePeriod',
  'concurrency',
  'queueLimit',
  'keepTryingFor',
];

/** What is wrong with a field: the key of the message, and what stands in it beside the name of the field. */
export interface PolicyProblem {
  readonly key: string;
  readonly values: { readonly min: number; readonly max: number };
}

/**
 * What is wrong with a field of the Delivery tab, or `undefined`. Empty or missing means the provider's default, and an
 * environment variable is replaced at deploy.
 */
export function checkPolicyField(field: PolicyNumber, value: string | number | undefined): PolicyProblem | undefined {
  const text = String(value ?? '');
  if (variableName(text)) return undefined;
  // Blanks alone would count as the number 0.
  const isBlank = text !== '' && text.trim() === '';
  if (!isBlank && isPolicyNumber(text, field)) return undefined;
  const { min, max, integer } = POLICY_RANGES[field];
  return { key: integer ? 'errors.policyWhole' : 'errors.policyNumber', values: { min, max } };
}
