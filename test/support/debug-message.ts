import type { CommsRecord, TapRecord } from './tape';

/** What a debug node showed in the sidebar. `msg` is decoded when it was an object. */
export interface DebugMessage {
  readonly id: string;
  readonly name?: string;
  readonly msg: unknown;
}

/** What the debug nodes among the records showed, in order. */
export function debugMessages(records: readonly TapRecord[]): DebugMessage[] {
  return records.filter(isDebug).map(decodeDebug);
}

function isDebug(record: TapRecord): record is CommsRecord {
  // Warnings and errors of the log come on the same topic, with a level.
  return record.kind === 'comms' && record.topic === 'debug' && !('level' in (record.data as object));
}

function decodeDebug(record: CommsRecord): DebugMessage {
  const data = record.data as { id: string; name?: string; msg: unknown; format: string };
  const isJson = /^(Object|array|error|boolean)/i.test(data.format) && typeof data.msg === 'string';
  return { ...data, msg: isJson ? JSON.parse(data.msg as string) : data.msg };
}
