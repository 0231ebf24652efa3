import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Timers } from '../clock';
import type { Conversation, Message, WorldEvent } from '../core/types';
import type { World } from '../core/world';
import { phoneConversation, phoneMessage } from './snapshot';
import type { PhoneChanges } from './wire';

/** Changes are gathered for this long, so that a burst of thousands does not drown the page. */
const gatherMs = 50;
/** Beyond this many changed messages it is cheaper for the page to read everything anew. */
const maxGathered = 500;
const heartbeatMs = 15_000;
/** A page that does not keep up with this many bytes is cut off; it comes back and starts anew. */
const maxBacklogBytes = 1024 * 1024;
const maxStreams = 50;

/** Tells every open phone page what changes, as a stream of server-sent events. */
export class Feed {
  readonly #world: World;
  readonly #timers: Timers;
  readonly #streams = new Set<ServerResponse>();
  readonly #conversations = new Set<Conversation>();
  readonly #messages = new Set<Message>();
  readonly #unsubscribe: () => void;
  /** Tells this feed's event ids from those of an earlier sandbox. */
  readonly #epoch = randomUUID().slice(0, 8);
  #revision = 0;
  #stopHeartbeat: (() => void) | undefined;

  constructor(world: World, timers: Timers) {
    this.#world = world;
    this.#timers = timers;
    this.#unsubscribe = world.subscribe((event) => this.#note(event));
  }

  /** Opens a stream. A page that missed something, or is new, is told to read the state first. */
  open(response: ServerResponse, lastEventId: string | undefined): void {
    if (this.#streams.size >= maxStreams) {
      response.writeHead(503).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    this.#streams.add(response);
    response.on('close', () => this.#leave(response));
    response.write(lastEventId === this.#id ? ': nothing missed\n\n' : this.#event('resync', {}));
    this.#stopHeartbeat ??= this.#beat();
  }

  close(): void {
    this.#unsubscribe();
    for (const stream of this.#streams) stream.end();
    this.#streams.clear();
  }

  get #id(): string {
    return `${this.#epoch}-${this.#revision}`;
  }

  #note(event: WorldEvent): void {
    if (this.#streams.size === 0) {
      this.#revision += 1;
      return;
    }
    if (!('conversation' in event)) return;
    if (this.#conversations.size === 0) this.#timers.after(gatherMs, () => this.#tell());
    this.#conversations.add(event.conversation);
    if ('message' in event) this.#messages.add(event.message);
  }

  #tell(): void {
    this.#revision += 1;
    const tooMany = this.#messages.size > maxGathered;
    const changes: PhoneChanges = {
      conversations: tooMany ? [] : [...this.#conversations].map((one) => phoneConversation(one, this.#world)),
      messages: tooMany ? [] : [...this.#messages].map((one) => phoneMessage(one, this.#world)),
    };
    this.#conversations.clear();
    this.#messages.clear();
    this.#write(tooMany ? this.#event('resync', {}) : this.#event('changes', changes));
  }

  #event(name: 'resync' | 'changes', data: object): string {
    return `id: ${this.#id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
  }

  #beat(): () => void {
    return this.#timers.after(heartbeatMs, () => {
      this.#write(': still here\n\n');
      this.#stopHeartbeat = this.#beat();
    });
  }

  #write(text: string): void {
    for (const stream of this.#streams) {
      if (stream.writableLength > maxBacklogBytes) stream.destroy();
      else stream.write(text);
    }
  }

  #leave(response: ServerResponse): void {
    this.#streams.delete(response);
    if (this.#streams.size > 0) return;
    this.#stopHeartbeat?.();
    this.#stopHeartbeat = undefined;
  }
}
