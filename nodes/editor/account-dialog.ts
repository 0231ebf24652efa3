import { REQUEST_TIMEOUT, SINCH_AUTHS } from '../../src/model/account';
import { CREDENTIAL_CHECKS, CREDENTIAL_FIELDS, checkRegion, checkTimeout, type FieldCheck } from './account-checks';
import { accountField, accountText, isSandboxChosen, readAccountForm } from './account-form';
import type { ActionButton } from './action-button';
import { openDeliveryForm } from './delivery-form';
import { deliveryLive } from './delivery-live';
import { type FieldProblem, watchField } from './field-problem';
import { keepChoice } from './keep-choice';
import type { Messages } from './messages';
import { type CredentialField, hasRow, PROVIDER_ROWS, type ProviderProperty, providerRows } from './provider-rows';
import { connectionTest } from './test-connection';
import { openWebhookTab } from './webhook-tab';

/** The tabs of the dialog, in order. Each shows the element `conversation-account-tab-<name>`. */
const TABS = ['account', 'delivery', 'network', 'webhook'] as const;

const TAB_ID = 'conversation-account-tab-';

/** The account dialog while it is open. */
export interface AccountDialog {
  /** Id of the account that is being edited. */
  readonly nodeId: string;
  /** Ends what is still under way. */
  close(): void;
}

/** Prepares the account dialog, once the editor has filled its fields. */
export function openAccountDialog(
  node: { id: string; provider: string; onUncertain?: string; region?: string; auth?: string },
  messages: Messages,
): AccountDialog {
  offerProviders(node.provider);
  keepChoice(accountField('region'), node.region ?? '');
  keepChoice(accountField('auth'), node.auth || SINCH_AUTHS[0]);
  accountField('requestTimeout').attr('placeholder', REQUEST_TIMEOUT.default);
  const problems = watchFields(messages);
  const test = createTest(node.id, problems, messages);
  const showChoice = () => {
    showRows();
    for (const problem of problems) problem.refresh();
  };
  showChoice();
  for (const property of ['provider', 'environment', 'region']) accountField(property).on('change', showChoice);
  openDeliveryForm(node.onUncertain, messages);
  const live = deliveryLive(node.id, $('#conversation-account-live'), messages);
  const webhook = openWebhookTab(node.id, messages);
  createTabs(messages, (name) => {
    if (name === 'delivery') live.start();
    else live.stop();
    if (name === 'webhook') webhook.start();
    else webhook.stop();
  });
  return {
    nodeId: node.id,
    close() {
      test.clear();
      live.stop();
      webhook.close();
    },
  };
}

function offerProviders(chosen: string): void {
  const select = accountField('provider').empty();
  for (const [id, { label }] of Object.entries(PROVIDER_ROWS)) select.append($('<option>', { value: id }).text(label));
  // An account made by a newer version keeps its provider, even if this version cannot serve it.
  if (!providerRows(chosen)) select.append($('<option>', { value: chosen }).text(chosen));
  select.val(chosen);
}

function watchFields(messages: Messages): FieldProblem[] {
  // What does not belong to the provider, or to a sandbox, is hidden and does not matter.
  const whereShown = (field: CredentialField | ProviderProperty, check: FieldCheck): [string, FieldCheck] => [
    field,
    (text) => (isSandboxChosen() || !hasRow(accountText('provider'), field) ? undefined : check(text)),
  ];
  const checks: [property: string, check: FieldCheck][] = [
    whereShown('region', checkRegion),
    ...CREDENTIAL_FIELDS.map((field) => whereShown(field, CREDENTIAL_CHECKS[field])),
    ['requestTimeout', checkTimeout],
  ];
  return checks.map(([property, check]) =>
    watchField(accountField(property), (value) => {
      const problem = check(value);
      return problem && messages(problem);
    }),
  );
}

function createTest(nodeId: string, problems: readonly FieldProblem[], messages: Messages): ActionButton {
  const readIfRight = () => {
    const wrong = problems.filter((problem) => problem.reveal());
    return wrong.length === 0 ? readAccountForm(nodeId) : undefined;
  };
  const test = connectionTest(
    $('#conversation-account-test'),
    $('#conversation-account-test-result'),
    readIfRight,
    messages,
  );
  $('#conversation-account-tabs-content').on('input change', 'input, select', () => test.clear());
  return test;
}

/** The sandbox needs no credentials; a live account shows those of its provider. What is hidden keeps what it holds. */
function showRows(): void {
  const rows = providerRows(accountText('provider'));
  const fields: readonly string[] = isSandboxChosen() ? [] : (rows?.fields ?? []);
  $('#conversation-account-sandbox').toggle(isSandboxChosen());
  $('#conversation-account-variables').toggle(!isSandboxChosen());
  $('.conversation-account-credential').each((_index, row) => {
    $(row).toggle(fields.includes(String($(row).data('field'))));
  });
  accountField('baseUrl').attr('placeholder', rows?.defaultBaseUrl(accountText('region')) ?? '');
}

function createTabs(messages: Messages, onChange: (name: string) => void): void {
  const tabs = RED.tabs.create({
    id: 'conversation-account-tabs',
    onchange: (tab) => {
      $('#conversation-account-tabs-content').children().hide();
      $(`#${tab.id}`).show();
      onChange(tab.id.slice(TAB_ID.length));
    },
  });
  for (const name of TABS) tabs.addTab({ id: `${TAB_ID}${name}`, label: messages(`tabs.${name}`) });
  // The tabs measure themselves, which they can do only once the dialog is on screen.
  setTimeout(() => tabs.resize(), 0);
}
