/** Why a base URL is not usable. */
export type BaseUrlProblem = 'not-a-url' | 'not-http' | 'insecure' | 'has-credentials' | 'has-query';

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host name, as `URL.hostname` writes it, never leaves this machine. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/**
 * What is wrong with a base URL, or `undefined` if it can be used.
 * Plain `http` is refused except to this machine: the token would cross the network for anyone to read.
 */
export function checkBaseUrl(text: string): BaseUrlProblem | undefined {
  const url = parse(text);
  if (!url) return 'not-a-url';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-http';
  if (url.username || url.password) return 'has-credentials';
  // An empty query or fragment is invisible in `search` and `hash`, and would still swallow the path.
  if (/[?#]/.test(url.href)) return 'has-query';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'insecure';
  return undefined;
}

/** A checked base URL in the one form in which paths are appended to it: without slashes at its end. */
export function normalizeBaseUrl(text: string): string {
  return new URL(text.trim()).href.replace(/\/+$/, '');
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text.trim());
  } catch {
    return undefined;
  }
}
