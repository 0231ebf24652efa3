import type { PhoneMessage } from '../wire';

/** Messages kept in the page while the reader stays at the end. */
export const keptMessages = 200;

/** The messages of the open conversation that the page holds, oldest first. */
export class ChatLog {
  #messages: PhoneMessage[] = [];
  #ids = new Set<string>();

  get oldest(): PhoneMessage | undefined {
    return this.#messages[0];
  }

  get newest(): PhoneMessage | undefined {
    return this.#messages.at(-1);
  }

  /** Starts anew with these messages. */
  reset(messages: readonly PhoneMessage[]): void {
    this.#messages = [...messages];
    this.#ids = new Set(messages.map(({ id }) => id));
  }

  /** Puts earlier messages in front. */
  prepend(messages: readonly PhoneMessage[]): void {
    this.#messages.unshift(...messages);
    for (const { id } of messages) this.#ids.add(id);
  }

  /** Sorts changed messages into those that are new at the end and those already shown. Others are not in view. */
  take(changed: readonly PhoneMessage[]): { readonly added: PhoneMessage[]; readonly updated: PhoneMessage[] } {
    const updated = changed.filter(({ id }) => this.#ids.has(id));
    const end = this.newest?.sequence ?? 0;
    const added = changed.filter(({ id, sequence }) => !this.#ids.has(id) && sequence > end);
    added.sort((a, b) => a.sequence - b.sequence);
    this.#messages.push(...added);
    for (const { id } of added) this.#ids.add(id);
    return { added, updated };
  }

  /** Lets go of the oldest beyond what is kept. Returns them. */
  trim(): PhoneMessage[] {
    const dropped = this.#messages.splice(0, Math.max(0, this.#messages.length - keptMessages));
    for (const { id } of dropped) this.#ids.delete(id);
    return dropped;
  }
}
