/** Where the environment may name a proxy for https. */
const NAMES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

/**
 * The proxy that the environment names for a URL: `https_proxy`, `all_proxy` and `no_proxy` in small or capital
 * letters, read anew for every URL. Loaded when first used.
 */
export async function environmentProxy(): Promise<(url: string) => string | undefined> {
  const { getProxyForUrl } = await import('proxy-from-env');
  return (url) => withScheme(getProxyForUrl(url)) || undefined;
}

/** `host:port` alone means a proxy that is spoken to in plain HTTP, as curl and others read it; the library makes it TLS. */
function withScheme(proxy: string): string {
  const bare = /^https:\/\/(.+)/.exec(proxy)?.[1];
  return bare && NAMES.some((name) => process.env[name] === bare) ? `http://${bare}` : proxy;
}
