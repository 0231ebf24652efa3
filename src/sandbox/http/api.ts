import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Timers } from '../clock';
import { applyFault } from '../faults/apply-fault';
import type { Faults } from '../faults/faults';
import { type Reply, send } from './exchange';
import type { Face, Operation } from './face';
import { readBody } from './read-body';
import type { Recorder } from './recorder';

export interface ApiParts {
  readonly faults: Faults;
  readonly recorder: Recorder;
  readonly timers: Timers;
}

const nothing = Buffer.alloc(0);

/** Serves one request to a provider's API: reads, records, lets things go wrong, answers. */
export async function serveApi(
  face: Face,
  {
    request,
    response,
    path,
    query,
  }: { request: IncomingMessage; response: ServerResponse; path: string; query: string },
  { faults, recorder, timers }: ApiParts,
): Promise<void> {
  const rawBody = await readBody(request);
  if (rawBody === 'aborted') return;
  const bytes = rawBody === 'too-large' ? nothing : rawBody;
  const record = recorder.record(request, path, query, bytes, timers.now());
  const reply: Reply = { response, record };
  if (rawBody === 'too-large') return send(reply, face.tooLarge);

  const { method, headers } = record;
  const below = path.slice(face.prefix.length);
  const call = { method, path: below, query: new URLSearchParams(query), headers, rawBody, now: record.at };
  const opened = face.open(call);
  for (const [name, value] of Object.entries(opened.headers ?? {})) response.setHeader(name, value);
  if ('refusal' in opened) return send(reply, opened.refusal);

  const target = { method, path, ...opened.target };
  if (await meet('before', target)) return;
  const outcome = opened.perform();
  if (await meet('after', target)) return;
  await finish(outcome, reply, timers);

  /** Lets the armed faults of this moment happen. Answers whether one took the answer's place. */
  async function meet(when: 'before' | 'after', met: Parameters<Faults['draw']>[1]): Promise<boolean> {
    for (const action of faults.draw(when, met)) {
      if ((await applyFault(action, reply, timers)) === 'over') return true;
    }
    return false;
  }
}

async function finish(outcome: ReturnType<Operation['perform']>, reply: Reply, timers: Timers): Promise<void> {
  if ('fault' in outcome) {
    await applyFault(outcome.fault, reply, timers);
    return;
  }
  if ('later' in outcome) return send(reply, await outcome.later);
  if (outcome.delayMs !== undefined) await timers.wait(outcome.delayMs);
  send(reply, outcome.answer);
}
