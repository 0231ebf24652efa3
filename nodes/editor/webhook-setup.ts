import { variableName } from '../../src/model/variables';
import {
  checkPublicUrl,
  checkWebhookPath,
  urlWarnings,
  webhookPathOf,
  webhookUrlOf,
} from '../../src/model/webhook-url';

/** How an account is to receive, as it stands in the dialog. */
export interface WebhookSetup {
  readonly publicUrl: string;
  readonly webhookPath: string;
  readonly autoRegister: boolean;
  readonly acceptUnsigned: boolean;
  readonly hasSecret: boolean;
  readonly hasAuthorization: boolean;
  /** Whether the provider can send a fixed `Authorization` header. */
  readonly sendsAuthorization: boolean;
}

/** What the settings of Node-RED say of HTTP nodes. */
export interface HttpNodes {
  /** `httpNodeRoot`; `false` where HTTP nodes are off. */
  readonly root: string | false;
  /** Whether `httpNodeAuth` asks every caller for a user name and a password. */
  readonly auth: boolean;
}

/**
 * The exact URL of the endpoint, or an empty text while it is not known.
 * @param http `undefined` until Node-RED has told
 * @param deployedUrl the URL as it was deployed: the only one that is known where an environment variable is part of it
 */
export function shownUrl(
  { publicUrl, webhookPath }: WebhookSetup,
  accountId: string,
  http: HttpNodes | undefined,
  deployedUrl = '',
): string {
  if (variableName(publicUrl) || variableName(webhookPath)) return deployedUrl;
  if (!http || checkWebhookPath(webhookPath)) return '';
  return webhookUrlOf(publicUrl, http.root, webhookPathOf(webhookPath, accountId));
}

/** Message keys of what should be known before the setup is used, the worst first. */
export function setupWarnings(setup: WebhookSetup, url: string, http: HttpNodes | undefined): string[] {
  const { publicUrl, autoRegister, acceptUnsigned, hasSecret, hasAuthorization, sendsAuthorization } = setup;
  const isUsed = publicUrl !== '';
  const ofUrl = urlWarnings(url);
  const isLocked = http?.auth && !ofUrl.includes('has-credentials');
  const warnings = {
    httpNodeRoot: http?.root === false,
    'private-address': ofUrl.includes('private-address'),
    'plain-http': ofUrl.includes('plain-http'),
    'has-credentials': ofUrl.includes('has-credentials'),
    httpNodeAuth: isUsed && isLocked && sendsAuthorization && !hasAuthorization,
    // What the provider does not send opens nothing, whatever stands in the field.
    httpNodeAuthByProxy: isUsed && isLocked && !sendsAuthorization,
    noSecret: isUsed && !autoRegister && !hasSecret && !acceptUnsigned,
    acceptUnsigned,
  };
  return Object.entries(warnings)
    .filter(([, applies]) => applies)
    .map(([warning]) => `webhook.warning.${warning}`);
}

/** Message key of what is wrong with a public URL, or `undefined`. Without one nothing can be registered. */
export function checkPublicUrlText(text: string, autoRegister: boolean): string | undefined {
  if (text.trim() === '') return autoRegister ? 'errors.publicUrlMissing' : undefined;
  const problem = checkPublicUrl(text);
  return problem && `errors.publicUrl.${problem}`;
}

/** Message key of what is wrong with a webhook path, or `undefined`. Empty means the default. */
export function checkWebhookPathText(text: string): string | undefined {
  if (variableName(text)) return undefined;
  const problem = checkWebhookPath(text);
  return problem && `errors.webhookPath.${problem}`;
}
