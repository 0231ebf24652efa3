import type { SinchAccess } from '../../../src/sandbox';
import { type Answered, useSandbox } from '../harness';
import { until } from '../until';
import type { Listener } from '../webhooks/listener';
import { useListener } from '../webhooks/listener';

export interface SinchCall {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Every trigger that the sandbox's own doings lead to. */
export const allTriggers = [
  'MESSAGE_INBOUND',
  'MESSAGE_DELIVERY',
  'MESSAGE_SUBMIT',
  'EVENT_INBOUND',
  'EVENT_DELIVERY',
  'CONVERSATION_START',
  'CONTACT_CREATE',
  'CAPABILITY',
];

/** Gives every test a fresh sandbox, of which it uses Sinch, and an endpoint for callbacks. Time stands still. */
export function useSinch() {
  const world = useSandbox();
  const endpoint = useListener();

  const basic = (): string => {
    const { keyId, keySecret } = world.sandbox.sinch;
    return `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`;
  };

  return {
    world,
    get sinch(): SinchAccess {
      return world.sandbox.sinch;
    },
    get listener(): Listener {
      return endpoint.current;
    },
    basic,
    /** Calls the API below the sandbox's project, with its key by Basic unless a header says otherwise. */
    async call(method: string, path: string, { body, headers }: SinchCall = {}): Promise<Answered> {
      const { baseUrl, projectId } = world.sandbox.sinch;
      const url = path.startsWith('/v1') ? `${baseUrl}${path}` : `${baseUrl}/v1/projects/${projectId}${path}`;
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        headers: { authorization: basic(), 'content-type': 'application/json', ...headers },
        ...sent,
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: isJson(text) ? JSON.parse(text) : text };
    },
    /** Sends a text by one or several channels, `SMS:+1…`; `extras` are further fields of the request. */
    async send(to: string | readonly string[], extras: object = {}): Promise<Answered> {
      return this.call('POST', '/messages:send', { body: this.textTo(to, extras) });
    },
    textTo(to: string | readonly string[], extras: object = {}) {
      const channel_identities = [to].flat().map((text) => {
        const [channel = '', identity = ''] = text.split(':');
        return { channel, identity };
      });
      return {
        app_id: world.sandbox.sinch.appId,
        recipient: { identified_by: { channel_identities } },
        message: { text_message: { text: 'Hello' } },
        ...extras,
      };
    },
    /** Makes the endpoint a webhook for these triggers. */
    async listen(triggers: readonly string[] = allTriggers, extras: object = {}): Promise<string> {
      const body = { app_id: world.sandbox.sinch.appId, target: endpoint.current.url, target_type: 'HTTP', triggers };
      const answer = await this.call('POST', '/webhooks', { body: { ...body, ...extras } });
      return answer.body.id;
    },
    /** Waits for this many callbacks. */
    async callbacks(count: number) {
      await until(() => endpoint.current.deliveries.length >= count);
      return endpoint.current.bodies;
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
