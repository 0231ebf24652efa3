import type { SinchAccount } from '../../model/account';
import type { ProviderKind } from '../kinds';
import { checkMessage } from './encode';
import { receiveSinch } from './receive';

export const sinchKind: ProviderKind = {
  receive: receiveSinch,
  check: checkMessage,
  // Limits count by app, whichever key is used.
  budgetOf: appOf,
  // So does a list of webhooks.
  ownerOf: appOf,
  // A conversation cannot be sent to; the address that the person wrote from can.
  answerTo: ({ channel, identity, conversationId }) =>
    channel && identity
      ? { channel, identity, ...(conversationId !== undefined && { answers: conversationId }) }
      : undefined,
  contentOf: ({ body }) => body,
};

function appOf({ provider, baseUrl, projectId, appId }: SinchAccount): readonly unknown[] {
  return [provider, baseUrl, projectId, appId];
}
