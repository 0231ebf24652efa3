import should from 'should';
import { simulatedEndings } from '../../../src/sandbox/sinch/simulate';
import { until } from '../until';
import { useSinch } from './use-sinch';

describe('a send to a simulated identity of Sinch', () => {
  const at = useSinch();
  const send = (ending: string) => at.send(`SMS:+1555555${ending}`);
  const arrived = () => [...at.world.sandbox.world.messages.all()].filter(({ text }) => text === 'Hello').length;

  for (const [ending, status] of [
    ['0006', 429],
    ['0007', 429],
    ['0008', 429],
    ['0009', 500],
    ['0010', 501],
    ['0011', 503],
    ['0017', 400],
    ['0018', 401],
    ['0019', 403],
    ['0020', 404],
  ] as const) {
    it(`${ending} is answered with ${status}, and sends nothing`, async () => {
      const answer = await send(ending);
      answer.status.should.equal(status);
      answer.body.error.code.should.equal(status);
      arrived().should.equal(0);
    });
  }

  it('0006 says how long to wait, 0007 does not', async () => {
    should((await send('0006')).headers.get('retry-after')).equal('2');
    should((await send('0007')).headers.get('retry-after')).be.null();
  });

  it('0012, 0021, 0022 and 0023 are not answered in JSON as it should be', async () => {
    const page = await send('0012');
    page.status.should.equal(503);
    page.body.should.startWith('<html>');
    (await send('0021')).body.should.be.a.String();
    (await send('0022')).status.should.equal(307);
    (await send('0023')).body.id.length.should.equal(32 * 1024 * 1024);
  });

  it('0013 is never answered', async () => {
    const answer = send('0013');
    await until(() => at.world.sandbox.requests.length > 0);
    await at.world.sandbox.close();
    await answer.should.be.rejected();
    arrived().should.equal(0);
  });

  it('0014 loses the connection before the message is taken, 0015 after it', async () => {
    await send('0014').should.be.rejected();
    arrived().should.equal(0);
    await send('0015').should.be.rejected();
    arrived().should.equal(1);
  });

  it('0016 is answered after three seconds', async () => {
    const answer = send('0016');
    await until(() => arrived() === 1);
    await at.world.clock.advance(3_000);
    (await answer).status.should.equal(200);
  });

  it('happens on any channel, and not to numbers that only end alike', async () => {
    (await at.send('TELEGRAM:5550009')).status.should.equal(500);
    (await at.send('SMS:+15551230009')).status.should.equal(200);
    (await at.send(['SMS:+15551234567', 'WHATSAPP:+15555550009'])).status.should.equal(500);
  });

  it('has a known list', () => {
    simulatedEndings.should.have.length(22);
    new Set(simulatedEndings).size.should.equal(22);
  });
});
