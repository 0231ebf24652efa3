import { webhookPathOf } from '../../src/model/webhook-url';
import { accountField, accountText, isSandboxChosen, readAccountForm } from './account-form';
import { type ActionButton, actionButton } from './action-button';
import { copyButton } from './copy-button';
import { describeNoReports } from './delivery-report';
import { type FieldProblem, watchField } from './field-problem';
import { formatTime, liveView } from './live-view';
import type { Messages } from './messages';
import { GRACE_MS } from './test-connection';
import type { TestResult } from './test-result';
import { chosenAbilities, chosenProvider, showAbilities } from './webhook-abilities';
import { describeWebhook, readWebhooks, type WebhooksAnswer } from './webhook-report';
import { describeTestEvent, describeVerification } from './webhook-result';
import { checkPublicUrlText, checkWebhookPathText, setupWarnings, shownUrl, type WebhookSetup } from './webhook-setup';

/** The Webhook tab while the dialog is open. */
export interface WebhookTab {
  /** Shows from now on, live, what goes on. */
  start(): void;
  stop(): void;
  /** Ends what is still under way. */
  close(): void;
}

/** The properties and credentials on the tab. */
const FIELDS = ['publicUrl', 'webhookPath', 'autoRegister', 'acceptUnsigned', 'webhookSecret', 'webhookAuthorization'];

/** Prepares the Webhook tab, once the editor has filled its fields. */
export function openWebhookTab(accountId: string, messages: Messages): WebhookTab {
  let told: WebhooksAnswer | undefined;
  const problems = watchFields(messages);
  const copied = copyButton(part('url'), part('copy'), part('copied'), messages);
  accountField('webhookPath').attr('placeholder', webhookPathOf('', accountId));

  const refresh = () => {
    const setup = readSetup();
    const url = shownUrl(setup, accountId, told, told?.accounts[accountId]?.url);
    part('sandbox').toggle(isSandboxChosen());
    part('setup').toggle(!isSandboxChosen());
    if (part('url').val() !== url) copied.clear();
    part('url')
      .val(url)
      .attr('placeholder', messages(urlPlaceholder(setup)));
    part('copy')
      .prop('disabled', url === '')
      .toggleClass('disabled', url === '');
    accountField('webhookSecret').toggle(!setup.autoRegister);
    part('managed').toggle(setup.autoRegister);
    $('#conversation-account-secret-hint').toggle(!setup.autoRegister);
    showAbilities(messages);
    const provider = chosenProvider();
    showWarnings(setupWarnings(setup, url, told).map((key) => messages(key, { provider })));
  };
  for (const field of [...FIELDS, 'environment', 'provider']) accountField(field).on('input change', refresh);
  for (const field of ['autoRegister', 'environment'])
    accountField(field).on('change', () => {
      for (const problem of problems) problem.refresh();
    });
  refresh();

  const live = liveView(part('live'), {
    url: 'conversations/webhooks',
    loading: messages('live.loading'),
    describe: (answer) => {
      told = readWebhooks(answer);
      refresh();
      return describeWebhook(told, accountId, messages, formatTime);
    },
    describeNoAnswer: (status) => describeNoReports(status, messages),
  });
  const isDeployed = () => !told || told.accounts[accountId] !== undefined;
  const buttons = createButtons(accountId, isDeployed, messages);
  return {
    start: live.start,
    stop: live.stop,
    close() {
      live.stop();
      for (const button of buttons) button.clear();
    },
  };
}

function part(name: string): JQuery {
  return $(`#conversation-account-webhook-${name}`);
}

function watchFields(messages: Messages): FieldProblem[] {
  const checks = {
    publicUrl: (text: string) => checkPublicUrlText(text, isChecked('autoRegister')),
    webhookPath: checkWebhookPathText,
  };
  return Object.entries(checks).map(([property, check]) =>
    watchField(accountField(property), (value) => {
      const problem = isSandboxChosen() ? undefined : check(value);
      return problem && messages(problem);
    }),
  );
}

function readSetup(): WebhookSetup {
  return {
    publicUrl: accountText('publicUrl'),
    webhookPath: accountText('webhookPath'),
    autoRegister: isChecked('autoRegister'),
    acceptUnsigned: isChecked('acceptUnsigned'),
    hasSecret: accountText('webhookSecret') !== '',
    hasAuthorization: accountText('webhookAuthorization') !== '',
    sendsAuthorization: chosenAbilities().authorization,
  };
}

function isChecked(property: string): boolean {
  return accountField(property).prop('checked') === true;
}

function urlPlaceholder({ publicUrl }: WebhookSetup): string {
  return publicUrl === '' ? 'webhook.urlMissing' : 'webhook.urlUnknown';
}

/** Unchanged warnings are left alone: setting them again would make screen readers repeat them. */
function showWarnings(warnings: readonly string[]): void {
  const box = part('warnings').toggle(warnings.length > 0);
  const shown = box
    .children()
    .get()
    .map((line) => line.textContent);
  if (shown.length === warnings.length && shown.every((words, index) => words === warnings[index])) return;
  box.empty().append(warnings.map((words) => $('<div>').text(words)));
}

/** Both work with the account as it was deployed, so one that is not deployed is not asked about. */
function createButtons(accountId: string, isDeployed: () => boolean, messages: Messages): ActionButton[] {
  const create = (name: 'verify' | 'test', icon: string, describe: (answer: unknown) => TestResult) => {
    const words = { idle: `webhook.${name}`, running: `webhook.${name}Running` };
    const prepare = () => {
      if (!isDeployed()) return { ok: false, title: messages('webhook.deployFirst'), lines: [] };
      const timeout = readAccountForm(accountId).requestTimeout * 1000 + GRACE_MS;
      return { url: `conversations/webhooks/${name}`, data: { id: accountId }, timeout };
    };
    return actionButton({ button: part(name), box: part('result'), icon, words, prepare, describe }, messages);
  };
  // One box shows the outcome of whichever button was pressed last.
  part('verify').on('click', () => test.clear());
  part('test').on('click', () => verify.clear());
  const verify = create('verify', 'fa fa-refresh', (answer) => describeVerification(answer, messages));
  const test = create('test', 'fa fa-paper-plane-o', (answer) => describeTestEvent(answer, messages));
  return [verify, test];
}
