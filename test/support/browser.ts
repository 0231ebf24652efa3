import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Starts a headless Chromium of the system (or of `CHROMIUM_PATH`).
 * @returns `undefined` where there is none: then the tests are to be skipped. With `CI` set that is an error instead.
 */
export async function launchBrowser(): Promise<Browser | undefined> {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (executablePath) {
    return chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    });
  }
  if (process.env.CI) throw new Error('No Chromium found. Install one, or name it in CHROMIUM_PATH.');
  console.log('      (no Chromium found: install one or name it in CHROMIUM_PATH)');
  return undefined;
}

export interface PageOptions {
  readonly colorScheme?: 'light' | 'dark';
  /** Language of the browser, for example `de`. */
  readonly locale?: string;
}

/** A page that remembers everything that went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of the console, uncaught exceptions and attempts to reach anything beyond this machine so far. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens an empty page in a fresh browser profile, big enough for the editor. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options });
  const errors: string[] = [];
  await context.route(isRemote, (route) => {
    errors.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors, close: () => context.close() };
}

function isRemote(url: URL): boolean {
  return url.protocol.startsWith('http') && url.hostname !== '127.0.0.1';
}
