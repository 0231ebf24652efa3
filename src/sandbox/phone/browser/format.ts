const channelNames: Readonly<Record<string, string>> = {
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  messenger: 'Messenger',
  instagram: 'Instagram',
  sms: 'SMS',
  viber: 'Viber',
  live_chat: 'Live chat',
  browser_push: 'Push',
  email: 'E-mail',
  rcs: 'RCS',
  mms: 'MMS',
  line: 'LINE',
  wechat: 'WeChat',
  kakaotalk: 'KakaoTalk',
  kakaotalkchat: 'KakaoTalk chat',
  applebc: 'Apple Messages',
};

export function channelName(channel: string): string {
  return channelNames[channel] ?? channel;
}

/** The first letters of the first and the last word: "Ada Lovelace" is AL. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const first = words[0]?.match(/[\p{L}\p{N}]/u)?.[0] ?? '#';
  const last = words.length > 1 ? (words.at(-1)?.match(/[\p{L}\p{N}]/u)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}

/** One of six colours, always the same for the same name. */
export function colourOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % 6;
}

export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** "Today", "Yesterday", or the date. */
export function dayName(at: number, now: number): string {
  const day = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const daysAgo = Math.round((day(now) - day(at)) / 86_400_000);
  if (daysAgo === 0) return 'Today';
  if (daysAgo === 1) return 'Yesterday';
  return new Date(at).toLocaleDateString([], { day: 'numeric', month: 'long', year: 'numeric' });
}

/** For the list: the time today, otherwise the day. */
export function shortTime(at: number, now: number): string {
  const day = dayName(at, now);
  return day === 'Today' ? timeOfDay(at) : day;
}
