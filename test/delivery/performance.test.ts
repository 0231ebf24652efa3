import should from 'should';
import { askingForNoWait, fixedWindow, type ServerLimit, slidingWindow, tokenBucket } from '../support/delivery-limits';
import { type RunOptions, type RunResult, runBurst } from '../support/delivery-run';

const PERIOD_MS = 10_000;

/** Each situation is met with several courses of latency; the worst of them counts. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

interface Situation {
  readonly limit: (seed: number) => ServerLimit;
  /** Least time in which a server of this kind can take all messages, in milliseconds. */
  readonly minimumMs: number;
  readonly options?: Partial<RunOptions>;
}

/** A fixed window that begins at another moment each time. */
const anyPhase = (limit: number) => (seed: number) => fixedWindow(limit, PERIOD_MS, (seed * 1_873) % PERIOD_MS);

/** Time that a server by windows needs for 300 messages: N at once, N more one period later, and so on. */
const windows = (limit: number) => (Math.ceil(300 / limit) - 1) * PERIOD_MS;

/** Time that a bucket needs for 300 messages when `start` tokens are in it. */
const drips = (start: number, refill: number) => ((300 - start) / refill) * PERIOD_MS;

async function runs({ limit, options }: Situation): Promise<RunResult[]> {
  const results = [];
  for (const seed of SEEDS) {
    // Half of the servers say beside each answer what is left.
    results.push(await runBurst({ limit: limit(seed), seed, tellsBudget: seed % 2 === 0, ...options }));
  }
  return results;
}

const worst = (results: RunResult[], of: (result: RunResult) => number) => Math.max(...results.map(of));

/** Shows what was measured beside the title of the test. */
function note(context: Mocha.Context, results: RunResult[], minimumMs: number): void {
  const ratio = worst(results, ({ makespanMs }) => makespanMs / minimumMs).toFixed(3);
  const refused = worst(results, (result) => result.refused);
  if (context.test) context.test.title += ` (${ratio} of the minimum, ${refused} times 429)`;
}

describe('300 messages at once, 100 per 10 s, answers after 5 to 50 ms', () => {
  const exact: Record<string, Situation> = {
    'a fixed window': { limit: anyPhase(100), minimumMs: windows(100) },
    'a sliding window': { limit: () => slidingWindow(100, PERIOD_MS), minimumMs: windows(100) },
    'a token bucket': { limit: () => tokenBucket(100, 100, PERIOD_MS), minimumMs: drips(100, 100) },
    'a token bucket, 50 conversations': {
      limit: () => tokenBucket(100, 100, PERIOD_MS),
      minimumMs: drips(100, 100),
      options: { conversations: 50 },
    },
  };
  for (const [name, situation] of Object.entries(exact)) {
    it(`are never refused and take no more than 2 % longer than they must: ${name}`, async function () {
      const results = await runs(situation);
      note(this, results, situation.minimumMs);
      should(worst(results, ({ refused }) => refused)).equal(0, '429s');
      should(worst(results, ({ makespanMs }) => makespanMs / situation.minimumMs)).be.belowOrEqual(1.02);
      should(results.every(({ delivered, requests }) => delivered === 300 && requests === 300)).equal(true);
      should(worst(results, ({ mostUnderWay }) => mostUnderWay)).equal(16);
    });
  }

  const wrong: Record<string, Situation> = {
    'a fixed window of 67': { limit: anyPhase(67), minimumMs: windows(67) },
    'a sliding window of 67': { limit: () => slidingWindow(67, PERIOD_MS), minimumMs: windows(67) },
    'a bucket of 67, refilled with 6.7 a second': {
      limit: () => tokenBucket(67, 67, PERIOD_MS),
      minimumMs: drips(67, 67),
    },
    'a bucket of 100, refilled with 7 a second': {
      limit: () => tokenBucket(100, 70, PERIOD_MS),
      minimumMs: drips(100, 70),
    },
    'a bucket that is empty at the start': {
      limit: () => tokenBucket(100, 100, PERIOD_MS, 0),
      minimumMs: drips(0, 100),
    },
    'a bucket that is not full at the start': {
      limit: () => tokenBucket(100, 100, PERIOD_MS, 40),
      minimumMs: drips(40, 100),
    },
    'an empty bucket whose server rounds waits down, to 0': {
      limit: () => askingForNoWait(tokenBucket(100, 100, PERIOD_MS, 0)),
      minimumMs: drips(0, 100),
    },
    'a window that someone has used up before the start': {
      limit: () => usedUp(fixedWindow(100, PERIOD_MS, -1)),
      minimumMs: windows(100) + PERIOD_MS,
    },
  };
  for (const [name, situation] of Object.entries(wrong)) {
    it(`lose nothing, take no more than 5 % longer and are refused in 5 % at most: ${name}`, async function () {
      const results = await runs(situation);
      note(this, results, situation.minimumMs);
      should(results.every(({ delivered }) => delivered === 300)).equal(true);
      should(worst(results, ({ makespanMs }) => makespanMs / situation.minimumMs)).be.belowOrEqual(1.05);
      should(worst(results, ({ refused, requests }) => refused / requests)).be.belowOrEqual(0.05);
      should(worst(results, ({ refused }) => refused)).be.above(0, 'the belief was wrong');
    });
  }
});

