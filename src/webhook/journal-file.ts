import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A key that was seen, and when, in milliseconds since 1970. */
export type JournalEntry = readonly [key: string, time: number];

/** What a journal holds. */
export interface JournalContent {
  readonly entries: readonly JournalEntry[];
  /** Whether there is a file, all of whose lines are whole, so that a line can be added. */
  readonly appendable: boolean;
}

/** Only its owner may read it. */
const MODE = 0o600;

/** 13 digits last until the year 2286; a line that was cut has fewer. */
const LINE = /^([\w-]{22}) (\d{13})$/;

/** One line for each entry. */
export function formatJournal(entries: Iterable<JournalEntry>): string {
  let text = '';
  for (const [key, time] of entries) text += `${key} ${String(time).padStart(13, '0')}\n`;
  return text;
}

/** Reads what can be read: a process that was killed leaves half a line, a disk that failed anything. */
export function parseJournal(text: string): JournalContent {
  const lines = text.split('\n').filter((line) => line !== '');
  const matches = lines.map((line) => LINE.exec(line));
  const entries = matches.flatMap((match) => (match ? [[String(match[1]), Number(match[2])] as const] : []));
  return { entries, appendable: text.endsWith('\n') && entries.length === lines.length };
}

/** @throws the error of the file system; a file that is not there yet is empty */
export async function readJournal(file: string): Promise<JournalContent> {
  try {
    return parseJournal(await readFile(file, 'latin1'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { entries: [], appendable: false };
    throw error;
  }
}

/** @throws the error of the file system */
export async function appendJournal(file: string, entries: Iterable<JournalEntry>): Promise<void> {
  await appendFile(file, formatJournal(entries), { mode: MODE });
}

/**
 * Puts a new journal in place of the old one, at once: whoever is killed meanwhile leaves the one or the other.
 * @throws the error of the file system
 */
export async function replaceJournal(file: string, entries: Iterable<JournalEntry>): Promise<void> {
  const draft = `${file}.new`;
  await mkdir(dirname(file), { recursive: true });
  await rm(draft, { force: true });
  await writeFile(draft, formatJournal(entries), { mode: MODE, flag: 'wx', flush: true });
  await rename(draft, file);
}
