import should from 'should';
import { judge } from './bars';
import type { Result } from './measurement';
import { Results } from './results';
import { type Contender, OUR_RECEIVER, OURS, SCENARIOS } from './scenarios';

/** A result in which all is well, at a given speed. */
function result(messages: number, seconds: number, change: Partial<Result['server']> = {}): Result {
  const readings = { delivered: messages, failed: 0, ms: seconds * 1000, stallMs: 10, heapGrowth: 10e6, cpuMs: 1 };
  const server = { requests: messages, refused: 0, sockets: 16, effects: messages, doubles: 0, inversions: 0 };
  return { readings, end: 'finished', server: { ...server, ...change } };
}

/** The same for events that came in, of which each half left so many bytes on the heap. */
function received(seconds: number, kept: number, change: Partial<Result['server']> = {}): Result {
  const good = result(10_000, seconds, change);
  const arrivals = { distinct: 10_000, doubles: 0, kept: [kept, 2 * kept] as const };
  return { ...good, readings: good.readings && { ...good.readings, arrivals } };
}

/** Results in which every promise is kept, but for what `spoil` replaces. */
function results(spoil: (id: string, contender: Contender) => Result | undefined = () => undefined): Results {
  const all = new Results();
  for (const { id, contenders, core, messages, receives } of SCENARIOS) {
    for (const contender of contenders) {
      const seconds = contender === core ? 50 : 20;
      const good = receives ? received(seconds, 1e6) : result(messages, seconds);
      const slow = good.readings && contender === core ? { ...good.readings, heapGrowth: 100e6 } : good.readings;
      all.add(id, contender, spoil(id, contender) ?? { ...good, readings: slow });
    }
  }
  return all;
}

const broken = (measured: Results) => judge(measured).filter(({ met }) => !met);

describe('the promises of the benchmark', () => {
  it('are all kept where all is well', () => {
    broken(results()).should.deepEqual([]);
  });

  it('are not kept by what was not measured', () => {
    judge(new Results())
      .some(({ met }) => met)
      .should.equal(false);
  });

  const spoilers: [string, string, Result][] = [
    ['a burst that is hardly faster', 'burst-2000', result(2_000, 40)],
    ['a connection too many', 'burst-20000', result(20_000, 20, { sockets: 18 })],
    ['a process that died', 'small-heap', { ...result(20_000, 20), end: 'died', readings: undefined }],
    ['a refusal', 'limited-fixed', result(300, 20, { refused: 1 })],
    ['slowness', 'limited-bucket', result(300, 20.5)],
    ['too many refusals', 'slower-sliding', result(300, 40, { requests: 320, refused: 20 })],
    ['a loss', 'faulty', result(2_000, 20, { effects: 1_999 })],
    ['a double', 'limited-faulty', result(300, 20, { doubles: 1 })],
    ['an inversion', 'faulty', result(2_000, 20, { inversions: 1 })],
    ['events that come in more slowly', 'webhooks', received(51, 1e6)],
    ['an event that is lost', 'webhooks', received(20, 1e6, { effects: 9_999 })],
    ['an event that comes out twice', 'webhooks', received(20, 1e6, { doubles: 1 })],
    ['events that stay in memory', 'webhooks', received(20, 3e6)],
  ];
  for (const [what, scenario, spoiled] of spoilers) {
    it(`are broken by ${what}`, () => {
      const measured = results((id, who) =>
        id === scenario && (who === OURS || who === OUR_RECEIVER) ? spoiled : undefined,
      );
      should(broken(measured)).have.length(1);
    });
  }

  const rounds: [string, string, Result][] = [
    ['slow', 'limited-fixed', result(300, 21)],
    ['at fault', 'faulty', result(2_000, 20, { inversions: 1 })],
    ['cut short', 'limited-bucket', { ...result(300, 20), end: 'died', readings: undefined }],
  ];
  for (const [what, scenario, round] of rounds) {
    it(`are broken by one round of several that is ${what}`, () => {
      const measured = results();
      measured.add(scenario, OURS, round);
      should(broken(measured)).have.length(1);
    });
  }
});
