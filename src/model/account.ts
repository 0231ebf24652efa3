import { type AccountInput, shorten } from './account-fields';
import { parseSendSevenAccount, type SendSevenAccount } from './account-sendseven';
import { parseSinchAccount, type SinchAccount } from './account-sinch';
import { DeliveryError } from './failure';

export { type AccountInput, REQUEST_TIMEOUT } from './account-fields';
export { SENDSEVEN_BASE_URL, type SendSevenAccount } from './account-sendseven';
export {
  SINCH_AUTH_URL,
  SINCH_AUTHS,
  SINCH_REGIONS,
  type SinchAccount,
  type SinchAuth,
  type SinchRegion,
  sinchBaseUrl,
} from './account-sinch';

/** A complete account of any provider. A new provider adds its variant here. */
export type Account = SendSevenAccount | SinchAccount;

/** The name of a provider, as the account node stores it. */
export type ProviderId = Account['provider'];

/** The account of a provider. */
export type AccountOf<Id extends ProviderId> = Extract<Account, { provider: Id }>;

const PARSERS: { readonly [Id in ProviderId]: (input: AccountInput) => AccountOf<Id> } = {
  sendseven: parseSendSevenAccount,
  sinch: parseSinchAccount,
};

/**
 * Makes a usable account of what was typed in.
 * @throws DeliveryError of kind `config` that names the first thing to put right
 */
export function parseAccount(input: AccountInput): Account {
  return PARSERS[parseProviderId(input.provider)](input);
}

/**
 * The provider that an account names; one that names none is SendSeven's.
 * @throws DeliveryError of kind `config` for a provider that is not known
 */
export function parseProviderId(provider: unknown = 'sendseven'): ProviderId {
  if (isProviderId(provider)) return provider;
  throw new DeliveryError('ERR_ACCOUNT_INVALID', {
    message: `The account names a provider that this version does not know: ${shorten(provider)}.`,
    hint: 'Open the account, choose a provider from the list and deploy. A newer version of the package may be needed.',
  });
}

function isProviderId(value: unknown): value is ProviderId {
  return typeof value === 'string' && Object.hasOwn(PARSERS, value);
}
