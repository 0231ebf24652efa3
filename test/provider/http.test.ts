import { gzipSync } from 'node:zlib';
import should from 'should';
import { createHttp } from '../../src/provider/http';
import { reply, startRawServer } from '../support/raw-server';
import { closing } from './support/closing';

describe('an answer over HTTP', () => {
  const use = closing();

  async function ask(answer: Parameters<typeof startRawServer>[0], request: { body?: string; path?: string } = {}) {
    const server = use(await startRawServer(answer));
    const http = use(createHttp());
    const { path = '/messages', ...rest } = request;
    const response = await http.send({
      method: rest.body === undefined ? 'GET' : 'POST',
      url: server.origin + path,
      headers: { Authorization: 'Bearer t', 'User-Agent': 'tests/1', Accept: 'application/json' },
      timeoutMs: 5000,
      ...rest,
    });
    return { server, response };
  }

  for (const status of [200, 201, 202, 204, 300, 304, 400, 401, 404, 407, 422, 429, 500, 502, 503, 599]) {
    it(`of status ${status} is a result, not an error`, async () => {
      const { response, server } = await ask(reply(status));
      response.status.should.equal(status);
      server.requests.length.should.equal(1);
    });
  }

  it('has its body as UTF-8 text and its headers by names in small letters', async () => {
    const { response } = await ask(reply(200, '{"text":"Grüße 👋"}', { 'X-Request-ID': 'Req-1' }));
    response.body.should.equal('{"text":"Grüße 👋"}');
    response.headers.should.containEql({ 'x-request-id': 'Req-1' });
  });

  it('may be empty', async () => {
    (await ask(reply(200))).response.body.should.equal('');
  });

  it('may come in chunks that split a letter', async () => {
    const letter = Buffer.from('ü');
    const { response } = await ask((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n');
      socket.write(letter.subarray(0, 1));
      setImmediate(() =>
        socket.write(Buffer.concat([Buffer.from('\r\n1\r\n'), letter.subarray(1), Buffer.from('\r\n0\r\n\r\n')])),
      );
    });
    response.body.should.equal('ü');
  });

  it('may come after an interim answer', async () => {
    const final = reply(201, 'made');
    const { response } = await ask((socket, request) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n');
      final(socket, request);
    });
    response.should.containEql({ status: 201, body: 'made' });
  });

  it('is not unpacked, so that a small one cannot become a large one', async () => {
    const { response } = await ask(reply(200, gzipSync(Buffer.alloc(900_000)), { 'Content-Encoding': 'gzip' }));
    response.body.length.should.be.below(2000);
  });

  it('may be just as large as is allowed', async () => {
    const { response } = await ask(reply(200, 'x'.repeat(1024 * 1024)));
    response.body.length.should.equal(1024 * 1024);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`that redirects (${status}) is a result, and nobody else is asked`, async () => {
      const other = use(await startRawServer(reply(200, 'stolen')));
      const { response } = await ask(reply(status, '', { Location: `${other.origin}/` }), { body: '{}' });
      response.should.containEql({ status, body: '' });
      should(response.headers.location).equal(`${other.origin}/`);
      other.sockets.length.should.equal(0);
    });
  }

  it('follows a request of exactly the bytes and headers that were given', async () => {
    const { server } = await ask(reply(200), { body: '{"text":"Grüße"}', path: '/api/v1/messages' });
    const [request] = server.requests;
    should(request?.line).equal('POST /api/v1/messages HTTP/1.1');
    should(request?.body.toString()).equal('{"text":"Grüße"}');
    should(request?.headers).deepEqual({
      authorization: 'Bearer t',
      'user-agent': 'tests/1',
      accept: 'application/json',
      'content-length': '18',
      host: `127.0.0.1:${server.port}`,
      connection: 'keep-alive',
    });
  });

  it('follows a GET without a body', async () => {
    const { server } = await ask(reply(200));
    const [request] = server.requests;
    should(request?.line).equal('GET /messages HTTP/1.1');
    should(request?.headers).not.have.properties('content-length', 'content-type', 'transfer-encoding');
    should(request?.headers).not.have.property('accept-encoding');
  });

  for (const [method, body] of [
    ['PATCH', '{"a":1}'],
    ['PATCH', undefined],
    ['POST', undefined],
    ['DELETE', undefined],
  ] as const) {
    it(`follows a ${method} ${body ? 'with' : 'without'} a body`, async () => {
      const server = use(await startRawServer(reply(204)));
      const request = { method, url: `${server.origin}/w1`, headers: {}, timeoutMs: 5000, ...(body && { body }) };
      const response = await use(createHttp()).send(request);
      response.should.containEql({ status: 204, body: '' });
      should(server.requests[0]?.line).equal(`${method} /w1 HTTP/1.1`);
      should(server.requests[0]?.body.toString()).equal(body ?? '');
      should(server.requests[0]?.headers).not.have.property('transfer-encoding');
    });
  }
});
