import { AccessError, call } from './api';
import { createStreamParser, type StreamEvent } from './sse-parser';

export type ConnectionState = 'live' | 'reconnecting' | 'no-access';

export interface StreamListener {
  onEvent(event: StreamEvent): void;
  onState(state: ConnectionState): void;
}

const firstDelayMs = 500;
const longestDelayMs = 10_000;
/** The server gives a sign of life every 15 seconds; after this long without one the connection is dead. */
const silenceMs = 40_000;

/**
 * Follows the stream of changes for as long as the page is open, and comes back when it breaks.
 * It reads by fetch: the browser's EventSource cannot send the Authorization header that the editor's server wants.
 */
export async function follow(listener: StreamListener): Promise<never> {
  let lastId: string | undefined;
  let delayMs = firstDelayMs;
  for (;;) {
    try {
      await readOnce(lastId, () => listener.onState('live'), receive);
      listener.onState('reconnecting');
    } catch (error) {
      listener.onState(error instanceof AccessError ? 'no-access' : 'reconnecting');
    }
    // Half of the wait is random, so that many pages do not come back in the same moment.
    await new Promise((resolve) => setTimeout(resolve, delayMs / 2 + (Math.random() * delayMs) / 2));
    delayMs = Math.min(longestDelayMs, delayMs * 2);
  }

  function receive(event: StreamEvent): void {
    lastId = event.id ?? lastId;
    delayMs = firstDelayMs;
    listener.onEvent(event);
  }
}

async function readOnce(
  lastId: string | undefined,
  opened: () => void,
  receive: (event: StreamEvent) => void,
): Promise<void> {
  const abort = new AbortController();
  let silence = setTimeout(() => abort.abort(), silenceMs);
  try {
    const headers: Record<string, string> = lastId === undefined ? {} : { 'last-event-id': lastId };
    const response = await call('events', { headers, signal: abort.signal });
    opened();
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const parse = createStreamParser();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), silenceMs);
      for (const event of parse(part.value)) receive(event);
    }
  } finally {
    clearTimeout(silence);
  }
}
