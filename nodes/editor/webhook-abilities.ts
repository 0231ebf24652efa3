import { accountText } from './account-form';
import type { Messages } from './messages';
import { providerRows, type WebhookAbilities, webhookAbilities } from './provider-rows';

/** What the webhooks of the provider can do that is chosen in the open account dialog. */
export function chosenAbilities(): WebhookAbilities {
  return webhookAbilities(accountText('provider'));
}

/** The name of that provider for people. */
export function chosenProvider(): string {
  const provider = accountText('provider');
  return providerRows(provider)?.label ?? provider;
}

/** Takes away the buttons of the Webhook tab that the provider has no answer to, and says what it lacks. */
export function showAbilities(messages: Messages): void {
  const { challenge, testEvent, authorization } = chosenAbilities();
  const values = { provider: chosenProvider() };
  const lacks: string[] = [];
  if (!challenge) lacks.push(messages('webhook.noChallenge', values));
  if (!testEvent) lacks.push(messages('webhook.noTestEvent', values));
  $('#conversation-account-webhook-verify').toggle(challenge);
  $('#conversation-account-webhook-test').toggle(testEvent);
  $('#conversation-account-webhook-lacks')
    .text(lacks.join(' '))
    .toggle(lacks.length > 0);
  const hint = authorization ? 'hint.webhookAuthorization' : 'hint.webhookAuthorizationByProxy';
  $('#conversation-account-authorization-hint').text(messages(hint, values));
}
