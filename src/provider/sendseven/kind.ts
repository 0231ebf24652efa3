import type { SendSevenAccount } from '../../model/account';
import { fieldsOf } from '../json-fields';
import type { ProviderKind } from '../kinds';
import { checkMessage } from './encode';
import { receiveSendSeven } from './receive';

export const sendSevenKind: ProviderKind = {
  receive: receiveSendSeven,
  check: checkMessage,
  budgetOf: ({ provider, baseUrl, token, tenantId = '' }: SendSevenAccount) => [provider, baseUrl, token, tenantId],
  answerTo: ({ conversationId }) => (conversationId === undefined ? undefined : { conversationId }),
  // The envelope is the same for all.
  contentOf: ({ body }) => fieldsOf(body).data ?? body,
};
