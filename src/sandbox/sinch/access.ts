import type { World } from '../core/world';
import type { RateLimiter } from '../rate-limit/rate-limiter';
import type { RateLimitSettings } from '../rate-limit/settings';
import type { App, AppOptions, Apps } from './apps';
import type { AccessTokens } from './auth/access-tokens';
import type { Keys } from './auth/keys';
import type { TokenEndpoint } from './auth/token-endpoint';
import type { ContactBook } from './contact-book';
import type { Injection, Injector } from './injector';
import type { Json } from './schema/validate';
import { seedPeople } from './seed';
import type { CallbackSettings, SinchSettings } from './settings';

/** What a test, and an account of the sandbox, can do with the simulated Sinch. */
export interface SinchAccess {
  /** Serves `/v1/projects/…` and, below it too, `/oauth2/token`. */
  readonly baseUrl: string;
  readonly projectId: string;
  /** An app in CONVERSATION mode with every channel. */
  readonly appId: string;
  /** The same in DISPATCH mode, which keeps nothing. */
  readonly dispatchAppId: string;
  readonly keyId: string;
  readonly keySecret: string;
  /** How often the token endpoint was called, with success or without. */
  readonly tokenRequests: number;
  /** Makes another access key valid. Default project: the sandbox's own. */
  addKey(keyId: string, keySecret: string, projectId?: string): void;
  /** Adds an app and answers its id; an app that is there already, by id or name, stays as it is. */
  addApp(options?: AppOptions): string;
  /** The app of this name, in CONVERSATION mode with every channel; made, with people who write to it, where it is missing. */
  appOf(name: string): string;
  /** How long new access tokens live. Default 3,600. */
  setTokenLife(seconds: number): void;
  /** Every token that was issued so far is refused as expired from now on. */
  expireTokens(): void;
  /** The limit of requests for each app; by default there is none. A 429 is bare unless `headers` says otherwise. */
  setRateLimit(settings: RateLimitSettings): void;
  /** How many messages of an app may wait for their channel until 429 is answered. Default 500,000. */
  setQueueLimit(messages: number): void;
  /** Whether refusals have `error` around them (default) or not. */
  setErrorForm(form: SinchSettings['errorForm']): void;
  /** How callbacks are sent again. */
  setCallbacks(settings: Partial<CallbackSettings>): void;
  /** A person writes, in any form of `contact_message`. Answers the message's id. */
  inject(contactMessage: Json, from?: Injection): string;
  /** A person does something else: an object with `contact_event` or `contact_message_event`. */
  injectEvent(content: Json, from?: Injection): void;
  /**
   * Sends a callback of this kind, with an example in it unless something is given. What is no trigger is taken for a
   * key that nobody knows, and goes to all webhooks. @param appId default: the sandbox's own
   */
  emit(trigger: string, content?: Json, appId?: string): void;
}

/** What everyone finds in a new sandbox. */
export const home = {
  projectId: '5a4db0c5-0000-4000-8000-000000000002',
  keyId: '5a4db0c5-0000-4000-8000-000000000003',
  keySecret: 'sinch_sandbox_secret',
};

export interface AccessParts {
  readonly world: World;
  readonly apps: Apps;
  readonly book: ContactBook;
  readonly injector: Injector;
  readonly keys: Keys;
  readonly tokens: AccessTokens;
  readonly tokenEndpoint: TokenEndpoint;
  readonly limiter: RateLimiter;
  readonly settings: SinchSettings;
}

/** Puts the parts into one hand. Its functions need no `this`. */
export function sinchAccess(baseUrl: string, parts: AccessParts): SinchAccess {
  const { apps, book, injector, keys, limiter, settings, tokenEndpoint, tokens, world } = parts;
  const appId = apps.add({ name: 'Sandbox' }).id;
  const inhabited = new Set<App>();
  return {
    ...home,
    baseUrl,
    appId,
    dispatchAppId: apps.add({ name: 'Sandbox dispatch', mode: 'DISPATCH' }).id,
    get tokenRequests() {
      return tokenEndpoint.requests;
    },
    addKey: (id, secret, projectId = home.projectId) => keys.add({ id, secret, projectId }),
    addApp: (options) => apps.add(options).id,
    appOf(name) {
      const app = apps.add({ name: `Sandbox ${name}` });
      if (!inhabited.has(app)) seedPeople(app, book, world);
      inhabited.add(app);
      return app.id;
    },
    setTokenLife(seconds) {
      tokenEndpoint.lifeSeconds = seconds;
    },
    expireTokens: () => tokens.expireAll(),
    setRateLimit: (limit) => limiter.configure(bare(limit)),
    setQueueLimit(messages) {
      settings.queueLimit = messages;
    },
    setErrorForm(form) {
      settings.errorForm = form;
    },
    setCallbacks(callbacks) {
      settings.callbacks = { ...settings.callbacks, ...callbacks };
    },
    inject: (contactMessage, from) => injector.message(contactMessage, { appId, ...from }),
    injectEvent: (content, from) => injector.event(content, { appId, ...from }),
    emit: (trigger, content, to = appId) => injector.emit(trigger, content, to),
  };
}

/** Sinch announces no limits in its answers: headers come only when they are asked for. */
export function bare(limit: RateLimitSettings): RateLimitSettings {
  return limit.model === 'none' ? limit : { headers: 'none', ...limit };
}
