import type { PhoneConversation } from '../wire';
import { hasArrived } from './arrival';
import { byId, element } from './dom';
import { channelName, colourOf, initials, shortTime } from './format';

/** The list of conversations, the most recent on top. Rows are links, so the address names what is open. */
export class ListView {
  readonly #list = byId<HTMLUListElement>('conversations');
  readonly #conversations = new Map<string, PhoneConversation>();
  readonly #rows = new Map<string, HTMLLIElement>();

  get(id: string): PhoneConversation | undefined {
    return this.#conversations.get(id);
  }

  reset(conversations: readonly PhoneConversation[], openId: string | undefined): void {
    this.#conversations.clear();
    for (const conversation of conversations) this.#conversations.set(conversation.id, conversation);
    this.#rows.clear();
    this.#list.replaceChildren();
    this.show(conversations, openId);
  }

  /** Brings these conversations up to date and every row into its place. */
  show(changed: readonly PhoneConversation[], openId: string | undefined): void {
    for (const conversation of changed) {
      this.#conversations.set(conversation.id, conversation);
      const row = this.#rows.get(conversation.id) ?? element('li', '');
      this.#rows.set(conversation.id, row);
      fill(row, conversation, openId);
    }
    const sorted = [...this.#conversations.values()].sort(byRecency);
    for (const [index, { id }] of sorted.entries()) {
      const row = this.#rows.get(id);
      // A row that is in its place is not touched: moving it would take the focus away.
      if (row && this.#list.children[index] !== row) this.#list.insertBefore(row, this.#list.children[index] ?? null);
    }
  }

  /** Marks the open conversation. */
  mark(openId: string | undefined): void {
    for (const [id, row] of this.#rows) setCurrent(row.firstElementChild, id === openId);
  }
}

function byRecency(a: PhoneConversation, b: PhoneConversation): number {
  return b.at - a.at || (b.last?.sequence ?? 0) - (a.last?.sequence ?? 0);
}

function setCurrent(link: Element | null, current: boolean): void {
  if (current) link?.setAttribute('aria-current', 'true');
  else link?.removeAttribute('aria-current');
}

function fill(row: HTMLLIElement, conversation: PhoneConversation, openId: string | undefined): void {
  const { id, name, channel, unread, at } = conversation;
  const avatar = element('span', 'avatar', initials(name));
  avatar.dataset.colour = String(colourOf(name));
  avatar.ariaHidden = 'true';
  const badge = element('span', 'badge', channelName(channel));
  badge.dataset.channel = channel;
  const time = element('span', 'row-time', shortTime(at, Date.now()));
  const top = element('span', 'row-line', element('span', 'row-name', name), time);
  // Beside the text, which may be cut: a name or a number may not.
  const bottom = element('span', 'row-line', element('span', 'row-last', lastText(conversation)), badge);
  const seen = id === openId || unread === 0;
  if (!seen) bottom.append(element('span', 'unread', String(unread), element('span', 'unseen', ' unread')));

  const link = row.querySelector('a') ?? row.appendChild(element('a', 'row'));
  link.href = `#${encodeURIComponent(id)}`;
  link.replaceChildren(avatar, element('span', 'row-text', top, bottom));
  setCurrent(link, id === openId);
}

function lastText({ last }: PhoneConversation): string {
  if (!last) return 'No messages yet';
  if (!hasArrived(last)) return 'typing…';
  const text = last.text || 'Attachment';
  // The list shows one line: a long message need not be laid out in full for it.
  return `${last.mine ? 'You: ' : ''}${text.slice(0, 120)}`;
}
