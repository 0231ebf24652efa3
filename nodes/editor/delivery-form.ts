import { type OnUncertain, POLICY_DEFAULTS, type PolicyNumber } from '../../src/model/delivery-policy';
import { accountField, accountText } from './account-form';
import { checkPolicyField, POLICY_FIELDS } from './delivery-checks';
import { watchField } from './field-problem';
import { keepChoice } from './keep-choice';
import type { Messages } from './messages';

/** Prepares the settings on the Delivery tab, once the editor has filled its fields. */
export function openDeliveryForm(onUncertain: string | undefined, messages: Messages): void {
  for (const field of POLICY_FIELDS) {
    watchField(accountField(field), (value) => describePolicyProblem(field, value, messages));
  }
  // An account from before there was this choice shows what counts for it.
  const counting = defaultsOf(accountText('provider'))?.onUncertain ?? ('retry' satisfies OnUncertain);
  keepChoice(accountField('onUncertain'), onUncertain || counting);
  followProvider();
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

/** Shows what counts where a field is left empty. A field that holds one provider's default gets the next one's. */
function followProvider(): void {
  const provider = accountField('provider');
  let defaults = defaultsOf(accountText('provider'));
  const showDefaults = () => {
    for (const field of POLICY_FIELDS) accountField(field).attr('placeholder', defaults?.[field] ?? '');
  };
  provider.on('change', () => {
    const before = defaults;
    defaults = defaultsOf(accountText('provider'));
    for (const field of [...POLICY_FIELDS, 'onUncertain'] as const) {
      const isDefault = before && accountText(field) === String(before[field]);
      if (isDefault && defaults) accountField(field).val(defaults[field]).trigger('change');
    }
    showDefaults();
  });
  showDefaults();
}

/** An account made by a newer version may name a provider that this version does not know. */
function defaultsOf(provider: string) {
  return Object.entries(POLICY_DEFAULTS).find(([id]) => id === provider)?.[1];
}
