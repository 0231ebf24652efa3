import type { PhoneHistory, PhoneReaction, PhoneReply, PhoneState, PhoneTap, PhoneTyping } from '../wire';
import { editorToken } from './editor-token';

/** The server wants a login, or one with more rights. */
export class AccessError extends Error {
  constructor(readonly status: number) {
    super(`Status ${status}`);
  }
}

/** Calls the page's own server, with the editor's token where there is one. Every address is relative to the page. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const token = editorToken(location.pathname, localStorage);
  if (token) headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(path, { ...init, headers });
  if (response.status === 401 || response.status === 403) throw new AccessError(response.status);
  if (!response.ok) throw new Error(`Status ${response.status}`);
  return response;
}

export async function fetchState(): Promise<PhoneState> {
  return (await call('state')).json();
}

/** @param before only messages older than the one with this sequence number */
export async function fetchHistory(conversationId: string, before?: number): Promise<PhoneHistory> {
  const query = new URLSearchParams({ conversation: conversationId });
  if (before !== undefined) query.set('before', String(before));
  return (await call(`state?${query}`)).json();
}

export async function postReply(reply: PhoneReply): Promise<void> {
  await post('reply', reply);
}

export async function postRead(conversationId: string): Promise<void> {
  await post('read', { conversationId });
}

export async function postTap(tap: PhoneTap): Promise<void> {
  await post('tap', tap);
}

export async function postReaction(reaction: PhoneReaction): Promise<void> {
  await post('react', reaction);
}

export async function postTyping(typing: PhoneTyping): Promise<void> {
  await post('typing', typing);
}

async function post(path: string, body: object): Promise<void> {
  await call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
