import should from 'should';
import { Timers } from '../../../src/sandbox/clock';
import { seededRandom } from '../../../src/sandbox/faults/random';
import { type AttemptReport, Deliverer, type WebhookDelivery } from '../../../src/sandbox/webhooks/deliverer';
import { ManualClock } from '../../support/manual-clock';
import { reply, startRawServer } from '../../support/raw-server';
import { until } from '../until';
import { useListener } from './listener';

describe('the deliverer of webhooks', () => {
  const endpoint = useListener();
  let clock: ManualClock;
  let deliverer: Deliverer;
  let reports: AttemptReport[];

  beforeEach(() => {
    clock = new ManualClock();
    reports = [];
    deliverer = new Deliverer(new Timers(clock), seededRandom(1), 50);
  });
  afterEach(() => deliverer.close());

  const delivery = (name: string, extras: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
    url: endpoint.current.url,
    request: (attempt, flaws) => ({
      headers: { 'X-Name': name },
      body: Buffer.from(JSON.stringify({ attempt, ...flaws })),
    }),
    timeoutMs: 5_000,
    retryDelaysMs: [1_000, 2_000],
    retriesOn: (status) => status === undefined || status >= 500,
    onAttempt: (report) => reports.push(report),
    ...extras,
  });
  const names = () => endpoint.current.deliveries.map(({ headers }) => headers['x-name']);
  const send = (count: number) => {
    for (let index = 0; index < count; index += 1) deliverer.send(delivery(String(index)));
  };

  it('starts in order, and tells what came of it', async () => {
    const started: number[] = [];
    for (let index = 0; index < 40; index += 1) {
      const request = () => {
        started.push(index);
        return { headers: {}, body: Buffer.from('{}') };
      };
      deliverer.send(delivery('', { request }));
    }
    await until(() => reports.length === 40);
    started.should.eql(Array.from({ length: 40 }, (_, index) => index));
    endpoint.current.deliveries.should.have.length(40);
    should(reports[0]).containEql({ attempt: 1, status: 200, error: undefined, responseBody: 'noted', final: true });
  });

  it('has at most 16 requests under way to one endpoint, over connections that are kept', async () => {
    endpoint.current.status = () => 'hang';
    send(40);
    await until(() => endpoint.current.deliveries.length === 16);
    await clock.advance(100);
    names().should.have.length(16);
    endpoint.current.status = () => 200;
    await clock.advance(5_000);
    await until(() => reports.length === 40);
    const before = endpoint.current.server.sockets.length;
    send(10);
    await until(() => reports.length === 50);
    endpoint.current.server.sockets.should.have.length(before);
  });

  it('tries again after each wait, made anew, and stops after the last', async () => {
    endpoint.current.status = () => 503;
    deliverer.send(delivery('a'));
    await until(() => reports.length === 1);
    await clock.advance(999);
    names().should.have.length(1);
    await clock.advance(1);
    await until(() => reports.length === 2);
    await clock.advance(2_000);
    await until(() => reports.length === 3);
    await clock.advance(100_000);
    reports
      .map(({ attempt, status, final }) => [attempt, status, final])
      .should.eql([
        [1, 503, false],
        [2, 503, false],
        [3, 503, true],
      ]);
    endpoint.current.bodies.map(({ attempt }) => attempt).should.eql([1, 2, 3]);
  });

  it('does not try again where the provider would not', async () => {
    endpoint.current.status = () => 401;
    deliverer.send(delivery('a'));
    await until(() => reports.length === 1);
    should(reports[0]).containEql({ status: 401, final: true });
    clock.pending.should.equal(0);
  });

  it('gives up waiting for an answer by the clock', async () => {
    endpoint.current.status = () => 'hang';
    deliverer.send(delivery('a', { retryDelaysMs: [] }));
    await until(() => names().length === 1);
    await clock.advance(5_000);
    await until(() => reports.length === 1);
    should(reports[0]).containEql({ status: undefined, error: 'No answer within 5000 ms', tookMs: 5_000, final: true });
  });

  it('counts an answer that breaks off as none', async () => {
    const cut = await startRawServer((socket) => {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
    });
    deliverer.send(delivery('a', { url: cut.origin, retryDelaysMs: [] }));
    await until(() => reports.length === 1);
    should(reports[0]?.status).be.undefined();
    await cut.close();
  });

  it('keeps the beginning of an answer only', async () => {
    const chatty = await startRawServer(reply(200, 'x'.repeat(100_000)));
    deliverer.send(delivery('a', { url: chatty.origin }));
    await until(() => reports.length === 1);
    should(reports[0]?.responseBody).have.length(4_096);
    await chatty.close();
  });

  it('says so when nobody listens', async () => {
    const gone = await startRawServer(reply(200));
    await gone.close();
    deliverer.send(delivery('a', { url: gone.origin, retryDelaysMs: [] }));
    await until(() => reports.length === 1);
    should(reports[0]?.error).match(/ECONNREFUSED/);
  });

  it('sends nothing off this machine, and nothing to what is no HTTP address', () => {
    const urls = [
      'http://192.0.2.1/hook',
      'http://127.0.0.1.example.com/',
      'https://127.0.0.1/',
      'file:///etc/hosts',
      'x',
    ];
    for (const url of urls) deliverer.send(delivery('a', { url }));
    reports.should.have.length(urls.length);
    for (const report of reports) report.should.containEql({ status: undefined, final: true });
    deliverer.attempts.should.be.empty();
  });

  it('does not start what is no longer wanted', async () => {
    for (let index = 0; index < 20_000; index += 1) deliverer.send(delivery('no', { isWanted: () => false }));
    deliverer.send(delivery('yes'));
    await until(() => reports.length === 1);
    names().should.eql(['yes']);
  });

  it('remembers the latest attempts only', async () => {
    send(60);
    await until(() => reports.length === 60);
    deliverer.attempts.should.have.length(50);
    should(deliverer.attempts.at(-1)).containEql({ url: endpoint.current.url, status: 200 });
  });

  it('tells nothing any more once it is closed', async () => {
    endpoint.current.status = () => 'hang';
    send(3);
    await until(() => names().length === 3);
    deliverer.close();
    await until(() => endpoint.current.server.sockets.every(({ destroyed }) => destroyed));
    send(1);
    reports.should.be.empty();
  });

  describe('with mischief', () => {
    it('delivers twice, of which the provider notices once', async () => {
      deliverer.mischief = { duplicate: 1 };
      send(5);
      await until(() => names().length === 10);
      names()
        .sort()
        .should.eql([...'0011223344']);
      await until(() => deliverer.attempts.length === 10);
      reports.should.have.length(5);
    });

    it('repeats the very same request', async () => {
      deliverer.mischief = { replay: 0.999 };
      let made = 0;
      const request = () => {
        made += 1;
        return { headers: { 'X-Nonce': String(made) }, body: Buffer.from('{}') };
      };
      deliverer.send(delivery('a', { request }));
      await until(() => endpoint.current.deliveries.length >= 2);
      made.should.equal(1);
      should(endpoint.current.deliveries[1]?.headers['x-nonce']).equal('1');
    });

    it('loses an event, and the provider believes that it was delivered', async () => {
      deliverer.mischief = { drop: 1 };
      send(1);
      should(reports[0]).containEql({ status: 200, final: true });
      deliverer.mischief = {};
      deliverer.send(delivery('after'));
      await until(() => reports.length === 2);
      names().should.eql(['after']);
    });

    it('mixes the events of a group, and lets an incomplete one go after a while', async () => {
      deliverer.mischief = { shuffle: 8 };
      send(12);
      await until(() => reports.length === 8);
      names().should.not.eql([...names()].sort());
      [...names()].sort().should.eql([...'01234567']);
      await clock.advance(1_000);
      await until(() => reports.length === 12);
    });

    it('lets everything go when it ends', async () => {
      deliverer.mischief = { shuffle: 8 };
      send(3);
      deliverer.mischief = {};
      await until(() => reports.length === 3);
    });

    it('delays by the clock', async () => {
      deliverer.mischief = { delayMs: 10_000 };
      send(1);
      await clock.advance(0);
      names().should.be.empty();
      await clock.advance(10_000);
      await until(() => reports.length === 1);
    });

    it('tells the provider how to sign badly, about as often as wanted', async () => {
      deliverer.mischief = { wrongSignature: 0.5, stale: 1 };
      send(50);
      await until(() => reports.length === 50);
      endpoint.current.bodies.should.matchEach(({ stale }: { stale: boolean }) => stale);
      endpoint.current.bodies.filter(({ wrongSignature }) => wrongSignature).length.should.be.within(10, 40);
    });
  });
});
