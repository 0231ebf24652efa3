import { type EventGroup, type EventLine, groupEvents, isNewEvent, type OfferedEvent } from './event-list';
import type { Messages } from './messages';

/** The list that events are chosen from, in an open dialog. */
export interface EventPicker {
  /** Shows other events on offer. What is chosen stays chosen. */
  offer(events: readonly OfferedEvent[]): void;
  chosen(): string[];
}

export interface EventPickerParts {
  /** A text field: what stands in it is searched for, and can be added. */
  readonly search: JQuery;
  readonly add: JQuery;
  readonly list: JQuery;
  readonly onChange: () => void;
}

/** Brings the list to life; until something is offered it shows what is chosen. */
export function eventPicker(stored: readonly string[], parts: EventPickerParts, messages: Messages): EventPicker {
  const { search, add, list, onChange } = parts;
  const chosen = new Set(stored);
  let offered: readonly OfferedEvent[] = [];

  const query = () => String(search.val() ?? '').trim();
  const show = () => {
    const isNew = isNewEvent(query(), offered, [...chosen]);
    add.prop('disabled', !isNew).toggleClass('disabled', !isNew);
    const groups = groupEvents(offered, [...chosen], query());
    list.empty().append(groups.map((group) => renderGroup(group, choose, messages)));
    if (groups.length === 0) list.append($('<p>').text(messages('events.noMatch', { query: query() })));
  };
  const choose = (event: string, isChosen: boolean) => {
    if (isChosen) chosen.add(event);
    else chosen.delete(event);
    onChange();
  };
  const addTyped = () => {
    const event = query();
    if (event === '') return;
    search.val('');
    choose(event, true);
    show();
    search.trigger('focus');
  };

  add.on('click', addTyped);
  search.on('input', show);
  search.on('keydown', (pressed) => {
    if (pressed.key !== 'Enter') return;
    pressed.preventDefault();
    addTyped();
  });
  show();
  return {
    offer(events) {
      offered = events;
      show();
    },
    chosen: () => [...chosen],
  };
}

/** Categories that have a name in the catalogue. A provider may tell others: they are shown as it calls them. */
const CATEGORIES: readonly string[] = [
  'own',
  'other',
  'message',
  'conversation',
  'contact',
  'campaign',
  'channel',
  'social',
  'comment',
  'post',
  'email',
  'team_chat',
  'link',
  'attachment',
  'event',
  'sinch',
];

function renderGroup(
  { category, lines }: EventGroup,
  choose: (event: string, isChosen: boolean) => void,
  messages: Messages,
): JQuery {
  const isKnown = CATEGORIES.includes(category);
  const title = isKnown ? messages(`category.${category}`) : category.charAt(0).toUpperCase() + category.slice(1);
  const heading = $('<legend>').text(title);
  return $('<fieldset>').append(
    heading,
    lines.map((line) => renderLine(line, choose)),
  );
}

function renderLine(
  { event, description, chosen }: EventLine,
  choose: (event: string, isChosen: boolean) => void,
): JQuery {
  const box = $('<input>', { type: 'checkbox', value: event }).prop('checked', chosen);
  box.on('change', () => choose(event, box.prop('checked') === true));
  const words = $('<span>').append($('<code>').text(event));
  if (description) words.append($('<small>').text(description));
  return $('<label>').append(box, words);
}
