import type { Timers } from '../clock';
import { seed } from '../core/seed';
import type { World } from '../core/world';
import type { RateLimiter } from '../rate-limit/rate-limiter';
import type { Deliverer } from '../webhooks/deliverer';
import { SendSevenFace } from './face';
import { Tokens } from './tokens';
import { createValidator } from './validate';
import { Publisher } from './webhooks/publisher';
import { defaultStyle, type WebhookStyle } from './webhooks/style';

/** How to use the simulated SendSeven. */
export interface SendSevenAccess {
  /** Origin and `/api/v1`. */
  readonly baseUrl: string;
  /** A token with every scope. */
  readonly token: string;
  /** The tenant of that token, who owns the seeded people. */
  readonly tenantId: string;
  /** Makes another token valid. Default: every scope, and the sandbox's own tenant. */
  addToken(token: string, grant: { scopes?: readonly string[]; tenantId?: string }): void;
  /** Sends a webhook of any type, for the sandbox's own tenant. One outside the catalogue goes to every endpoint. */
  emit(type: string, data: Readonly<Record<string, unknown>>): void;
  /** Changes how webhook bodies are written; what is left out becomes the default again. */
  setWebhookStyle(style: Partial<WebhookStyle>): void;
}

export interface SendSevenParts {
  readonly world: World;
  readonly timers: Timers;
  readonly limiter: RateLimiter;
  readonly deliverer: Deliverer;
  /** Numbers from 0 to below 1. */
  readonly random: () => number;
  readonly missingAddressStatus: 400 | 422;
}

const token = 's7_api_sandbox';

/** The tenant at home in the sandbox. */
export const homeTenantId = '5a4db0c5-0000-4000-8000-000000000001';

/** SendSeven's API on top of the world, with its seeded people. */
export async function simulateSendSeven({ timers, deliverer, random, ...parts }: SendSevenParts) {
  const { world } = parts;
  seed(world, homeTenantId);
  const tokens = new Tokens();
  tokens.add(token, homeTenantId);
  const publisher = new Publisher(world, timers, deliverer, random);
  const face = new SendSevenFace({ ...parts, publisher, tokens, validator: await createValidator() });
  return {
    face,
    access: (origin: string): SendSevenAccess => ({
      baseUrl: `${origin}${face.prefix}`,
      token,
      tenantId: homeTenantId,
      addToken: (added, grant) => tokens.add(added, grant.tenantId ?? homeTenantId, grant.scopes),
      emit: (type, data) => publisher.emit(homeTenantId, type, data),
      setWebhookStyle: (style) => {
        publisher.style = { ...defaultStyle, ...style };
      },
    }),
  };
}
