/**
 * The proxy that the environment names for a URL: `https_proxy`, `all_proxy` and `no_proxy` in small or capital
 * letters, read anew for every URL. Loaded when first used.
 */
export async function environmentProxy(): Promise<(url: string) => string | undefined> {
  const { getProxyForUrl } = await import('proxy-from-env');
  return (url) => getProxyForUrl(url) || undefined;
}
