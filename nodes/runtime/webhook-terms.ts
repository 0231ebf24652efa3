import { join } from 'node:path';
import type { Connection } from '../../src/delivery/connection';
import { type ProviderId, parseAccount } from '../../src/model/account';
import { credentialText } from '../../src/model/account-fields';
import { DeliveryError } from '../../src/model/failure';
import { checkPublicUrl, checkWebhookPath, webhookPathOf, webhookUrlOf } from '../../src/model/webhook-url';
import { PROVIDER_KINDS } from '../../src/provider/kinds';
import { MemoryRegistrations } from '../../src/webhook/memory-registrations';
import type { RegistrationStore } from '../../src/webhook/registrar';
import { FileRegistrations } from '../../src/webhook/registration-store';
import type { AccountCredentials, AccountDef, AccountNode } from './account-node';
import type { WebhookTerms } from './account-webhook';
import { dataFolder } from './data-folder';
import { httpNodeRoot } from './http-node-root';
import { receiving } from './receiving';
import { lastingId, type NodeAPI } from './red';
import { webhookOwner } from './webhook-owner';
import type { WebhookMode, WebhookProblem } from './webhook-report';

/**
 * How an account receives, from what was typed into its Webhook tab.
 * @throws DeliveryError of kind `config` that names the field to put right
 */
export function webhookTerms(
  RED: NodeAPI,
  account: AccountNode,
  def: AccountDef,
  provider: ProviderId,
  connect: () => Promise<Connection>,
): WebhookTerms {
  const { secret, authorization, publicUrl } = typedTexts(def, account.credentials ?? {});
  const path = pathOf(account, def.webhookPath);
  const root = httpNodeRoot(RED);
  const mode = modeOf(account, def, { secret, publicUrl });
  const shownUrl = mode === 'sandbox' ? '' : webhookUrlOf(publicUrl, root, path);
  return {
    name: `Node-RED: ${account.name || provider}`,
    mode,
    owner: ownerOf(account, def, provider),
    path,
    shownUrl,
    url: async () => (mode === 'sandbox' ? `${await receiving(RED).door.origin()}${path}` : shownUrl),
    receive: PROVIDER_KINDS[provider].receive,
    secret,
    authorization,
    acceptUnsigned: def.acceptUnsigned === true && mode !== 'sandbox',
    connect,
    store: mode === 'sandbox' ? new MemoryRegistrations() : registrations(RED),
    problems: problemsOf(mode, publicUrl, root),
  };
}

interface TypedTexts {
  readonly secret: string;
  readonly authorization: string;
  readonly publicUrl: string;
}

function typedTexts(def: AccountDef, credentials: AccountCredentials): TypedTexts {
  const publicUrl = credentialText(def.publicUrl, 'Public URL');
  const problem = checkPublicUrl(publicUrl);
  if (problem) throw wrong('Public URL', 'It looks like https://flows.example.com, without anything behind a ? or #.');
  const pathProblem = checkWebhookPath(def.webhookPath);
  if (pathProblem)
    throw wrong('Webhook path', 'It looks like /hooks/support: letters, digits and - in parts between slashes.');
  return {
    publicUrl,
    secret: credentialText(credentials.webhookSecret, 'Webhook secret'),
    authorization: credentialText(credentials.webhookAuthorization, 'Authorization'),
  };
}

function wrong(label: string, looks: string): DeliveryError {
  return new DeliveryError('ERR_ACCOUNT_INVALID', {
    message: `The account's ${label} cannot be used.`,
    hint: `Open the account, correct ${label} on the Webhook tab and deploy. ${looks}`,
  });
}

/** The sandbox has one owner for each provider, whatever was typed in. */
function ownerOf({ environment, credentials }: AccountNode, def: AccountDef, provider: ProviderId): string {
  if (environment === 'sandbox') return provider;
  const { region, auth, requestTimeout } = def;
  return webhookOwner(parseAccount({ provider, region, auth, requestTimeout, ...credentials }));
}

/** Inside a subflow an account has another id at every deploy; what lasts is its path of ids. */
function pathOf(account: AccountNode, typed: string | undefined): string {
  const id = account._alias === undefined ? account.id : lastingId(account).replace(/[^\w]+/g, '-');
  return webhookPathOf(typed, id);
}

function modeOf(
  account: AccountNode,
  def: AccountDef,
  { secret, publicUrl }: Pick<TypedTexts, 'secret' | 'publicUrl'>,
): WebhookMode {
  if (account.environment === 'sandbox') return 'sandbox';
  if (def.autoRegister) return 'automatic';
  return secret || publicUrl || def.acceptUnsigned ? 'manual' : 'off';
}

function problemsOf(mode: WebhookMode, publicUrl: string, root: string | false): WebhookProblem[] {
  if (mode === 'sandbox' || mode === 'off') return [];
  const problems: WebhookProblem[] = [];
  if (root === false) problems.push('http-node-off');
  if (mode === 'automatic' && !publicUrl) problems.push('no-public-url');
  return problems;
}

/** Secrets of endpoints are encrypted with what Node-RED encrypts its credentials with. */
function registrations(RED: NodeAPI): RegistrationStore {
  const folder = dataFolder(RED);
  if (folder === undefined) return new MemoryRegistrations();
  return new FileRegistrations(join(folder, 'endpoints'), passphrase(RED));
}

function passphrase(RED: NodeAPI): string {
  const settings = RED.settings as unknown as { get?(name: string): unknown };
  for (const name of ['credentialSecret', '_credentialSecret']) {
    const value = read(() => settings.get?.(name));
    if (typeof value === 'string' && value) return value;
  }
  return '';
}

/** Settings that are not loaded yet are not there. */
function read(get: () => unknown): unknown {
  try {
    return get();
  } catch {
    return undefined;
  }
}
