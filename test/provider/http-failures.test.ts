import { getEventListeners, once } from 'node:events';
import type { Socket } from 'node:net';
import should from 'should';
import type { FailureCode } from '../../src/model/failure-codes';
import { createHttp, type HttpRequest, MAX_RESPONSE_BYTES } from '../../src/provider/http';
import { freePort } from '../support/free-port';
import { type Answer, reply, startRawServer } from '../support/raw-server';
import { closing } from './support/closing';
import { CANARY, failureOf } from './support/failure-of';

/** A request full of secrets; `failureOf` looks for them in whatever comes of it. */
const secretRequest = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: `${url}/${CANARY}`,
  headers: { Authorization: `Bearer ${CANARY}` },
  body: CANARY,
  timeoutMs: 5000,
  ...more,
});

const afterWriting =
  (text: string, then: (socket: Socket) => void): Answer =>
  (socket) =>
    void socket.write(text, () => setImmediate(then, socket));

describe('a lack of a whole answer', () => {
  const use = closing();

  async function failing(answer: Answer, more?: Partial<HttpRequest>) {
    const server = use(await startRawServer(answer));
    const failure = await failureOf(use(createHttp()).send(secretRequest(server.origin, more)));
    return { server, failure };
  }

  const cases: [title: string, answer: Answer, code: FailureCode, statusCode?: number][] = [
    ['a reset', (socket) => socket.resetAndDestroy(), 'ERR_CONNECTION_RESET'],
    ['a hang-up', (socket) => socket.end(), 'ERR_CONNECTION_RESET'],
    [
      'a reset after the status line',
      afterWriting('HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n', (socket) => socket.resetAndDestroy()),
      'ERR_RESPONSE_CUT',
      201,
    ],
    [
      'a body that is too short',
      (s) => s.end('HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{"id"'),
      'ERR_RESPONSE_CUT',
      201,
    ],
    [
      'a last chunk that never comes',
      (s) => s.end('HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"id"'),
      'ERR_RESPONSE_CUT',
      201,
    ],
    [
      'a chunk that is none',
      (s) => s.end('HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
      'ERR_RESPONSE_CUT',
      201,
    ],
    ['something that is not HTTP', (s) => s.end(`SSH-2.0-${CANARY}\r\n`), 'ERR_RESPONSE_CUT'],
  ];
  for (const [title, answer, code, statusCode] of cases) {
    it(`by ${title} is ${code}, and nobody knows what became of the request`, async () => {
      const { failure, server } = await failing(answer);
      failure.code.should.equal(code);
      failure.kind.should.equal('uncertain');
      should(failure.cause.statusCode).equal(statusCode);
      failure.cause.hint.should.not.equal('');
      server.requests.length.should.equal(1);
    });
  }

  it('in time is ERR_TIMEOUT', async () => {
    const { failure, server } = await failing(() => {}, { timeoutMs: 60 });
    failure.code.should.equal('ERR_TIMEOUT');
    failure.kind.should.equal('uncertain');
    server.requests.length.should.equal(1);
  });

  it('in time is ERR_TIMEOUT also when its beginning came', async () => {
    const { failure } = await failing((s) => s.write('HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{'), {
      timeoutMs: 60,
    });
    failure.code.should.equal('ERR_TIMEOUT');
    should(failure.cause.statusCode).equal(201);
  });

  it('because nobody listens is ERR_CONNECTION_REFUSED: nothing was sent', async () => {
    const failure = await failureOf(use(createHttp()).send(secretRequest(`http://127.0.0.1:${await freePort()}`)));
    failure.code.should.equal('ERR_CONNECTION_REFUSED');
    failure.kind.should.equal('unavailable');
    should(failure.cause.detail).equal('ECONNREFUSED');
  });

  it('because the host has no address is ERR_DNS: nothing was sent', async () => {
    const failure = await failureOf(use(createHttp()).send(secretRequest('http://nonexistent.invalid')));
    failure.code.should.equal('ERR_DNS');
    failure.kind.should.equal('unavailable');
  });

  it('because TLS is never agreed upon is ERR_CONNECT_TIMEOUT: nothing was sent', async () => {
    const silent = use(await startRawServer(() => {}));
    const request = secretRequest(`https://127.0.0.1:${silent.port}`, { timeoutMs: 80 });
    (await failureOf(use(createHttp()).send(request))).code.should.equal('ERR_CONNECT_TIMEOUT');
  });

  it('because every connection is taken is ERR_CONNECT_TIMEOUT: nothing was sent', async () => {
    const server = use(await startRawServer(() => {}));
    const http = use(createHttp({ maxSockets: 1 }));
    const hanging = failureOf(http.send(secretRequest(server.origin, { timeoutMs: 200 })));
    const waiting = await failureOf(http.send(secretRequest(server.origin, { timeoutMs: 60 })));
    waiting.code.should.equal('ERR_CONNECT_TIMEOUT');
    waiting.kind.should.equal('unavailable');
    (await hanging).code.should.equal('ERR_TIMEOUT');
    server.requests.length.should.equal(1);
  });

  it('because it is far too large is ERR_RESPONSE_TOO_LARGE, and the server cannot get rid of it', async () => {
    const size = 64 * MAX_RESPONSE_BYTES;
    let written = 0;
    const { failure } = await failing((socket) => {
      const piece = Buffer.alloc(64 * 1024, 'x');
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
      const pour = () => {
        while (written < size && socket.writable) {
          written += piece.length;
          if (!socket.write(piece)) return void socket.once('drain', pour);
        }
      };
      pour();
    });
    failure.code.should.equal('ERR_RESPONSE_TOO_LARGE');
    written.should.be.below(size / 2);
  });
});

describe('a request that is given up', () => {
  const use = closing();

  it('ends at once as ERR_CLOSED, and its connection with it', async () => {
    const giveUp = new AbortController();
    const server = use(await startRawServer(() => giveUp.abort(new Error(CANARY))));
    const failure = await failureOf(use(createHttp()).send(secretRequest(server.origin, { signal: giveUp.signal })));
    failure.code.should.equal('ERR_CLOSED');
    failure.kind.should.equal('cancelled');
    const [socket] = server.sockets as [Socket];
    if (!socket.closed) await once(socket, 'close');
  });

  it('before it began is never sent', async () => {
    const server = use(await startRawServer(reply(200)));
    const failure = await failureOf(
      use(createHttp()).send(secretRequest(server.origin, { signal: AbortSignal.abort() })),
    );
    failure.code.should.equal('ERR_CLOSED');
    server.requests.length.should.equal(0);
  });

  it('leaves one listener on a signal, however many requests share it', async () => {
    const server = use(await startRawServer(reply(200)));
    const http = use(createHttp());
    const { signal } = new AbortController();
    for (let i = 0; i < 3; i += 1) await http.send(secretRequest(server.origin, { signal }));
    getEventListeners(signal, 'abort').length.should.equal(1);
  });
});
