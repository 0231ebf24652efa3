import { variableName } from './variables';

/** Why a typed webhook path is not usable. */
export type WebhookPathProblem = 'characters' | 'dots' | 'has-query' | 'root' | 'too-long';

/** Why a typed public URL is not usable. */
export type PublicUrlProblem = 'not-a-url' | 'not-http' | 'has-query';

/** What a person should know of a URL that can be used all the same. */
export type UrlWarning = 'plain-http' | 'private-address' | 'has-credentials';

/** The longest path, in characters, with its slash. */
const MAX_PATH_LENGTH = 200;

/**
 * The path of an account's endpoint below the root of the HTTP nodes: what was typed, or `/conversations/<account id>`.
 * In one form: one slash in front, none doubled, none at the end.
 */
export function webhookPathOf(typed: unknown, accountId: string): string {
  const text = typeof typed === 'string' ? typed.trim() : '';
  return text === '' ? `/conversations/${accountId}` : normalizePath(text);
}

/** What is wrong with a typed path, or `undefined` if it can be used. Empty or missing means the default. */
export function checkWebhookPath(typed: unknown): WebhookPathProblem | undefined {
  const text = typeof typed === 'string' ? typed.trim() : '';
  if (text === '') return undefined;
  if (/[?#]/.test(text)) return 'has-query';
  const path = normalizePath(text);
  if (path === '/') return 'root';
  if (path.length > MAX_PATH_LENGTH) return 'too-long';
  // The characters of a path by RFC 3986, section 3.3.
  if (!/^(?:[\w.~!$&'()*+,;=:@/-]|%[0-9a-f]{2})+$/i.test(path)) return 'characters';
  // Servers and proxies take these away, also in their encoded form, so the endpoint would be elsewhere.
  return path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment)) ? 'dots' : undefined;
}

/**
 * Where the provider reaches an endpoint. Empty where there is no public URL, one that cannot be used or is still a
 * variable, and where the HTTP nodes are off.
 * @param publicUrl may have the sub-path of a reverse proxy
 * @param httpNodeRoot the setting of Node-RED: root of all HTTP nodes, `false` where these are off
 * @param path from `webhookPathOf`
 */
export function webhookUrlOf(publicUrl: string, httpNodeRoot: string | false, path: string): string {
  const url = parse(publicUrl);
  if (!url || checkPublicUrl(publicUrl) !== undefined || httpNodeRoot === false) return '';
  const base = url.href.replace(/\/+$/, '');
  const root = normalizePath(httpNodeRoot);
  return `${base}${root === '/' ? '' : root}${path}`;
}

/** What is wrong with a typed public URL, or `undefined`. Empty means none, and a variable is replaced at deploy. */
export function checkPublicUrl(text: string): PublicUrlProblem | undefined {
  if (text.trim() === '' || variableName(text)) return undefined;
  const url = parse(text);
  if (!url) return 'not-a-url';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-http';
  // An empty query or fragment is invisible in `search` and `hash`, and would still swallow the path.
  return /[?#]/.test(url.href) ? 'has-query' : undefined;
}

/** What should be known of an endpoint's URL before a provider is told of it. Nothing of what is no URL. */
export function urlWarnings(text: string): readonly UrlWarning[] {
  const url = parse(text);
  if (!url) return [];
  const warnings: UrlWarning[] = [];
  if (url.protocol === 'http:') warnings.push('plain-http');
  if (isPrivateHost(url.hostname)) warnings.push('private-address');
  if (url.username || url.password) warnings.push('has-credentials');
  return warnings;
}

/**
 * IPv4 networks that the internet does not route to: first address and length of the network's part in bits. This
 * network, private use, shared by customers of one provider, loopback, link local (RFC 6890).
 */
const PRIVATE_NETWORKS: readonly (readonly [first: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
];

/** IPv6: unspecified, loopback, unique local fc00::/7, link local fe80::/10, and IPv4 written as IPv6. */
const PRIVATE_IPV6 = /^\[(?:::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;
const MAPPED_IPV4 = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/;

/** Names that are never public (RFC 6761, 6762, 8375 and ICANN's `internal`), and those without a dot. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$|^[^.:]+$/;

/** @param hostname as `URL.hostname` writes it: lower case, IPv4 in four decimal parts, IPv6 short and in brackets */
function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '');
  const [, high, low] = MAPPED_IPV4.exec(host) ?? [];
  if (high && low) return isPrivateIpv4((Number.parseInt(high, 16) * 0x10000 + Number.parseInt(low, 16)) >>> 0);
  const address = ipv4Of(host);
  return address === undefined ? PRIVATE_IPV6.test(host) || PRIVATE_NAME.test(host) : isPrivateIpv4(address);
}

function isPrivateIpv4(address: number): boolean {
  return PRIVATE_NETWORKS.some(([first, bits]) => address >>> (32 - bits) === (ipv4Of(first) ?? 0) >>> (32 - bits));
}

function ipv4Of(host: string): number | undefined {
  if (!/^\d+(?:\.\d+){3}$/.test(host)) return undefined;
  return host.split('.').reduce((address, part) => address * 256 + Number(part), 0);
}

function normalizePath(text: string): string {
  return `/${text}`.replace(/\/{2,}/g, '/').replace(/^(.+)\/$/, '$1');
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text.trim());
  } catch {
    return undefined;
  }
}
