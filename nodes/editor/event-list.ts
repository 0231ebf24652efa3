/** A kind of event that an account can be told of, as the admin route `GET conversations/events` tells it. */
export interface OfferedEvent {
  /** For example `message.received`. */
  readonly event: string;
  readonly description?: string | undefined;
  readonly category?: string | undefined;
}

/** A line of the list that events are chosen from. */
export interface EventLine extends OfferedEvent {
  readonly chosen: boolean;
  /** Whether it was typed in or stored, and is not offered. */
  readonly isOwn: boolean;
}

export interface EventGroup {
  /** `own` for what is not offered, `other` for what has no category. */
  readonly category: string;
  readonly lines: readonly EventLine[];
}

/** The events in an answer of the route, or `undefined` where it holds none. */
export function readEvents(answer: unknown): OfferedEvent[] | undefined {
  if (typeof answer !== 'object' || answer === null || !('events' in answer)) return undefined;
  if (!Array.isArray(answer.events)) return undefined;
  const events = (answer.events as OfferedEvent[]).filter((offered) => typeof offered?.event === 'string');
  return events.length > 0 ? events : undefined;
}

/**
 * The list by category, in the order of the offer; what is chosen without being offered stands in front, so that
 * nothing that is stored gets lost where a list is old or was not loaded.
 * @param query shows only what has this in its name or description
 */
export function groupEvents(offered: readonly OfferedEvent[], chosen: readonly string[], query: string): EventGroup[] {
  const own = chosen.filter((name) => !offered.some(({ event }) => event === name));
  const all = [
    ...own.map((event) => ({ event, category: 'own', isOwn: true })),
    ...offered.map((event) => ({ ...event, category: event.category || 'other', isOwn: false })),
  ];
  const groups = new Map<string, EventLine[]>();
  for (const line of all) {
    if (!matches(line, query)) continue;
    const lines = groups.get(line.category) ?? [];
    lines.push({ ...line, chosen: chosen.includes(line.event) });
    groups.set(line.category, lines);
  }
  return [...groups].map(([category, lines]) => ({ category, lines }));
}

/** Whether a typed text is the name of an event that the list does not have yet. */
export function isNewEvent(text: string, offered: readonly OfferedEvent[], chosen: readonly string[]): boolean {
  const name = text.trim();
  return name !== '' && !chosen.includes(name) && !offered.some(({ event }) => event === name);
}

function matches({ event, description = '' }: OfferedEvent, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return event.toLowerCase().includes(wanted) || description.toLowerCase().includes(wanted);
}
