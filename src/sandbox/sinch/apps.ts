import { createHash } from 'node:crypto';
import type { Channel, Conversation } from '../core/types';
import type { World } from '../core/world';
import { type SinchChannel, sinchChannels, typeOf, usesPhone } from './channels';
import { isUlid, wireId } from './ids';
import type { Webhook } from './webhook-store';

/** `CONVERSATION` keeps contacts and conversations; `DISPATCH` (Sinch's default for new apps) only passes messages on. */
export type ProcessingMode = 'CONVERSATION' | 'DISPATCH';

export type ChannelState = 'PENDING' | 'ACTIVE' | 'FAILING';

export interface AppOptions {
  /** A ULID. Default: derived from the name, so that one name always means one app. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** Default: the sandbox's own project. */
  readonly projectId?: string | undefined;
  /** Default `CONVERSATION`. */
  readonly mode?: ProcessingMode | undefined;
  /** The channels that it has, the preferred first: names, or names with their state. Default: all 13, `ACTIVE`. */
  readonly channels?: readonly SinchChannel[] | Readonly<Partial<Record<SinchChannel, ChannelState>>> | undefined;
  /** Days for which DISPATCH keeps messages. Default 0, as at Sinch: nothing is kept. */
  readonly dispatchRetentionDays?: number | undefined;
  /** What receipts to a message's own `callback_url` are signed with. Default: they are not signed. */
  readonly secretForOverriddenCallbackUrls?: string | undefined;
}

export interface App {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly mode: ProcessingMode;
  readonly channels: ReadonlyMap<SinchChannel, ChannelState>;
  readonly dispatchRetentionDays: number;
  readonly overrideSecret: string | undefined;
  readonly webhooks: Map<string, Webhook>;
  /** The ids of messages that no channel has taken yet. */
  readonly queue: Set<string>;
}

/** The apps that the sandbox knows. Each has a line of its own in the world for every channel. */
export class Apps {
  readonly #world: World;
  readonly #homeProjectId: string;
  readonly #apps = new Map<string, App>();

  constructor(world: World, homeProjectId: string) {
    this.#world = world;
    this.#homeProjectId = homeProjectId;
  }

  /** Adds an app; one that is there already, by its id or name, stays as it is. */
  add(options: AppOptions = {}): App {
    const name = options.name ?? `App ${this.#apps.size + 1}`;
    const projectId = options.projectId ?? this.#homeProjectId;
    const id = options.id ?? derivedId(`${projectId} ${name}`);
    if (!isUlid(id)) throw new Error(`"${id}" is no ULID`);
    const known = this.#apps.get(id);
    if (known) return known;
    const app: App = {
      id,
      name,
      projectId,
      mode: options.mode ?? 'CONVERSATION',
      channels: statesOf(options.channels ?? sinchChannels),
      dispatchRetentionDays: options.dispatchRetentionDays ?? 0,
      overrideSecret: options.secretForOverriddenCallbackUrls,
      webhooks: new Map(),
      queue: new Set(),
    };
    this.#apps.set(id, app);
    for (const channel of app.channels.keys()) this.#world.addChannel(lineOf(app, channel));
    return app;
  }

  get(id: unknown): App | undefined {
    return typeof id === 'string' ? this.#apps.get(id) : undefined;
  }

  inProject(projectId: string): App[] {
    return [...this.#apps.values()].filter((app) => app.projectId === projectId);
  }

  /** The app whose line a conversation goes by; undefined for those of other providers. */
  of(conversation: Conversation): App | undefined {
    return this.#apps.get(conversation.channelId.slice(0, idLength));
  }
}

const idLength = 26;

/** The id of an app's line on a channel. */
export const lineId = (app: App, channel: SinchChannel): string => `${app.id}:${channel}`;

/** The number or name by which an app is known on a channel. */
export const senderOf = (channel: SinchChannel): string => (usesPhone(channel) ? '15555550100' : 'sandbox');

function lineOf(app: App, channel: SinchChannel): Pick<Channel, 'id' | 'tenantId' | 'type' | 'name' | 'identifier'> {
  return {
    id: lineId(app, channel),
    tenantId: app.projectId,
    type: typeOf(channel),
    name: `${app.name} ${channel}`,
    identifier: senderOf(channel),
  };
}

function statesOf(channels: NonNullable<AppOptions['channels']>): ReadonlyMap<SinchChannel, ChannelState> {
  if (Array.isArray(channels)) return new Map(channels.map((channel: SinchChannel) => [channel, 'ACTIVE']));
  return new Map(Object.entries(channels) as [SinchChannel, ChannelState][]);
}

/** Always the same id for the same text. */
function derivedId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  return wireId(uuid);
}
