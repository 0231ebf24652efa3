import should from 'should';
import { SeenEvents } from '../../src/webhook/seen-events';
import { closing } from '../provider/support/closing';
import { aPolicy, aReceived, SECRET, signedHeaders, TIME } from '../provider/support/sendseven-events';
import { EndpointServer, PATH, settled } from './support/endpoint-server';

const body = JSON.stringify(aReceived());

describe('an endpoint', () => {
  const opened = closing();
  let server: EndpointServer;
  beforeEach(async () => {
    server = opened(await EndpointServer.start({ holdLimit: 3 }));
  });

  it('takes what is signed, once, and says no more than that', async () => {
    const reply = await server.post(body);
    should(reply.status).equal(200);
    should(reply.text).equal('{"ok":true}');
    should(reply.headers.get('content-type')).equal('application/json');
    await settled();
    server.ids.should.eql(['evt-1']);
    should(server.events[0]?.text).equal('Grüße 👋');
  });

  it('gives the bytes as they came along with the event', async () => {
    const raws: Buffer[] = [];
    server.open('a1', { onEvent: (_event, raw) => raws.push(raw) });
    await server.post(body);
    await settled();
    raws.map(String).should.eql([body]);
  });

  it('judges nothing before the secret of an earlier life is known', async () => {
    const secrets: string[] = [];
    const ready = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      secrets.push(SECRET);
    };
    server.open('a1', { ready, policy: () => aPolicy({ secrets: [...secrets] }) });
    should((await server.post(body)).status).equal(200);
  });

  it('answers a repetition in the same way, and drops it', async () => {
    await server.post(body);
    const again = await server.post(body, signedHeaders(body, TIME + 60));
    should([again.status, again.text]).eql([200, '{"ok":true}']);
    await settled();
    server.ids.should.eql(['evt-1']);
    should(server.endpoints.stats('a1')).containEql({ received: 1, duplicates: 1, refused: 0 });
  });

  it('takes one of many deliveries that come at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => server.post(body)));
    replies.map(({ status }) => status).should.matchEach(200);
    await settled();
    server.ids.should.eql(['evt-1']);
  });

  it("knows each account's events apart", async () => {
    server.open('a2');
    should([await server.tell('x'), await server.tell('x', '/conversations/a2')]).eql([200, 200]);
    await settled();
    server.ids.should.eql(['x', 'x']);
  });

  it('answers before the flow runs', async () => {
    let answered = false;
    let answeredFirst: boolean | undefined;
    server.intercept = (request) => {
      const { socket } = request;
      const write = socket.write.bind(socket) as (...parts: unknown[]) => boolean;
      socket.write = (...parts: unknown[]) => {
        answered = true;
        return write(...parts);
      };
    };
    server.open('a1', {
      onEvent: () => {
        answeredFirst = answered;
      },
    });
    await server.tell('1');
    await settled();
    should(answeredFirst).be.true();
  });

  it('is not harmed by a flow that throws', async () => {
    let calls = 0;
    server.open('a1', {
      onEvent: () => {
        calls += 1;
        throw new Error('flow');
      },
    });
    should([await server.tell('1'), await server.tell('2')]).eql([200, 200]);
    await settled();
    should(calls).equal(2);
    server.defects.map(String).should.eql(['Error: flow', 'Error: flow']);
  });

  it('answers 503 where its receiver fails, and goes on', async () => {
    let fails = true;
    const receive = () => {
      if (fails) throw new Error('receiver');
      return { kind: 'refused', status: 401, why: 'unsigned' } as const;
    };
    server.open('a1', { receive });
    should(await server.tell('1')).equal(503);
    fails = false;
    should(await server.tell('1')).equal(401);
    server.defects.map(String).should.eql(['Error: receiver']);
    should(server.endpoints.stats('a1')?.refused).equal(2);
  });

  it('asks for its policy anew with every request, because secrets change', async () => {
    let secret = 'old';
    server.open('a1', { policy: () => ({ secrets: [secret], acceptUnsigned: false, expectsChallenge: () => false }) });
    should(await server.tell('1')).equal(401);
    secret = SECRET;
    should(await server.tell('1')).equal(200);
  });

  it('repeats the word of a challenge that is expected', async () => {
    const challenge = { type: 'sendseven_verification', challenge: 'abc123', webhook_id: 'wh-1' };
    should((await server.post(JSON.stringify(challenge), {})).status).equal(401);
    server.open('a1', {}, { expectsChallenge: (id) => id === 'wh-1' });
    const reply = await server.post(JSON.stringify(challenge), {});
    should([reply.status, reply.text]).eql([200, '{"challenge":"abc123"}']);
    should(reply.headers.get('content-type')).equal('application/json');
    should(server.endpoints.stats('a1')).containEql({ received: 0, lastChallengeAt: TIME * 1000 });
    await settled();
    server.ids.should.eql([]);
  });

  it('counts what came, and tells why the last was refused', async () => {
    should(server.endpoints.stats('a1')).eql({ received: 0, duplicates: 0, refused: 0 });
    await server.tell('1');
    await server.clock.advance(1_000);
    await server.tell('1');
    await server.post(body, {});
    await server.clock.advance(1_000);
    await server.post(body, signedHeaders(body, 1));
    should(server.endpoints.stats('a1')).eql({
      received: 1,
      duplicates: 1,
      refused: 2,
      lastEventAt: TIME * 1000,
      lastRefusal: { why: 'stale', at: TIME * 1000 + 2_000 },
    });
    should(server.endpoints.stats('a2')).be.undefined();
  });

  it('answers to its exact path, with or without a slash at the end', async () => {
    should(server.endpoints.has(PATH)).be.true();
    should(server.endpoints.has(`${PATH}/`)).be.true();
    should(await server.tell('1', `${PATH}/`)).equal(200);
    for (const path of ['/', '/conversations', `${PATH}/x`, `${PATH}//`, `${PATH}x`, '/Conversations/a1', `/${PATH}`]) {
      should(await server.tell('2', path)).equal(404);
      should(server.endpoints.has(path)).be.false();
    }
  });

  it('answers 404 to everything but POST, without counting it', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const reply = await fetch(`http://127.0.0.1:${server.port}${PATH}`, { method });
      should([reply.status, await reply.text()]).eql([404, '']);
    }
    should(server.endpoints.stats('a1')?.refused).equal(0);
  });

  it('judges nothing before it knows what it knew in an earlier life', async () => {
    const seen = new SeenEvents();
    let known = () => {};
    const memory = {
      ready: () => new Promise<void>((resolve) => (known = resolve)),
      has: seen.has.bind(seen),
      add: seen.add.bind(seen),
    };
    const slow = opened(await EndpointServer.start({ seen: memory }));
    const arrived = new Promise<void>((resolve) => (slow.intercept = (request) => request.on('end', resolve)));
    const telling = slow.tell('1');
    await arrived;
    await settled();
    should(seen.size).equal(0);
    known();
    should(await telling).equal(200);
  });
});

