import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Timers } from '../clock';
import { type Reply, send, sendText } from '../http/exchange';
import type { FaultAction } from './fault';

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html; charset=utf-8' };

/** Does to the connection what the fault says. Answers whether the request goes on as if nothing were. */
export async function applyFault(action: FaultAction, reply: Reply, timers: Timers): Promise<'go on' | 'over'> {
  if (action.kind === 'delay') {
    await timers.wait(action.ms);
    return 'go on';
  }
  await replace(action, reply);
  return 'over';
}

async function replace(action: Exclude<FaultAction, { kind: 'delay' }>, reply: Reply): Promise<void> {
  switch (action.kind) {
    case 'status':
      if (typeof action.body === 'string') return sendText(reply, action.status, action.body, action.headers ?? {});
      return send(reply, action);
    case 'empty':
      return sendText(reply, action.status, '', {});
    case 'html':
      return sendText(reply, action.status, errorPage(action.status), html);
    case 'not-json':
      return sendText(reply, 200, '{"id": "5f0c', json);
    case 'redirect':
      return sendText(reply, 307, '', { location: action.location });
    case 'reset':
      reply.response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'cut':
      return cut(reply);
    case 'huge':
      return huge(reply, action.bytes);
  }
}

function errorPage(status: number): string {
  return `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center><hr><center>nginx</center></body>\r\n</html>\r\n`;
}

function cut({ response, record }: Reply): void {
  record.status = 200;
  response.writeHead(200, { ...json, 'content-length': '1000' });
  response.write('{"id":"', () => response.destroy());
}

async function huge({ response, record }: Reply, bytes: number): Promise<void> {
  record.status = 200;
  response.writeHead(200, json);
  response.write('{"id":"');
  const block = 'x'.repeat(64 * 1024);
  for (let sent = 0; sent < bytes && !response.destroyed; sent += block.length) {
    if (!response.write(block)) await drained(response);
  }
  response.end('"}');
}

/** Waits until the caller has taken what was written, or has gone. */
async function drained(response: ServerResponse): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).catch(() => {});
  settled.abort();
}
