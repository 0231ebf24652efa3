import { PRIORITIES } from '../../src/model/priority';
import type { Messages } from './messages';
import { MORE_DEFAULTS, type MoreProperties, usesMore } from './send-checks';
import { createTypedField, dropTypeOfEmptyField, TYPES } from './typed-fields';

/** Prepares the dialog of a send node, once the editor has filled its fields. */
export function openSendDialog(node: Partial<MoreProperties>, messages: Messages): void {
  createTypedField('conversationId');
  createTypedField('text');
  openMore(node, messages);
  followSelect($('#node-input-account'), (id) => $('#conversation-send-sandbox').toggle(isSandbox(id)));
  followSelect($('#node-input-errors'), (choice) =>
    $('#node-input-errors-hint').text(messages(`errorsHint.${choice || 'output'}`)),
  );
}

/** Tidies up before the editor reads the fields: an idempotency key that is left empty comes from nowhere. */
export function saveSendDialog(): void {
  dropTypeOfEmptyField('idempotencyKey');
}

/** A closed *More* must not hide anything that is not as usual. */
function openMore(node: Partial<MoreProperties>, messages: Messages): void {
  const { priority = MORE_DEFAULTS.priority, idempotencyKey = MORE_DEFAULTS.idempotencyKey } = node;
  $('#node-input-priority').val(priority || MORE_DEFAULTS.priority);
  $('#node-input-idempotencyKey').val(idempotencyKey);
  createTypedField('priority', [priorityChoice(node, messages), ...TYPES.filter((type) => type !== 'str')]);
  createTypedField('idempotencyKey');
  $('#conversation-send-more').prop('open', usesMore(node));
}

/** A fixed priority is chosen from a list. The list would replace anything else, such as a variable, so it is added. */
function priorityChoice({ priority, priorityType = 'str' }: Partial<MoreProperties>, messages: Messages) {
  const options = PRIORITIES.map((value) => ({ value: value as string, label: messages(`priority.${value}`) }));
  const isOther = priorityType === 'str' && priority && !options.some(({ value }) => value === priority);
  if (isOther) options.push({ value: priority, label: priority });
  return {
    value: 'str',
    label: messages('priority.fixed'),
    icon: 'fa fa-sort-amount-desc',
    default: 'normal',
    options,
  };
}

function followSelect(select: JQuery, show: (value: string) => void): void {
  const update = () => show(String(select.val() ?? ''));
  select.on('change', update);
  update();
}

function isSandbox(accountId: string): boolean {
  const account = RED.nodes.node(accountId);
  return Boolean(account && 'environment' in account && account.environment === 'sandbox');
}
