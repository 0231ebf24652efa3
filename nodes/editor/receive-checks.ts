import { variableName } from '../../src/model/variables';

/** What a new node listens for, and one from a flow that does not say. */
export const DEFAULT_EVENTS: readonly string[] = ['message.received'];

/** Message key of what is wrong with the list of events, or `undefined`. A missing list means the default. */
export function checkEvents(events: unknown): string | undefined {
  if (events === undefined) return undefined;
  const isList = Array.isArray(events) && events.every((event) => typeof event === 'string' && event.trim() !== '');
  return isList && events.length > 0 ? undefined : 'errors.eventsEmpty';
}

/** What a regular expression is refused for, in the browser's words, or `undefined`. Either `/bye/i` or `bye`. */
export function checkPattern(text: string): string | undefined {
  if (variableName(text)) return undefined;
  const [, pattern = text, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [];
  try {
    new RegExp(pattern, flags);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
