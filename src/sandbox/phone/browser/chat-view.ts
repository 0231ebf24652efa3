import type { PhoneConversation, PhoneHistory, PhoneMessage } from '../wire';
import { hasArrived } from './arrival';
import { type BubbleListener, createBubble, updateBubble } from './bubble';
import { ChatLog } from './chat-log';
import { byId, element } from './dom';
import { channelName, colourOf, dayName, initials } from './format';

/** So close to the end, in pixels, counts as reading along. */
const nearEnd = 80;

/** The open conversation: its header and its bubbles. */
export class ChatView {
  readonly #log = new ChatLog();
  readonly #bubbles = new Map<string, HTMLLIElement>();
  readonly #list = byId<HTMLOListElement>('messages');
  readonly #scroll = byId('scroll');
  readonly #earlier = byId<HTMLButtonElement>('earlier');
  readonly #newer = byId<HTMLButtonElement>('newer');

  readonly #typing = byId('typing');
  readonly #listener: BubbleListener;
  /** What the flow has sent and has not arrived: it is still being typed. */
  readonly #onTheWay = new Set<string>();

  constructor(listener: BubbleListener) {
    this.#listener = listener;
    this.#newer.addEventListener('click', () => this.#toEnd());
    this.#scroll.addEventListener('scroll', () => {
      if (this.#atEnd) this.#newer.hidden = true;
    });
  }

  /** The sequence number of the oldest message shown. */
  get oldest(): number | undefined {
    return this.#log.oldest?.sequence;
  }

  showHeader({ id, name, channel }: PhoneConversation): void {
    const avatar = byId('chat-avatar');
    avatar.textContent = initials(name);
    avatar.dataset.colour = String(colourOf(name));
    byId('chat-name').textContent = name;
    byId('chat-channel').textContent = channelName(channel);
    byId('chat-id').textContent = id;
    byId<HTMLTextAreaElement>('reply').placeholder = `Reply as ${name}`;
  }

  showHistory({ messages, hasEarlier }: PhoneHistory): void {
    this.#log.reset(messages);
    this.#bubbles.clear();
    this.#onTheWay.clear();
    // A screen reader should hear what arrives, not the whole history.
    this.#list.ariaBusy = 'true';
    this.#list.replaceChildren(...this.#render(messages, undefined));
    this.#list.ariaBusy = 'false';
    this.#earlier.hidden = !hasEarlier;
    this.#showTyping();
    this.#toEnd();
  }

  showEarlier({ messages, hasEarlier }: PhoneHistory): void {
    const fromEnd = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    this.#log.prepend(messages);
    this.#list.prepend(...this.#render(messages, undefined));
    this.#earlier.hidden = !hasEarlier;
    this.#scroll.scrollTop = this.#scroll.scrollHeight - fromEnd;
  }

  showChanges(changed: readonly PhoneMessage[]): void {
    const wasAtEnd = this.#atEnd;
    const before = this.#log.newest;
    const { added, updated } = this.#log.take(changed);
    const appeared = updated.filter((message) => this.#update(message));
    this.#list.append(...this.#render(added, before));
    this.#showTyping();
    if (wasAtEnd || added.some(({ mine }) => mine)) {
      if (added.length > 0) this.#trim();
      this.#toEnd();
    } else if (appeared.length > 0 || added.some(hasArrived)) this.#newer.hidden = false;
  }

  /** Answers whether the message has just arrived. */
  #update(message: PhoneMessage): boolean {
    const bubble = this.#bubbles.get(message.id);
    if (bubble) updateBubble(bubble, message);
    return hasArrived(message) && this.#onTheWay.delete(message.id);
  }

  #showTyping(): void {
    const text = this.#onTheWay.size > 0 ? 'typing…' : '';
    if (this.#typing.textContent !== text) this.#typing.textContent = text;
  }

  /** Bubbles, with the day's name wherever a new day begins. */
  #render(messages: readonly PhoneMessage[], before: PhoneMessage | undefined): HTMLLIElement[] {
    const now = Date.now();
    let day = before && dayName(before.at, now);
    return messages.flatMap((message) => {
      const bubble = createBubble(message, this.#listener);
      if (!hasArrived(message)) this.#onTheWay.add(message.id);
      this.#bubbles.set(message.id, bubble);
      const newDay = dayName(message.at, now);
      if (newDay === day) return [bubble];
      day = newDay;
      return [element('li', 'day', element('span', '', newDay)), bubble];
    });
  }

  #trim(): void {
    const dropped = this.#log.trim();
    for (const { id } of dropped) {
      this.#bubbles.get(id)?.remove();
      this.#bubbles.delete(id);
      this.#onTheWay.delete(id);
    }
    if (dropped.length > 0) this.#earlier.hidden = false;
  }

  get #atEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
    return scrollHeight - scrollTop - clientHeight < nearEnd;
  }

  #toEnd(): void {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#newer.hidden = true;
  }
}
