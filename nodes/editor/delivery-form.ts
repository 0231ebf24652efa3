import { type OnUncertain, POLICY_DEFAULTS, type PolicyNumber } from '../../src/model/delivery-policy';
import { accountField, accountText } from './account-form';
import { checkPolicyField, POLICY_FIELDS } from './delivery-checks';
import { watchField } from './field-problem';
import type { Messages } from './messages';

/** Prepares the settings on the Delivery tab, once the editor has filled its fields. */
export function openDeliveryForm(onUncertain: string | undefined, messages: Messages): void {
  for (const field of POLICY_FIELDS) {
    watchField(accountField(field), (value) => describePolicyProblem(field, value, messages));
  }
  offerOnUncertain(onUncertain);
  accountField('provider').on('change', showDefaults);
  showDefaults();
}

/** What is wrong with a field of the Delivery tab, in words, or `undefined`. */
export function describePolicyProblem(
  field: PolicyNumber,
  value: string | number | undefined,
  messages: Messages,
): string | undefined {
  const problem = checkPolicyField(field, value);
  return problem && messages(problem.key, { ...problem.values, label: messages(`label.${field}`) });
}

/** An account from before there was this choice shows what counts for it; a variable of a hand-written flow is kept. */
function offerOnUncertain(stored: string | undefined): void {
  const select = accountField('onUncertain');
  const chosen = stored || (defaultsOf(accountText('provider'))?.onUncertain ?? ('retry' satisfies OnUncertain));
  const isOffered = select.find('option').is((_index, option) => $(option).val() === chosen);
  if (!isOffered) select.append($('<option>', { value: chosen }).text(chosen));
  select.val(chosen);
}

/** What counts where a field is left empty. */
function showDefaults(): void {
  const defaults = defaultsOf(accountText('provider'));
  for (const field of POLICY_FIELDS) accountField(field).attr('placeholder', defaults?.[field] ?? '');
}

/** An account made by a newer version may name a provider that this version does not know. */
function defaultsOf(provider: string) {
  return Object.entries(POLICY_DEFAULTS).find(([id]) => id === provider)?.[1];
}
