import { DeliveryError } from '../../src/model/failure';
import { environmentProxy } from '../../src/provider/environment-proxy';
import type { HttpOptions, TlsOptions } from '../../src/provider/http';
import { findNode, type Node, type NodeAPI } from './red';

/** Core's `http proxy` configuration node. */
interface ProxyNode extends Node<{ username?: string; password?: string }> {
  readonly url?: string;
  /** Parts of addresses that are reached directly. */
  readonly noproxy?: string[];
}

/** Core's `tls-config` configuration node. */
interface TlsNode extends Node {
  readonly valid?: boolean;
  addTLSOptions(options: object): TlsOptions;
}

export interface NetworkChoice {
  readonly proxy?: unknown;
  readonly tls?: unknown;
}

/**
 * How to reach the provider: by the chosen proxy or the one that the environment names, with the chosen certificates.
 * @throws DeliveryError of kind `config` when a chosen node is missing or not valid
 */
export async function networkOptions(RED: NodeAPI, choice: NetworkChoice): Promise<HttpOptions> {
  const tls = chosen<TlsNode>(RED, choice.tls, 'TLS configuration');
  if (tls?.valid === false) throw invalid('TLS configuration', 'is not complete');
  const proxy = chosen<ProxyNode>(RED, choice.proxy, 'proxy');
  return {
    ...(tls && { tls: tls.addTLSOptions({}) }),
    proxyFor: proxy ? proxyByNode(proxy) : await environmentProxy(),
  };
}

function proxyByNode(proxy: ProxyNode): (url: string) => string | undefined {
  const address = proxyUrl(proxy);
  const direct = (proxy.noproxy ?? []).map((part) => part.trim()).filter(Boolean);
  return (url) => (direct.some((part) => url.includes(part)) ? undefined : address);
}

function proxyUrl({ url = '', credentials }: ProxyNode): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw invalid('proxy', 'has no usable address (http://host:port)');
  const address = new URL(url);
  if (credentials?.username) address.username = encodeURIComponent(credentials.username);
  if (credentials?.password) address.password = encodeURIComponent(credentials.password);
  return address.href;
}

function chosen<T>(RED: NodeAPI, id: unknown, what: string): T | undefined {
  const node = findNode<T>(RED, id);
  if (id && !node) throw invalid(what, 'is missing or disabled');
  return node;
}

function invalid(what: string, problem: string): DeliveryError {
  return new DeliveryError('ERR_ACCOUNT_INVALID', {
    message: `The ${what} of the account ${problem}.`,
    hint: `Open the account, choose or correct the ${what} on the Network tab and deploy.`,
  });
}
