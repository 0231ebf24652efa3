import { type AccountReport, describeNoReports, describeReports } from '../../nodes/editor/delivery-report';
import { messagesFrom } from './catalogue';

const say = messagesFrom('en-US', 'conversation-account');
const formatTime = (at: number) => `time ${at}`;

const BUSY: AccountReport = {
  id: 'account',
  queued: { high: 1, normal: 20, bulk: 300 },
  underWay: 16,
  rate: { used: 98, limit: 100, believed: 100, periodMs: 60_000 },
};

/** The rows for an account as one text each. */
function rows(report: object, language: 'en-US' | 'de' = 'en-US') {
  const answer = [{ id: 'other' }, { ...BUSY, ...report }];
  const view = describeReports(answer, 'account', messagesFrom(language, 'conversation-account'), formatTime);
  return view.rows.map(({ label, value }) => `${label}: ${value}`);
}

describe('describeReports', () => {
  it('tells how many wait by priority, what is under way, and how much of the rate is used', () => {
    rows({}).should.deepEqual([
      'In the queue: 321 (high 1, normal 20, bulk 300)',
      'Of these under way: 16',
      'Rate: 98 of 100 requests in the last 60 s',
      'Pause: none',
      'Last error: none',
    ]);
  });

  it('tells the same in German', () => {
    rows({}, 'de')[0]?.should.equal('Warteschlange: 321 (hoch 1, normal 20, Masse 300)');
  });

  it('tells of a provider that seems to allow less than the limit', () => {
    String(rows({ rate: { used: 40, limit: 100, believed: 66, periodMs: 60_000 } })[2]).should.equal(
      'Rate: 40 of 100 requests in the last 60 s; the provider seems to allow 66 at present',
    );
  });

  const pauses: [pause: object, words: string][] = [
    [{ reason: 'limit', forMs: 33_400 }, '34 s, as the provider asks'],
    [{ reason: 'outage', forMs: 7_001 }, 'the provider is out of order, next try in 8 s'],
    [{ reason: 'restart' }, 'until the account has restarted'],
    [{ reason: 'lunch', forMs: 1_000 }, 'lunch, 1 s'],
  ];
  for (const [pause, words] of pauses) {
    it(`tells of a pause: ${words}`, () => {
      String(rows({ pause })[3]).should.equal(`Pause: ${words}`);
    });
  }

  it('tells the last error and when it was', () => {
    String(rows({ lastError: { code: 'ERR_SERVER', at: 5 } })[4]).should.equal('Last error: ERR_SERVER, time 5');
  });

  const notes: [what: string, answer: unknown, key: string][] = [
    ['an account that is not deployed', [{ id: 'other' }], 'live.notDeployed'],
    ['no accounts', [], 'live.notDeployed'],
    ['an account that has sent nothing', [{ id: 'account', name: '' }], 'live.nothingSent'],
    ['an answer that is none', '<html>', 'live.unreadable'],
    ['strange accounts', [null, 1], 'live.notDeployed'],
  ];
  for (const [what, answer, key] of notes) {
    it(`says so of ${what}, and asks again`, () => {
      const { note, rows: none, askAgain } = describeReports(answer, 'account', say, formatTime);
      String(note).should.equal(say(key));
      none.should.deepEqual([]);
      askAgain.should.be.true();
    });
  }

  it('names what keeps an account from being used', () => {
    const { note } = describeReports([{ ...BUSY, problem: 'ERR_BASE_URL' }], 'account', say, formatTime);
    String(note).should.match(/ERR_BASE_URL/);
  });
});

describe('describeNoReports', () => {
  const cases: [status: number, words: RegExp, askAgain: boolean][] = [
    [0, /does not answer/, true],
    [401, /no longer logged in/, false],
    [403, /lacks the permission to read/, false],
    [404, /Restart it/, false],
    [502, /status 502/, true],
  ];
  for (const [status, words, askAgain] of cases) {
    it(`has words of its own for status ${status} and asks ${askAgain ? 'again' : 'no more'}`, () => {
      const view = describeNoReports(status, say);
      String(view.note).should.match(words);
      view.askAgain.should.equal(askAgain);
    });
  }
});
