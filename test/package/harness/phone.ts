import type { RealNodeRed } from '../../support/real-node-red';

/** The texts that the flow has sent to a conversation or person, as the phone page shows them. */
export async function receivedBy(nodeRed: RealNodeRed, conversation: string): Promise<string[]> {
  const id = await idOf(nodeRed, conversation);
  const response = await nodeRed.admin(`conversations/sandbox/state?conversation=${id}`);
  const { messages } = (await response.json()) as { messages: { mine: boolean; text: string }[] };
  return messages.filter(({ mine }) => !mine).map(({ text }) => text);
}

/** Writes as the customer, the way the phone page does. */
export async function writeOnPhone(nodeRed: RealNodeRed, conversation: string, text: string): Promise<void> {
  const body = { conversationId: await idOf(nodeRed, conversation), text };
  const response = await nodeRed.admin('conversations/sandbox/reply', { method: 'POST', body });
  if (!response.ok) throw new Error(`The phone did not take "${text}": ${response.status} ${await response.text()}`);
}

/** A conversation may be named by the person, where its id is made anew each time: then it is the newest one. */
async function idOf(nodeRed: RealNodeRed, conversation: string): Promise<string> {
  const response = await nodeRed.admin('conversations/sandbox/state');
  const { conversations } = (await response.json()) as { conversations: { id: string; name: string }[] };
  return conversations.find(({ name }) => name === conversation)?.id ?? conversation;
}
