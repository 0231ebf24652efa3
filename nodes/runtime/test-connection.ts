import { type ProviderId, parseProviderId } from '../../src/model/account';
import { DeliveryError } from '../../src/model/failure';
import { variableName } from '../../src/model/variables';
import type { Identity } from '../../src/provider/provider';
import type { AccountCredentials, AccountDef, AccountNode } from './account-node';
import type { AccountSource } from './account-source';
import { connectLazily } from './connect-lazily';
import { findNode, type NodeAPI } from './red';
import { tellFailure } from './tell-failure';

/** What the account dialog asks to be tried: its fields as they are now. A secret is missing when it was not retyped. */
export interface TestRequest
  extends Pick<AccountDef, 'provider' | 'environment' | 'requestTimeout' | 'proxy' | 'tls' | 'region' | 'auth'> {
  readonly id?: string;
  readonly credentials?: AccountCredentials;
}

/** What the dialog is told. */
export type TestResult =
  | { readonly ok: true; readonly who: Identity; readonly environment: string }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string; readonly hint: string } };

/** A person waits in front of the dialog: no longer than this, whatever the account's own timeout. */
const PATIENCE_SECONDS = 15;

/** Asks the provider who the credentials belong to. Never throws; never tells a secret. */
export async function testConnection(RED: NodeAPI, request: TestRequest, signal: AbortSignal): Promise<TestResult> {
  try {
    const { provider, close } = await connectLazily(RED, sourceOf(RED, request), request);
    try {
      const environment = request.environment ?? 'live';
      return { ok: true, who: await provider.whoAmI(signal), environment };
    } finally {
      close();
    }
  } catch (thrown) {
    return { ok: false, error: tellFailure(thrown) };
  }
}

/** The one credential of each provider that is a secret, and what people call it. */
const SECRETS: Record<ProviderId, readonly [name: 'token' | 'keySecret', label: string]> = {
  sendseven: ['token', 'API token'],
  sinch: ['keySecret', 'Key secret'],
};

/** What may be typed beside the secret, which goes where the secret goes and to nobody else. */
const BESIDE = ['tenantId', 'projectId', 'appId', 'keyId'] as const;

function sourceOf(RED: NodeAPI, request: TestRequest): AccountSource {
  const { provider, environment, requestTimeout, region, auth } = request;
  const credentials = request.credentials ?? {};
  const timeout = Number(requestTimeout) > PATIENCE_SECONDS ? PATIENCE_SECONDS : requestTimeout;
  const settings = { provider, environment, requestTimeout: timeout, region, auth };
  // The sandbox keeps an app for each account: with another id it would invent people that no flow hears of.
  if (environment === 'sandbox') return { ...settings, id: request.id };
  const deployed = findNode<AccountNode>(RED, request.id);
  const typed = (text: unknown) => replaceVariable(RED, deployed, text);
  const beside = Object.fromEntries(BESIDE.map((name) => [name, typed(credentials[name])]));
  const secret = SECRETS[parseProviderId(provider)];
  const [name] = secret;
  if (credentials[name])
    return { ...settings, ...beside, [name]: typed(credentials[name]), baseUrl: typed(credentials.baseUrl) };
  return { ...settings, ...beside, ...storedSecret(RED, deployed, credentials, secret) };
}

/**
 * The secret that Node-RED keeps, with the base URL that it keeps beside it and no other: a person who may open this
 * dialog could otherwise send the secret to a host of their choice.
 */
function storedSecret(
  RED: NodeAPI,
  deployed: AccountNode | undefined,
  typed: AccountCredentials,
  [name, label]: (typeof SECRETS)[ProviderId],
): AccountCredentials {
  const { [name]: secret, baseUrl } = deployed?.credentials ?? {};
  if (!deployed || !secret) {
    throw new DeliveryError('ERR_ACCOUNT_INCOMPLETE', {
      message: `There is no ${label} to try.`,
      hint: `Type the ${label} in. One that was imported or typed before counts after the next deploy.`,
    });
  }
  const stored = RED.nodes.getCredentials(deployed.id) as AccountCredentials;
  if (String(stored.baseUrl ?? '').trim() !== String(typed.baseUrl ?? '').trim()) {
    throw new DeliveryError('ERR_CREDENTIAL', {
      message: `The Base URL was changed, and the stored ${label} is only ever sent to the Base URL it was stored with.`,
      hint: `Type the ${label} in again to try it with the new Base URL.`,
    });
  }
  return { [name]: secret, ...(baseUrl !== undefined && { baseUrl }) };
}

/** What Node-RED will do at the next deploy. A variable that is not set stays, so that it can be named. */
function replaceVariable(RED: NodeAPI, node: AccountNode | undefined, typed: unknown): string {
  const text = typeof typed === 'string' ? typed : '';
  const name = variableName(text);
  if (!name) return text;
  const value: unknown = RED.util.getSetting(node ?? ({} as AccountNode), name);
  return typeof value === 'string' && value ? value : text;
}
