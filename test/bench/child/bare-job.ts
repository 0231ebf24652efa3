import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Got } from 'got';
import type { BareJob, Readings } from '../protocol';
import { measure } from './meter';
import { termsOf } from './providers';

/** The least that a client with got can do: so many workers, each sending one message after the other. */
export async function runBareJob(job: BareJob, ready: () => Promise<void>): Promise<Readings> {
  const post = poster(await loadGot(job.userDir), job);
  await work(1, job.warmUp, post);
  await ready();
  let delivered = 0;
  const cost = await measure(async () => {
    delivered = await work(job.concurrency, job.messages, post);
  });
  return { delivered, failed: job.messages - delivered, ...cost };
}

/** The same got that the package under test uses, which is an ECMAScript module. */
async function loadGot(userDir: string): Promise<Got> {
  const file = createRequire(join(userDir, 'package.json')).resolve('got');
  return ((await import(pathToFileURL(file).href)) as { default: Got }).default;
}

function poster(got: Got, { baseUrl, conversations }: BareJob): (number: number) => Promise<boolean> {
  const agent = { http: new Agent({ keepAlive: true }) };
  const { authorization } = termsOf('sendseven');
  const headers = { authorization, 'content-type': 'application/json' };
  return async (number) => {
    const text = `${number} Your parcel is on its way and will be with you today between 14:00 and 16:00.`;
    const conversation_id = `conversation-${number % conversations}`;
    const { statusCode, body } = await got(`${baseUrl}/messages`, {
      method: 'POST',
      agent,
      headers,
      body: JSON.stringify({ conversation_id, text, message_type: 'text' }),
      retry: { limit: 0 },
      throwHttpErrors: false,
    });
    return statusCode === 201 && JSON.parse(body) !== null;
  };
}

/** Answers how many of `messages` were delivered. */
async function work(workers: number, messages: number, post: (number: number) => Promise<boolean>): Promise<number> {
  let next = 0;
  let delivered = 0;
  const worker = async () => {
    while (next < messages) if (await post(next++)) delivered++;
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return delivered;
}
