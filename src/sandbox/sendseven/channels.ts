import type { Channel } from '../core/types';
import { notFound, ok } from './answers';
import { type Context, type Outcome, own } from './context';
import { timestamp } from './message-wire';

/** GET /channels: a bare array, without pages. */
export function listChannels({ world, tenantId, query }: Context): Outcome {
  const channels = [...world.directory.channels.values()].filter(
    (channel) => channel.tenantId === tenantId && (query.channel_type == null || channel.type === query.channel_type),
  );
  return { answer: ok(channels.map(channelOnWire)) };
}

/** GET /channels/{id} */
export function getChannel({ world, tenantId, id }: Context): Outcome {
  const channel = own(world.directory.channels, id, tenantId);
  return { answer: channel ? ok(channelOnWire(channel)) : notFound('Channel') };
}

function channelOnWire(channel: Channel): Record<string, unknown> {
  return {
    id: channel.id,
    tenant_id: channel.tenantId,
    channel_type: channel.type,
    name: channel.name,
    identifier: channel.identifier,
    phone_number_formatted: null,
    is_active: true,
    is_verified: true,
    is_coexistence: false,
    created_at: timestamp(channel.createdAt),
    activation_status: null,
    setup_pending_reason: null,
    avatar_url: null,
  };
}
