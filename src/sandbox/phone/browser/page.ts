import type { PhoneChanges } from '../wire';
import { AccessError, fetchHistory, fetchState, postReaction, postRead, postReply, postTap, postTyping } from './api';
import { ChatView } from './chat-view';
import { setUpComposer } from './composer';
import { byId } from './dom';
import { ListView } from './list-view';
import { type ConnectionState, follow } from './stream';

const list = new ListView();
const chat = new ChatView({
  tapped: ({ id: messageId, conversationId }, choiceId) =>
    void attempt('answer', () => postTap({ conversationId, messageId, choiceId })),
  reacted: ({ id: messageId, conversationId }, emoji) =>
    void attempt('react', () => postReaction({ conversationId, messageId, emoji })),
});
let openId: string | undefined;

const connectionTexts: Readonly<Record<ConnectionState, string>> = {
  live: 'Live',
  reconnecting: 'Reconnecting',
  'no-access': 'No access',
};

/** Shows a notice; without a text, takes it away. */
function notify(text?: string): void {
  const notice = byId('notice');
  notice.textContent = text ?? '';
  notice.hidden = text === undefined;
}

/** Runs something that asks the server. Answers whether it went well; if not, the notice says why. */
async function attempt(what: string, action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    notify();
    return true;
  } catch (error) {
    const status = error instanceof AccessError ? error.status : undefined;
    if (status === 401) notify('Log in to the Node-RED editor first, then reload this page.');
    else if (status === 403) notify(`Your Node-RED user may not ${what}.`);
    else notify(`Could not ${what}. Is Node-RED running?`);
    return false;
  }
}

let loading = 0;
const held: PhoneChanges[] = [];

/** Reads from the server. What the stream tells meanwhile may be newer than the answer: it is held, and applied after. */
async function load(action: () => Promise<void>): Promise<void> {
  loading += 1;
  await attempt('read the messages', action);
  loading -= 1;
  if (loading === 0) for (const changes of held.splice(0)) applyChanges(changes);
}

let reading: Promise<void> | undefined;
let readAgain = false;

/** Reads everything anew: at the start, and whenever the stream may have missed something. One reading at a time. */
async function resync(): Promise<void> {
  readAgain = true;
  if (reading) return;
  while (readAgain) {
    readAgain = false;
    reading = load(async () => {
      const { conversations } = await fetchState();
      list.reset(conversations, openId);
      await open();
    });
    await reading;
  }
  reading = undefined;
}

/** Shows the conversation that the address names. */
async function open(): Promise<void> {
  const id = decodeURIComponent(location.hash.slice(1));
  const conversation = list.get(id);
  openId = conversation?.id;
  byId('app').dataset.step = conversation ? 'chat' : 'list';
  byId('chat').hidden = !conversation;
  byId('empty').hidden = conversation !== undefined;
  list.mark(openId);
  if (!conversation) return;
  chat.showHeader(conversation);
  const history = await fetchHistory(id);
  if (openId !== id) return;
  chat.showHistory(history);
  markRead(id);
}

/** What the customer looks at is read. A user who may only watch leaves it unread: no reason for a notice. */
function markRead(id: string): void {
  if (document.visibilityState === 'visible') postRead(id).catch(() => {});
}

function applyChanges({ conversations, messages }: PhoneChanges): void {
  list.show(conversations, openId);
  const here = messages.filter(({ conversationId }) => conversationId === openId);
  chat.showChanges(here);
  const isUnread = conversations.some(({ id, unread }) => id === openId && unread > 0);
  const hasArrived = here.some(({ mine, status }) => !mine && status === 'delivered');
  if (openId !== undefined && (isUnread || hasArrived)) markRead(openId);
}

window.addEventListener('hashchange', () => {
  void load(open).then(() => {
    // On a touch screen the focus would bring up the keyboard over what one wants to read.
    if (openId && matchMedia('(hover: hover)').matches) byId('reply').focus({ preventScroll: true });
  });
});
document.addEventListener('visibilitychange', () => {
  if (openId !== undefined) markRead(openId);
});
byId('back').addEventListener('click', () => {
  location.hash = '';
});
byId('earlier').addEventListener('click', () => {
  const id = openId;
  if (id === undefined) return;
  void attempt('read the messages', async () => chat.showEarlier(await fetchHistory(id, chat.oldest)));
});
setUpComposer({
  submit: (text) =>
    attempt('reply', async () => {
      if (openId !== undefined) await postReply({ conversationId: openId, text });
    }),
  // Whether the flow learns of it is not worth a notice.
  typing: (typing) => {
    if (openId !== undefined) postTyping({ conversationId: openId, typing }).catch(() => {});
  },
});

void follow({
  onState(state) {
    const connection = byId('connection');
    connection.textContent = connectionTexts[state];
    connection.dataset.state = state;
    if (state === 'no-access') notify('Log in to the Node-RED editor first, then reload this page.');
  },
  onEvent({ name, data }) {
    if (name !== 'changes') void resync();
    else if (loading > 0) held.push(JSON.parse(data));
    else applyChanges(JSON.parse(data));
  },
});
