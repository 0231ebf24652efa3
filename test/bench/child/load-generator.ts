import { connect } from 'node:net';
import { eventBody, signedHeaders } from '../../support/signed-event';
import type { Load, LoadCount } from '../protocol';
import { HOOK_PATH } from './receive-flows';

/**
 * Delivers events in a process of its own, as lean as possible, so that the receiving end is the limit: every request is
 * signed and written out beforehand, and each connection sends the next one when the last one was answered.
 */
process.on('message', async (load: Load) => {
  process.send?.(await deliver(load));
});
process.on('disconnect', () => process.exit());
process.send?.('started');

async function deliver({ port, first, count, connections }: Load): Promise<LoadCount> {
  const requests = Array.from({ length: count }, (_, index) => requestOf(first + index));
  const next = () => requests.pop();
  const taken = await Promise.all(Array.from({ length: connections }, () => sendOn(port, next)));
  const sum = taken.reduce((total, number) => total + number, 0);
  return { taken: sum, refused: count - sum };
}

/** A request as bytes. */
function requestOf(number: number): Buffer {
  const text = `${number} Can you tell me where my parcel is? The number on the receipt is 4711-0815.`;
  const body = JSON.stringify(eventBody({ id: `evt_${number}`, message: { id: `message-${number}`, text } }));
  const headers = { Host: '127.0.0.1', 'Content-Length': Buffer.byteLength(body), ...signedHeaders(body) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${HOOK_PATH} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** Sends on one connection until there is nothing more. Answers how many got a 200. */
function sendOn(port: number, next: () => Buffer | undefined): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1').setNoDelay();
    let taken = 0;
    let answer = '';
    const send = () => {
      const request = next();
      if (request) socket.write(request);
      else socket.end();
    };
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
      if (!isWhole(answer)) return;
      if (answer.startsWith('HTTP/1.1 200 ')) taken++;
      answer = '';
      send();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(taken));
    send();
  });
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1] ?? 0;
  return end >= 0 && answer.length >= end + 4 + Number(length);
}
