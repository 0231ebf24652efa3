import type { World } from '../core/world';
import type { App } from './apps';
import type { Identity } from './channels';
import type { ContactBook } from './contact-book';

interface Newcomer {
  readonly name: string;
  /** The preferred first. */
  readonly identities: readonly [Identity, ...Identity[]];
  readonly says: string;
}

const newcomers: readonly Newcomer[] = [
  {
    name: 'Tomás Rivera',
    identities: [{ channel: 'SMS', identity: '+15555550122' }],
    says: 'Hi, when does the shop open?',
  },
  {
    name: 'Nia Okoye',
    identities: [
      { channel: 'WHATSAPP', identity: '+15555550121' },
      { channel: 'SMS', identity: '+15555550121' },
    ],
    says: 'Hello! Is my order ready?',
  },
];

/** Brings people into a new app, so that somebody is there who can write to it. Its webhooks are yet to come. */
export function seedPeople(app: App, book: ContactBook, world: World): void {
  for (const { name, identities, says } of newcomers) {
    const person = book.person(app.projectId, identities, name);
    const conversation = book.conversation(app, person, identities[0].channel, app.mode);
    world.reply(conversation.id, says);
  }
}
