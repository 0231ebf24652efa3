import type { Outcome } from '../http/face';
import { invalidField, notFound, ok } from './answers';
import { conversationOnWire } from './contact-wire';
import { appOf, type Context } from './context';
import { wireId, worldId } from './ids';
import { pageOf, shortPage } from './paging';

/** GET /conversations: those of an app or with a contact. Every conversation of the sandbox is active. */
export function listConversations(context: Context): Outcome {
  const { world, apps, notes, query } = context;
  const [appId, contactId] = [query.get('app_id'), query.get('contact_id')];
  if (appId === null && contactId === null) return { answer: invalidField('app_id', 'or contact_id is required') };
  if (appId !== null && !appOf(context, appId)) return { answer: notFound('App') };
  const found = [...world.directory.conversations.values()].flatMap((conversation) => {
    const app = apps.of(conversation);
    if (app?.projectId !== context.projectId || !notes.isStored(conversation)) return [];
    if (appId !== null && app.id !== appId) return [];
    if (contactId !== null && wireId(conversation.personId) !== contactId) return [];
    return [conversationOnWire(app, conversation, notes.conversation(conversation))];
  });
  const page = pageOf(found, query, shortPage);
  if ('refusal' in page) return { answer: page.refusal };
  return { answer: ok({ conversations: page.items, next_page_token: page.next_page_token, total_size: found.length }) };
}

/** GET /conversations/{conversation_id} */
export function getConversation({ world, apps, notes, projectId, id }: Context): Outcome {
  const conversation = world.directory.conversations.get(worldId(id));
  const app = conversation && apps.of(conversation);
  if (!app || app.projectId !== projectId || !notes.isStored(conversation)) return { answer: notFound('Conversation') };
  return { answer: ok(conversationOnWire(app, conversation, notes.conversation(conversation))) };
}
