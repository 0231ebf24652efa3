import { createHmac } from 'node:crypto';
import type { RawRequest } from '../../../support/raw-server';
import { useSandbox } from '../../harness';
import { until } from '../../until';
import { useListener } from '../../webhooks/listener';

/** A sandbox and an endpoint that can be registered with it, for every test of the suite. */
export function useRegistered() {
  const world = useSandbox();
  const endpoint = useListener();
  const create = (extras: object = {}) =>
    world.call('POST', '/webhook-endpoints', {
      body: { name: 'Test', url: endpoint.current.url, subscribed_events: ['message.received'], ...extras },
    });
  const get = async (id: string) => (await world.call('GET', `/webhook-endpoints/${id}`)).body;

  return {
    world,
    create,
    get,
    get listener() {
      return endpoint.current;
    },
    /** Creates an endpoint and waits until it is verified. */
    async register(extras: object = {}): Promise<{ id: string; secret: string }> {
      const { webhook_id: id, secret_key: secret } = (await create(extras)).body;
      while (!(await get(id)).is_verified) await new Promise((resolve) => setImmediate(resolve));
      return { id, secret };
    },
    /** The person writes; resolves when this many deliveries have come. */
    async receive(count: number, text = 'Hello'): Promise<void> {
      world.sandbox.world.reply('conv-ada', text);
      await until(() => endpoint.current.deliveries.length === count);
      // The answer has to get back before the delivery is over.
      await until(() => world.sandbox.webhooks.attempts.length >= count);
    },
  };
}

/** Whether the signature fits, worked out here from the API's description. */
export function isSigned({ headers, body }: RawRequest, secret: string): boolean {
  const signed = Buffer.concat([Buffer.from(`${headers['x-sendseven-timestamp']}.`), body]);
  return headers['x-sendseven-signature'] === `sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`;
}
