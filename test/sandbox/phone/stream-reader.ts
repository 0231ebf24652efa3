import { createStreamParser, type StreamEvent } from '../../../src/sandbox/phone/browser/sse-parser';

/** Reads an event stream one event after the other. */
export async function openStream(url: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const parse = createStreamParser();
  const waiting: StreamEvent[] = [];
  let text = '';

  async function more(): Promise<void> {
    const { value, done } = await reader.read();
    if (done) throw new Error('The stream has ended');
    const piece = decoder.decode(value, { stream: true });
    text += piece;
    waiting.push(...parse(piece));
  }

  return {
    response,
    async next(): Promise<StreamEvent> {
      while (waiting.length === 0) await more();
      return waiting.shift() as StreamEvent;
    },
    /** Reads on until the stream as a whole contains this. */
    async until(words: string): Promise<void> {
      while (!text.includes(words)) await more();
    },
    close: () => abort.abort(),
  };
}
