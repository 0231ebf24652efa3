import type { Messages } from './messages';
import { createTypedField } from './typed-fields';

/** Prepares the dialog of a send node, once the editor has filled its fields. */
export function openSendDialog(messages: Messages): void {
  createTypedField('conversationId');
  createTypedField('text');
  followSelect($('#node-input-account'), (id) => $('#conversation-send-sandbox').toggle(isSandbox(id)));
  followSelect($('#node-input-errors'), (choice) =>
    $('#node-input-errors-hint').text(messages(`errorsHint.${choice || 'output'}`)),
  );
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
