import type { Deliverer, SigningFlaws, WebhookRequest } from '../../webhooks/deliverer';
import type { App } from '../apps';
import { newId } from '../ids';
import type { Trigger } from '../schema/triggers';
import type { Json } from '../schema/validate';
import type { SinchSettings } from '../settings';
import { webhooksFor } from '../webhook-store';
import { type Seal, signatureHeaders } from './sign';

/** How long ago a stale signature was made, in seconds. */
const staleSeconds = 3_600;

interface Target {
  readonly url: string;
  readonly secret: string | undefined;
}

/** Sends callbacks to the webhooks that want them. */
export class CallbackSender {
  readonly #deliverer: Deliverer;
  readonly #settings: SinchSettings;
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(deliverer: Deliverer, settings: SinchSettings, now: () => number) {
    this.#deliverer = deliverer;
    this.#settings = settings;
    this.#now = now;
  }

  /**
   * Sends a callback, if anyone wants it; only then it is made.
   * @param trigger undefined: every webhook
   * @param overrideUrl where it goes in place of the webhooks (`callback_url` of a message)
   */
  send(app: App, trigger: Trigger | undefined, make: () => Json, overrideUrl?: string): void {
    const targets = targetsOf(app, trigger, overrideUrl);
    if (targets.length === 0) return;
    // Not as compact as JSON can be: who checks the signature over JSON of his own making must notice.
    const body = Buffer.from(JSON.stringify(make(), null, 1));
    for (const { url, secret } of targets) this.#post(url, secret, body);
  }

  #post(url: string, secret: string | undefined, body: Buffer): void {
    const { timeoutMs, retryDelaysMs, retrySignature } = this.#settings.callbacks;
    const first = this.#newSeal();
    const seal = retrySignature === 'same' ? () => first : () => this.#newSeal();
    this.#deliverer.send({
      url,
      request: (_attempt, flaws) => signed(secret, body, seal(), flaws),
      timeoutMs,
      retryDelaysMs,
      retriesOn: (status) => status === undefined || status === 429 || status >= 500,
    });
  }

  #newSeal(): Seal {
    return { nonce: newId(), timestamp: Math.floor(this.#now() / 1000) };
  }
}

function signed(secret: string | undefined, body: Buffer, seal: Seal, flaws: SigningFlaws): WebhookRequest {
  const type = { 'content-type': 'application/json' };
  if (secret === undefined || secret === '') return { headers: type, body };
  const timestamp = seal.timestamp - (flaws.stale ? staleSeconds : 0);
  const key = flaws.wrongSignature ? `not ${secret}` : secret;
  return { headers: { ...type, ...signatureHeaders(key, body, { ...seal, timestamp }) }, body };
}

function targetsOf(app: App, trigger: Trigger | undefined, overrideUrl: string | undefined): readonly Target[] {
  if (overrideUrl !== undefined) return [{ url: overrideUrl, secret: app.overrideSecret }];
  return webhooksFor(app, trigger).map(({ target, secret }) => ({ url: target, secret }));
}
