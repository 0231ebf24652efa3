import type { Timers } from '../clock';
import type { World } from '../core/world';
import { RateLimiter } from '../rate-limit/rate-limiter';
import type { RateLimitSettings } from '../rate-limit/settings';
import type { Deliverer } from '../webhooks/deliverer';
import { bare, home, type SinchAccess, sinchAccess } from './access';
import { Apps } from './apps';
import { AccessTokens } from './auth/access-tokens';
import { Keys } from './auth/keys';
import { TokenEndpoint } from './auth/token-endpoint';
import { Narrator } from './callbacks/narrator';
import { CallbackSender } from './callbacks/sender';
import { ContactBook } from './contact-book';
import { SinchFace } from './face';
import { Injector } from './injector';
import { Notes } from './notes';
import { createValidator } from './schema/validate';
import { defaultSettings } from './settings';

export interface SinchInputs {
  readonly world: World;
  readonly timers: Timers;
  readonly deliverer: Deliverer;
  /** Default: no limit. */
  readonly rateLimit?: RateLimitSettings | undefined;
}

export interface SimulatedSinch {
  readonly face: SinchFace;
  /** @param origin where the face is served, e.g. `http://127.0.0.1:PORT` */
  access(origin: string): SinchAccess;
}

/** Sinch on top of the world: its face, and the ways to use it once its origin is known. */
export async function simulateSinch({
  world,
  timers,
  deliverer,
  rateLimit = { model: 'none' },
}: SinchInputs): Promise<SimulatedSinch> {
  const settings = defaultSettings();
  const now = () => timers.now();
  const apps = new Apps(world, home.projectId);
  const notes = new Notes();
  const sender = new CallbackSender(deliverer, settings, now);
  const book = new ContactBook({ world, apps, notes, sender, now });
  const narrator = new Narrator({ world, apps, notes, book, sender, now });
  const injector = new Injector({ world, apps, book, narrator, sender, now });
  const keys = new Keys();
  keys.add({ id: home.keyId, secret: home.keySecret, projectId: home.projectId });
  const tokens = new AccessTokens();
  const tokenEndpoint = new TokenEndpoint(keys, tokens);
  const limiter = new RateLimiter(bare(rateLimit));
  const validator = await createValidator();
  const parts = { world, apps, notes, book, narrator, sender, settings, timers };
  const face = new SinchFace({ ...parts, keys, tokens, tokenEndpoint, limiter, validator });
  const baseUrl = (origin: string) => `${origin}${face.prefix}`;
  return {
    face,
    access: (origin) => sinchAccess(baseUrl(origin), { ...parts, injector, keys, tokens, tokenEndpoint, limiter }),
  };
}
