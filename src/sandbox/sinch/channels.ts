import type { ChannelType } from '../core/types';

/** Sinch's channels (`ConversationChannel` of its OpenAPI document), and what the world calls them. */
const types = {
  SMS: 'sms',
  RCS: 'rcs',
  WHATSAPP: 'whatsapp',
  MMS: 'mms',
  KAKAOTALK: 'kakaotalk',
  KAKAOTALKCHAT: 'kakaotalkchat',
  VIBERBM: 'viber',
  LINE: 'line',
  INSTAGRAM: 'instagram',
  MESSENGER: 'messenger',
  WECHAT: 'wechat',
  TELEGRAM: 'telegram',
  APPLEBC: 'applebc',
} as const satisfies Readonly<Record<string, ChannelType>>;

export type SinchChannel = keyof typeof types;

export const sinchChannels = Object.keys(types) as readonly SinchChannel[];

const names = Object.fromEntries(Object.entries(types).map(([name, type]) => [type, name]));

export const typeOf = (channel: SinchChannel): ChannelType => types[channel];

/** Sinch's name of a platform; undefined for those that it does not serve. */
export const sinchChannelOf = (type: ChannelType): SinchChannel | undefined => names[type] as SinchChannel | undefined;

/** Channels whose identities are phone numbers. */
const byPhone: ReadonlySet<SinchChannel> = new Set(['SMS', 'MMS', 'RCS', 'WHATSAPP', 'VIBERBM']);

export const usesPhone = (channel: SinchChannel): boolean => byPhone.has(channel);

/** Channels on which a person has another identity for each app. */
const scoped: ReadonlySet<SinchChannel> = new Set(['MESSENGER', 'INSTAGRAM', 'LINE', 'WECHAT']);

/** Where somebody is reached, as a request says it. */
export interface Identity {
  readonly channel: SinchChannel;
  readonly identity: string;
}

/** An identity as answers and callbacks write it: phone numbers without their plus sign. */
export function identityOnWire({ channel, identity }: Identity, appId: string): Record<string, unknown> {
  const written = usesPhone(channel) ? identity.replace(/^\+/, '') : identity;
  return { channel, identity: written, app_id: scoped.has(channel) ? appId : '' };
}