describe('1,000 messages of two clients that share a limit without knowing of each other', () => {
  const shared: Record<string, () => ServerLimit> = {
    'a fixed window': () => fixedWindow(100, PERIOD_MS),
    'a sliding window': () => slidingWindow(100, PERIOD_MS),
    'a token bucket': () => tokenBucket(100, 100, PERIOD_MS),
  };
  for (const [name, limit] of Object.entries(shared)) {
    it(`are refused about once per window and client, once both have learned: ${name}`, async function () {
      const minimumMs = 9 * PERIOD_MS;
      const results = await runs({ limit, minimumMs, options: { clients: 2, messages: 1_000 } });
      note(this, results, minimumMs);
      should(worst(results, ({ makespanMs }) => makespanMs / minimumMs)).be.belowOrEqual(1.2);
      should(results.every(({ delivered }) => delivered === 1_000)).equal(true);
      for (const { refusedAt, makespanMs } of results) {
        const learned = refusedAt.filter((at) => at > 2 * PERIOD_MS).length;
        should(learned).be.belowOrEqual((2 * (makespanMs - 2 * PERIOD_MS)) / PERIOD_MS);
      }
    });
  }
});

describe('300 messages at once through faults and a limit', () => {
  it('all arrive, with retries that keep to the limit too', async () => {
    const fault = (random: () => number) => {
      const draw = random();
      if (draw < 0.1) return '500';
      if (draw < 0.125) return 'reset';
      return draw < 0.15 ? 'reset after' : 'none';
    };
    const limit = () => slidingWindow(100, PERIOD_MS);
    const results = await runs({ limit, minimumMs: 0, options: { conversations: 30, fault } });
    for (const { delivered, refused } of results) should([delivered, refused]).eql([300, 0]);
    // The very last retry waits by itself, sometimes for seconds: the middle of all runs tells more than the worst.
    const ratios = results.map(
      ({ makespanMs, requests }) => makespanMs / ((Math.ceil(requests / 100) - 1) * PERIOD_MS),
    );
    should(ratios.toSorted((a, b) => a - b)[SEEDS.length / 2]).be.belowOrEqual(1.05);
  });
});

describe('a server that refuses everything for five minutes and asks for no wait', () => {
  it('gets few requests, and all messages once it takes them again', async () => {
    const limit = askingForNoWait((now) => ({ allowed: now >= 300_000, retryAfterMs: 0, remaining: 0, resetMs: 0 }));
    for (const seed of SEEDS) {
      const policy = { rateLimit: 100, ratePeriodMs: 60_000, keepTryingForMs: 3_600_000 };
      const { delivered, refusedAt } = await runBurst({ limit, seed, messages: 30, policy });
      should(delivered).equal(30);
      const inFirstMinute = refusedAt.filter((at) => at < 60_000).length;
      should(inFirstMinute).be.within(2, 8);
      should(refusedAt.length - inFirstMinute).be.within(4, 9, 'one in 30 s');
    }
  });
});

/** A limit whose first window is used up already. */
function usedUp(limit: ServerLimit): ServerLimit {
  while (limit(-1).allowed);
  return limit;
}