describe('the endpoint of an account that comes and goes', () => {
  const opened = closing();
  let server: EndpointServer;
  beforeEach(async () => {
    server = opened(await EndpointServer.start({ holdLimit: 3 }));
  });

  it('answers 404 when it is removed, and drops what waited', async () => {
    server.endpoints.hold();
    await server.tell('1');
    server.endpoints.remove('a1');
    should(await server.tell('2')).equal(404);
    should(server.endpoints.stats('a1')).be.undefined();
    server.open('a1');
    server.endpoints.release();
    await settled();
    server.ids.should.eql([]);
    should(await server.tell('3')).equal(200);
  });

  it('lets nothing out any more once it is removed', async () => {
    server.open('a1', {
      onEvent: (event) => {
        server.events.push(event);
        server.endpoints.remove('a1');
      },
    });
    server.endpoints.hold();
    await server.tell('1');
    await server.tell('2');
    server.endpoints.release();
    await settled();
    server.ids.should.eql(['1']);
  });

  it('lets nothing in that was still arriving when it was removed', async () => {
    server.intercept = (request) => request.on('end', () => server.endpoints.remove('a1'));
    should(await server.tell('1')).equal(404);
    await settled();
    server.ids.should.eql([]);
  });

  it('goes on to verify and to answer while the account restarts, and then brings what came, in order', async () => {
    server.endpoints.suspend('a1');
    should([await server.tell('1'), await server.tell('2'), await server.tell('1')]).eql([200, 200, 200]);
    should((await server.post(body, {})).status).equal(401);
    await settled();
    server.ids.should.eql([]);
    server.open('a1');
    await settled();
    server.ids.should.eql(['1', '2']);
  });

  it('brings to the new account what came to the old one', async () => {
    const late: string[] = [];
    server.endpoints.suspend('a1');
    await server.tell('1');
    server.open('a1', { onEvent: ({ id }) => late.push(id) });
    await settled();
    late.should.eql(['1']);
    server.ids.should.eql([]);
  });

  it("keeps events while flows are replaced, each account's in order", async () => {
    server.open('a2');
    server.endpoints.hold();
    for (const id of ['1', '2']) await server.tell(id);
    await server.tell('x', '/conversations/a2');
    server.endpoints.suspend('a1');
    server.open('a1');
    await settled();
    server.ids.should.eql([]);
    server.endpoints.release();
    should(await server.tell('3')).equal(200);
    await settled();
    server.ids.filter((id) => id !== 'x').should.eql(['1', '2', '3']);
    server.ids.should.containEql('x');
  });

  it('holds back also what was taken and had not gone out yet', async () => {
    server.open('a1', {
      onEvent: (event) => {
        server.events.push(event);
        server.endpoints.hold();
      },
    });
    server.endpoints.hold();
    await server.tell('1');
    await server.tell('2');
    server.endpoints.release();
    await settled();
    server.ids.should.eql(['1']);
    server.endpoints.release();
    await settled();
    server.ids.should.eql(['1', '2']);
  });

  it('answers 503 when too many wait, and takes them when they are sent again', async () => {
    server.endpoints.hold();
    for (const id of ['1', '2', '3']) should(await server.tell(id)).equal(200);
    should(await server.tell('4')).equal(503);
    should(server.endpoints.stats('a1')?.lastRefusal?.why).equal('full');
    server.endpoints.release();
    await settled();
    should(await server.tell('4')).equal(200);
    await settled();
    server.ids.should.eql(['1', '2', '3', '4']);
  });

  it('does not shut out other accounts when too many of one wait', async () => {
    server.open('a2');
    server.endpoints.hold();
    for (const id of ['1', '2', '3', '4']) await server.tell(id);
    should(await server.tell('1', '/conversations/a2')).equal(200);
  });

  it('takes and holds what comes while Node-RED starts, and asks for patience where it knows nothing yet', async () => {
    const starting = opened(await EndpointServer.start({ starting: true }));
    should(await starting.tell('1')).equal(200);
    should(await starting.tell('1', '/conversations/a2')).equal(503);
    starting.open('a2');
    should(await starting.tell('2', '/conversations/a2')).equal(200);
    await settled();
    starting.ids.should.eql([]);
    starting.endpoints.release();
    should(await starting.tell('3', '/conversations/a3')).equal(404);
    await settled();
    starting.ids.should.eql(['1', '2']);
  });

  it('takes nothing after the stop, remembers nothing, and begins anew with the flows', async () => {
    await server.tell('1');
    await settled();
    server.endpoints.stop();
    for (const path of [PATH, '/unknown']) should(await server.tell('2', path)).equal(503);
    server.endpoints.release();
    should(await server.tell('2')).equal(200);
    await settled();
    server.ids.should.eql(['1', '2']);
  });

  it('lets nothing in that was still arriving at the stop', async () => {
    server.intercept = (request) => request.on('end', () => server.endpoints.stop());
    should(await server.tell('1')).equal(503);
    server.endpoints.release();
    server.intercept = () => {};
    should(await server.tell('1')).equal(200);
  });

  it('does not take over the path of another account', async () => {
    should(server.open('a2', { path: `${PATH}/` })).equal('path-taken');
    server.endpoints.suspend('a1');
    should(server.open('a2', { path: PATH })).equal('path-taken');
    should(server.endpoints.stats('a2')).be.undefined();
    server.endpoints.remove('a1');
    should(server.open('a2', { path: PATH })).equal('open');
    should(await server.tell('1')).equal(200);
  });

  it('gives a path that has become free to the account that has waited longest for it', async () => {
    server.open('a2', { path: PATH }, { secrets: ['f'.repeat(64)] });
    server.open('a3', { path: PATH });
    // Whoever comes back to its own path has never left it.
    should(server.open('a1')).equal('open');
    should([server.endpoints.isRefused('a2'), server.endpoints.isRefused('a3')]).eql([true, true]);
    server.endpoints.remove('a1');
    should([server.endpoints.isRefused('a2'), server.endpoints.isRefused('a3')]).eql([false, true]);
    should(await server.tell('1')).equal(401);
    server.endpoints.remove('a2');
    should(await server.tell('1')).equal(200);
  });

  it('lets two accounts move on one after the other, and change places', async () => {
    server.open('a2', { path: '/b' });
    server.open('a1', { path: '/b' });
    server.open('a2', { path: '/c' });
    should([server.endpoints.isRefused('a1'), server.endpoints.isRefused('a2')]).eql([false, false]);
    should([await server.tell('1', '/b'), await server.tell('1', '/c')]).eql([200, 200]);
    server.open('a1', { path: '/c' });
    server.open('a2', { path: '/b' });
    should([server.endpoints.isRefused('a1'), server.endpoints.isRefused('a2')]).eql([false, false]);
    should([await server.tell('2', '/b'), await server.tell('2', '/c')]).eql([200, 200]);
  });

  it('does not open an account by terms that it has given up', async () => {
    server.open('a2', { path: PATH });
    server.endpoints.suspend('a2');
    server.endpoints.remove('a1');
    should(await server.tell('1')).equal(404);
  });

  it('leaves its old path when it moves, and takes what waits along', async () => {
    server.endpoints.suspend('a1');
    await server.tell('1');
    should(server.open('a1', { path: '/elsewhere' })).equal('open');
    should(await server.tell('2')).equal(404);
    should(await server.tell('1', '/elsewhere')).equal(200);
    should(await server.tell('3', '/elsewhere')).equal(200);
    await settled();
    server.ids.should.eql(['1', '3']);
  });

  for (const pause of ['suspend', 'hold'] as const) {
    it(`keeps what waits when it cannot move, until it can (${pause})`, async () => {
      server.open('a2');
      if (pause === 'hold') server.endpoints.hold();
      else server.endpoints.suspend('a1');
      await server.tell('1');
      should(server.open('a1', { path: '/conversations/a2' })).equal('path-taken');
      server.endpoints.release();
      should(await server.tell('2')).equal(404);
      await settled();
      server.ids.should.eql([]);
      should(server.open('a1')).equal('open');
      await settled();
      server.ids.should.eql(['1']);
    });
  }
});
