import type { DeliveryError } from '../model/failure';
import type { Acceptance } from '../model/receipt';
import { sameIdentity } from './meaning';
import type { Wish } from './wish';

/** What waiting needs to know of an acceptance. */
export type Accepted = Pick<Acceptance, 'messageId' | 'conversationId' | 'status'>;

/** What somebody who entered the waiting room holds. Opaque to everyone else. */
export class Ticket {
  readonly wish: Wish;
  /** By `Clock.now`. */
  readonly enteredAt: number;
  /** Where an answer can come from, each alike for all spellings. */
  readonly identities: readonly string[];
  /** Why waiting is over before it began: the message may still be accepted. */
  endedBy: DeliveryError | undefined;
  messageId: string | undefined;
  /** May become known by a receipt only. */
  conversationId: string | undefined;
  /** Who was accepted earlier has waited longer. */
  order = 0;
  /** What a person wrote before this moment is no answer, by `Clock.now`. */
  repliesFrom = 0;
  /** By `Clock.now`. */
  deadline = Number.POSITIVE_INFINITY;

  constructor(wish: Wish, enteredAt: number) {
    this.wish = wish;
    this.enteredAt = enteredAt;
    this.identities = wish.goal === 'reply' ? identitiesOf(wish) : [];
  }

  /** Whether any event could ever be known to be the one. */
  get canBeFollowed(): boolean {
    if (this.messageId) return true;
    return this.wish.goal === 'reply' && (this.conversationId !== undefined || this.identities.length > 0);
  }

  /** Notes what the provider said when it took the message. */
  accept({ messageId, conversationId }: Accepted): void {
    const { recipient } = this.wish;
    const known = recipient.kind === 'conversation' ? recipient.conversationId : undefined;
    this.messageId = messageId || undefined;
    this.conversationId = conversationId || known;
  }
}

function identitiesOf({ recipient }: Wish): string[] {
  if (recipient.kind === 'address') return [sameIdentity(recipient.identity)];
  if (recipient.kind !== 'addresses') return [];
  return [...new Set(recipient.addresses.map(({ identity }) => sameIdentity(identity)))];
}
