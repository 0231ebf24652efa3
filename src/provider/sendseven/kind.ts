import type { SendSevenAccount } from '../../model/account';
import { fieldsOf } from '../json-fields';
import type { ProviderKind } from '../kinds';
import { checkMessage } from './encode';
import { receiveSendSeven } from './receive';

export const sendSevenKind: ProviderKind = {
  receive: receiveSendSeven,
  check: checkMessage,
  budgetOf: ({ provider, baseUrl, token, tenantId = '' }: SendSevenAccount) => [provider, baseUrl, token, tenantId],
  // A token without a tenant may be of any: another one counts as another owner. Where it is of the same one after all,
  // this costs a new endpoint, or nothing if the old token was revoked: then the old endpoint cannot be removed, stays
  // remembered and is found again.
  ownerOf: ({ provider, baseUrl, token, tenantId }: SendSevenAccount) => [
    provider,
    baseUrl,
    ...(tenantId ? ['tenant', tenantId] : ['token', token]),
  ],
  answerTo: ({ conversationId }) => (conversationId === undefined ? undefined : { conversationId }),
  // The envelope is the same for all.
  contentOf: ({ body }) => fieldsOf(body).data ?? body,
};
