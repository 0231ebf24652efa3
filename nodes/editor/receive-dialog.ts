import { knownEvents } from '../../src/model/known-events';
import { type ChosenAccount, chosenAccount, followSelect } from './account-choice';
import { readEvents } from './event-list';
import { type EventPicker, eventPicker } from './event-picker';
import type { Messages } from './messages';
import { checkEvents, DEFAULT_EVENTS } from './receive-checks';
import { createTypedField, dropTypeOfEmptyField } from './typed-fields';

/** How long Node-RED may take to ask the provider for its events, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** The fields that let only some events through. */
const FILTERS = ['filterChannel', 'filterConversation', 'filterText'] as const;

/** Where a value to compare with may come from; `msg` would be the event itself. */
const VALUE_TYPES = ['str', 'flow', 'global', 'env', 'jsonata'] as const;

/** The dialog of a receive node while it is open. */
export interface ReceiveDialog {
  /** The events that are chosen now. */
  chosenEvents(): string[];
  /** Ends what is still under way. */
  close(): void;
}

/** Prepares the dialog of a receive node, once the editor has filled its fields. */
export function openReceiveDialog(node: { readonly events?: readonly string[] }, messages: Messages): ReceiveDialog {
  for (const field of ['filterChannel', 'filterConversation']) createTypedField(field, VALUE_TYPES);
  createTypedField('filterText', [
    { value: 'str', label: messages('filter.contains'), icon: 'red/images/typedInput/az.svg' },
    're',
    ...VALUE_TYPES.filter((type) => type !== 'str'),
  ]);
  const picker = createPicker(node.events ?? DEFAULT_EVENTS, messages);
  let loading: JQuery.jqXHR | undefined;
  followSelect($('#node-input-account'), (id) => {
    loading?.abort();
    const account = chosenAccount(id);
    part('sandbox').toggle(account?.isSandbox ?? false);
    part('no-webhook').toggle(account !== undefined && !account.canReceive);
    picker.offer(knownEvents(account?.provider ?? ''));
    loading = account && loadEvents(account, picker, messages);
    if (!account) part('note').text(messages('events.noAccount'));
  });
  return {
    chosenEvents: () => picker.chosen(),
    close: () => loading?.abort(),
  };
}

/** Tidies up before the editor reads the fields: an empty filter lets everything through, wherever it came from. */
export function saveReceiveDialog(): void {
  for (const field of FILTERS) dropTypeOfEmptyField(field);
}

function part(name: string): JQuery {
  return $(`#conversation-receive-${name}`);
}

function createPicker(events: readonly string[], messages: Messages): EventPicker {
  const showProblem = () => {
    const problem = checkEvents(picker.chosen());
    part('problem')
      .text(problem ? messages(problem) : '')
      .toggle(problem !== undefined);
  };
  const parts = { search: part('search'), add: part('add'), list: part('events'), onChange: showProblem };
  const picker: EventPicker = eventPicker(events, parts, messages);
  return picker;
}

/** Offers what the account's provider tells of today; until then, and where that fails, the events that are known. */
function loadEvents({ id, provider }: ChosenAccount, picker: EventPicker, messages: Messages): JQuery.jqXHR {
  part('note').text(messages('events.loading'));
  const known = (why: string) => {
    picker.offer(knownEvents(provider));
    part('note').text(messages('events.notLoaded', { why }));
  };
  const request = $.ajax({
    // No slash in front: only so does the editor add its access token.
    url: 'conversations/events',
    data: { account: id },
    dataType: 'json',
    timeout: TIMEOUT_MS,
  });
  request.then(
    (answer: unknown) => {
      const events = readEvents(answer);
      if (!events) return known(errorOf(answer) ?? messages('events.unreadable'));
      picker.offer(events);
      part('note').text(messages('events.loaded'));
    },
    ({ status, statusText }: JQuery.jqXHR) => {
      if (statusText !== 'abort')
        known(status ? messages('events.status', { status }) : messages('events.unreachable'));
    },
  );
  return request;
}

/** What the route says went wrong, without the full stop that its sentence ends with. */
function errorOf(answer: unknown): string | undefined {
  const { error } = (answer ?? {}) as { error?: { message?: unknown } };
  return typeof error?.message === 'string' ? error.message.replace(/\.$/, '') : undefined;
}
