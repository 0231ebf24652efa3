import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import should from 'should';
import { MAX_BODY_BYTES } from '../../src/webhook/body-headers';
import { closing } from '../provider/support/closing';
import { aReceived, SECRET, signedHeaders, TIME } from '../provider/support/sendseven-events';
import { EndpointServer, head, PATH, settled } from './support/endpoint-server';

const body = JSON.stringify(aReceived());

/** An event of exactly so many bytes. */
function eventOf(bytes: number, id: string): string {
  const empty = JSON.stringify({ id, type: 'x', data: '' }).length;
  return JSON.stringify({ id, type: 'x', data: 'y'.repeat(bytes - empty) });
}

describe('a hostile request', () => {
  let server: EndpointServer;
  afterEach('none of them gets in, and the next honest one does', async () => {
    await settled();
    server.ids.should.eql([]);
    should(await server.tell('honest')).equal(200);
    await settled();
    server.ids.should.eql(['honest']);
    server.defects.should.eql([]);
    should(server.clock.pending).equal(0);
  });
  const opened = closing();
  beforeEach(async () => {
    server = opened(await EndpointServer.start());
  });

  const why = () => server.endpoints.stats('a1')?.lastRefusal?.why;

  for (const [title, headers, reason] of [
    ['unsigned', {}, 'unsigned'],
    ['forged', signedHeaders(body, TIME, 'guess'), 'bad-signature'],
    ['signed for another body', signedHeaders(`${body} `), 'bad-signature'],
    ['stale', signedHeaders(body, TIME - 301), 'stale'],
    ['from the future', signedHeaders(body, TIME + 301), 'stale'],
  ] as const) {
    it(`that is ${title} learns 401 and nothing else`, async () => {
      const reply = await server.post(body, headers);
      should([reply.status, reply.text]).eql([401, '']);
      should(why()).equal(reason);
    });
  }

  it('that repeats a captured one is dropped', async () => {
    const captured = JSON.stringify(aReceived({}, 'captured'));
    const headers = signedHeaders(captured);
    await server.post(captured, headers);
    await settled();
    server.events.length = 0;
    for (let i = 0; i < 3; i++) should((await server.post(captured, headers)).status).equal(200);
    await server.clock.advance(301_000);
    should((await server.post(captured, headers)).status).equal(401);
  });

  for (const [title, content] of [
    ['no JSON', 'Hello'],
    ['half an object', body.slice(0, -1)],
    ['nothing', ''],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['nested without end', '['.repeat(500_000)],
    ['nested too deep', `{"id":"1","type":"x","data":${'{"a":'.repeat(64)}1${'}'.repeat(65)}`],
    ['a list', '[1]'],
  ] as const) {
    it(`that is signed and says ${title} is answered 400`, async () => {
      const reply = await server.post(content);
      should([reply.status, reply.text]).eql([400, '']);
    });
  }

  it('that would change the prototype of all objects changes nothing', async () => {
    const keys = '"__proto__":{"bad":1},"constructor":{"prototype":{"bad":1}}';
    const seen: unknown[] = [];
    server.open('a1', { onEvent: (event) => seen.push(Object.assign({}, event.body, event.message)) });
    await server.post(`{"id":"p","type":"x",${keys},"data":{${keys},"message":{${keys},"id":"m"}}}`);
    await settled();
    server.open('a1');
    should(seen).eql([{ id: 'm', type: 'x', data: { message: { id: 'm' } } }]);
    should(({} as Record<string, unknown>).bad).be.undefined();
  });

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
    'application/json; charset=utf-16',
    'application/json; charset=latin1; charset=utf-8',
  ]) {
    it(`of the type ${type} is answered 415`, async () => {
      const reply = await server.post(body, { ...signedHeaders(body), 'Content-Type': type });
      should([reply.status, reply.text, why()]).eql([415, '', 'wrong-type']);
    });
  }

  for (const encoding of ['gzip', 'br', 'identity, gzip', 'x']) {
    it(`that is encoded as ${encoding} is answered 415, and nothing is unpacked`, async () => {
      const packed = gzipSync(body);
      const reply = await server.post(packed, { ...signedHeaders(packed), 'Content-Encoding': encoding });
      should([reply.status, reply.text, why()]).eql([415, '', 'encoded']);
    });
  }

  it('that announces more than 1 MB is answered 413 before it sends any of it', async () => {
    const heard = await server.write(head(body, { 'Content-Length': MAX_BODY_BYTES + 1 }));
    heard.should
      .match(/^HTTP\/1\.1 413 /)
      .and.match(/\r\nConnection: close\r\n/i)
      .and.match(/\r\n\r\n$/);
    should(why()).equal('too-large');
  });

  it('in pieces that never end is answered 413 when it is too long', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const heard = await server.write(
      head(body, { 'Content-Length': '', 'Transfer-Encoding': 'chunked' }),
      chunk.repeat(17),
    );
    heard.should.match(/^HTTP\/1\.1 413 /);
    should(why()).equal('too-large');
  });

  it('that is cut off is forgotten', async () => {
    const socket = connect(server.port, '127.0.0.1');
    const heard = new Promise((resolve) => {
      server.intercept = (request) => {
        request.once('data', () => socket.destroy());
        request.once('close', resolve);
      };
    });
    socket.write(head(body) + body.slice(0, 20));
    await heard;
    await settled();
    server.intercept = () => {};
    should(why()).equal('aborted');
  });

  it('that is slower than 10 seconds is answered 400 and hung up on', async () => {
    const arrived = new Promise<void>((resolve) => {
      server.intercept = (request) => request.once('data', resolve);
    });
    const writing = server.write(head(body), body.slice(0, 20));
    await arrived;
    server.intercept = () => {};
    await server.clock.advance(9_999);
    should(why()).be.undefined();
    await server.clock.advance(1);
    (await writing).should.match(/^HTTP\/1\.1 400 [\s\S]*\r\nConnection: close\r\n/i);
    should(why()).equal('too-slow');
  });

  it('that comes on many connections, slowly, does not fill the memory nor shut out the others', async () => {
    const sockets: Socket[] = [];
    const part = 'x'.repeat(MAX_BODY_BYTES - 1_000);
    for (let i = 0; i < 40; i++) {
      const socket = connect(server.port, '127.0.0.1')
        .on('error', () => {})
        .resume();
      sockets.push(socket);
      socket.write(head(body, { 'Content-Length': MAX_BODY_BYTES }) + part);
    }
    const closed = sockets.slice(0, 8).map((socket) => once(socket, 'close'));
    await Promise.race(closed);
    should(why()).equal('crowded');
    should(await server.tell('among them')).equal(200);
    await settled();
    server.ids.should.eql(['among them']);
    server.events.length = 0;
    for (const socket of sockets) socket.destroy();
    while ((await server.connections()) > 1) await settled();
  });

  it('behind an honest one on the same connection is judged alone', async () => {
    const first = JSON.stringify({ id: 'first', type: 'x' });
    const last = JSON.stringify({ id: 'last', type: 'x' });
    const heard = await server.write(
      head(first) + first,
      head(body, signedHeaders(body, TIME, 'guess')) + body,
      head(last, { Connection: 'close' }) + last,
    );
    should(heard.match(/HTTP\/1\.1 \d+/g)).eql(['HTTP/1.1 200', 'HTTP/1.1 401', 'HTTP/1.1 200']);
    await settled();
    server.ids.should.eql(['first', 'last']);
    server.events.length = 0;
  });

  it('whose body was taken by a parser of another package is kept for later, and named', async () => {
    server.intercept = (request) => Object.assign(request, { _body: true });
    should((await server.post(body)).status).equal(503);
    should(why()).equal('already-read');
    server.intercept = (request) => request.toArray();
    should((await server.post(body)).status).equal(503);
    server.intercept = () => {};
  });

  it('is one of ten thousand, and all are turned away', async function () {
    this.timeout(60_000);
    const request = head(body, signedHeaders(body, TIME, 'guess')) + body;
    const bulk = (count: number) =>
      server.write(request.repeat(count - 1) + head(body, { ...signedHeaders(body, 1), Connection: 'close' }) + body);
    const heard = await Promise.all(Array.from({ length: 20 }, () => bulk(500)));
    const statuses = heard.join('').match(/HTTP\/1\.1 \d+/g) ?? [];
    should(statuses.length).equal(10_000);
    should(new Set(statuses)).eql(new Set(['HTTP/1.1 401']));
    should(server.endpoints.stats('a1')?.refused).equal(10_000);
  });

  it('is whatever bytes one likes, and never lets anything in or anybody down', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, framed) => {
        const content = Buffer.from(bytes);
        const request = framed
          ? [head(content, { ...signedHeaders(content, TIME, 'guess'), Connection: 'close' })]
          : [];
        await server.writeAll(...request, content, '\r\n\r\n');
        should(server.endpoints.stats('a1')?.received).equal(0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an honest request', () => {
  const opened = closing();
  let server: EndpointServer;
  beforeEach(async () => {
    server = opened(await EndpointServer.start());
  });

  it('may have exactly 1 MB, and not one byte more', async () => {
    should((await server.post(eventOf(MAX_BODY_BYTES, 'large'))).status).equal(200);
    const larger = eventOf(MAX_BODY_BYTES + 1, 'larger');
    (await server.write(head(larger))).should.match(/^HTTP\/1\.1 413 /);
    await settled();
    server.ids.should.eql(['large']);
  });

  for (const type of [
    '',
    'application/json',
    'APPLICATION/JSON;charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/cloudevents+json; v=1',
  ]) {
    it(`may be of the type "${type}"`, async () => {
      const heard = await server.write(head(body, { 'Content-Type': type, Connection: 'close' }), body);
      heard.should.match(/^HTTP\/1\.1 200 /);
    });
  }

  it('may write its headers in any case, and come in pieces', async () => {
    const written = head(body, { 'Content-Length': '', 'Transfer-Encoding': 'chunked', Connection: 'close' });
    const shouted = written.replace(/^[\w-]+:/gm, (name) => name.toUpperCase());
    const pieces =
      body.match(/.{1,50}/gs)?.map((text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`) ?? [];
    (await server.write(shouted, ...pieces, '0\r\n\r\n')).should.match(/^HTTP\/1\.1 200 /);
    await settled();
    should(server.events[0]?.text).equal('Grüße 👋');
  });

  it('comes out once and unchanged, whatever it says and however often it is sent', async () => {
    const value = fc.record({ id: fc.uuid(), type: fc.constant('x'), data: fc.jsonValue() });
    await fc.assert(
      fc.asyncProperty(value, fc.nat(4), fc.integer({ min: 1, max: 3 }), async (event, indent, times) => {
        fc.pre(!JSON.stringify(event).includes('__proto__'));
        server.events.length = 0;
        const text = JSON.stringify(event, null, indent);
        for (let i = 0; i < times; i++) should((await server.post(text)).status).equal(200);
        await settled();
        should(server.events.map((taken) => taken.body)).eql([JSON.parse(text)]);
      }),
      { numRuns: 100 },
    );
  });

  it('is one of ten thousand, and each comes out once and in order', async function () {
    this.timeout(60_000);
    const requests = Array.from({ length: 10_000 }, (_, i) => {
      const text = JSON.stringify({ id: `${i}`, type: 'x' });
      return head(text, i === 9_999 ? { Connection: 'close' } : {}) + text;
    });
    const heard = await server.write(requests.join(''));
    should(heard.match(/HTTP\/1\.1 200/g)?.length).equal(10_000);
    while (server.events.length < 10_000) await settled();
    server.ids.should.eql(requests.map((_, i) => `${i}`));
  });

  it('is judged by the secret of the account, and of no other', async () => {
    server.open('a2', {}, { secrets: ['other'] });
    should((await server.post(body, signedHeaders(body, TIME, SECRET), '/conversations/a2')).status).equal(401);
    should((await server.post(body, signedHeaders(body, TIME, 'other'), PATH)).status).equal(401);
    should((await server.post(body, signedHeaders(body, TIME, 'other'), '/conversations/a2')).status).equal(200);
  });
});
