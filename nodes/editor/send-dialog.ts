import { WAIT_GOALS } from '../../src/model/event';
import { WAIT_TIMEOUT } from '../../src/model/parse-wait';
import { PRIORITIES } from '../../src/model/priority';
import { chosenAccount, followSelect } from './account-choice';
import { watchField } from './field-problem';
import { keepChoice } from './keep-choice';
import type { Messages } from './messages';
import { openOptionsField } from './options-field';
import { openRecipientField } from './recipient-field';
import {
  checkWaitTimeout,
  MORE_DEFAULTS,
  type MoreProperties,
  type OptionRow,
  type RecipientProperties,
  usesMore,
} from './send-checks';
import { createTypedField, dropTypeOfEmptyField, TYPES } from './typed-fields';

/** The dialog of a send node while it is open. */
export interface SendDialog {
  /** The options of a message as they stand there. */
  options(): OptionRow[];
}

type SendFields = Partial<MoreProperties> & RecipientProperties;

/** Prepares the dialog of a send node, once the editor has filled its fields. */
export function openSendDialog(node: SendFields, messages: Messages): SendDialog {
  const recipient = openRecipientField(node, messages);
  createTypedField('text');
  const options = openOptionsField(node.options ?? [], messages);
  openMore(node, messages);
  openWait(node, messages);
  followSelect($('#node-input-account'), (id) => {
    const account = chosenAccount(id);
    $('#conversation-send-sandbox').toggle(account?.isSandbox ?? false);
    recipient.follow(account?.provider ?? '');
    options.follow(account?.provider ?? '');
  });
  followSelect($('#node-input-errors'), (choice) =>
    $('#node-input-errors-hint').text(messages(`errorsHint.${choice || 'output'}`)),
  );
  return { options: options.rows };
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

/** How long to wait matters only where something is waited for. */
function openWait(node: Partial<MoreProperties>, messages: Messages): void {
  const goal = $('#node-input-waitFor');
  const timeout = $('#node-input-waitTimeout').attr('placeholder', WAIT_TIMEOUT.default);
  keepChoice(goal, node.waitFor || MORE_DEFAULTS.waitFor);
  watchField(timeout, (text) => {
    const problem = checkWaitTimeout(text);
    return problem && messages(problem, { min: WAIT_TIMEOUT.min, max: WAIT_TIMEOUT.max });
  });
  followSelect(goal, (chosen) => {
    $('#conversation-send-wait-timeout').toggle(chosen !== 'accepted');
    const known = WAIT_GOALS.find((word) => word === chosen) ?? 'other';
    $('#conversation-send-wait-hint').text(messages(`waitHint.${known}`));
  });
}
