import { describeWebhook, KNOWN_WORDS, readWebhooks } from '../../nodes/editor/webhook-report';
import { describeTestEvent, describeVerification } from '../../nodes/editor/webhook-result';
import { BODY_STATUS } from '../../src/webhook/answers';
import { LANGUAGES, messagesFrom } from './catalogue';

const say = messagesFrom('en-US', 'conversation-account');
const formatTime = (at: number) => `time ${at}`;

const VERIFIED = {
  path: '/conversations/acc',
  url: 'https://flows.example.com/conversations/acc',
  problems: [],
  mode: 'automatic',
  state: 'verified',
  received: 12,
  duplicates: 1,
  refused: 0,
};

function rows(report: object, language: (typeof LANGUAGES)[number] = 'en-US') {
  const answer = readWebhooks({ root: '/', auth: false, accounts: { acc: { ...VERIFIED, ...report } } });
  const view = describeWebhook(answer, 'acc', messagesFrom(language, 'conversation-account'), formatTime);
  return view.rows.map(({ label, value }) => `${label}: ${value}`);
}

describe('describeWebhook', () => {
  it('tells how it stands with an endpoint, and what came', () => {
    rows({ lastEventAt: 7 }).should.deepEqual([
      'Endpoint: verified, events arrive',
      'Registration: automatic',
      'Received: 12 (duplicates 1, refused 0)',
      'Last event: time 7',
    ]);
  });

  it('tells the same in German', () => {
    rows({}, 'de').at(-1)?.should.equal('Letztes Ereignis: noch keines');
  });

  it('tells what is in the way', () => {
    const error = { code: 'ERR_MISSING_SCOPE', message: 'It may not.', hint: 'Give it the scope.' };
    const refusal = { why: 'bad-signature', at: 9 };
    const report = { state: 'failed', problems: ['no-secret', 'path-taken'], error, lastRefusal: refusal };
    const told = rows(report);
    told.should.containEql(
      'Problem: There is no secret, so every request is refused. Another account has the same path.',
    );
    told.should.containEql('Error: It may not. Give it the scope. (ERR_MISSING_SCOPE)');
    told.should.containEql('Last refusal: wrong signature, time 9');
  });

  it('has words in every language for everything that is known, and shows what is not', () => {
    for (const language of LANGUAGES) {
      const text = messagesFrom(language, 'conversation-account');
      for (const [list, words] of Object.entries(KNOWN_WORDS))
        for (const word of words) text(`webhook.${list}.${word}`).should.not.be.empty();
    }
    const refusals: readonly string[] = KNOWN_WORDS.refusal;
    for (const why of Object.keys(BODY_STATUS)) refusals.should.containEql(why);
    rows({ state: 'hibernating' })[0]?.should.equal('Endpoint: hibernating');
  });

  it('says that an account is not deployed', () => {
    const view = describeWebhook(readWebhooks({ root: '/', auth: false, accounts: {} }), 'acc', say, formatTime);
    String(view.note).should.equal(say('live.notDeployed'));
    view.askAgain.should.be.true();
  });

  for (const strange of [undefined, null, [], 'ok', { accounts: null }]) {
    it(`does not take ${JSON.stringify(strange)} for an answer`, () => {
      (readWebhooks(strange) === undefined).should.be.true();
      String(describeWebhook(undefined, 'acc', say, formatTime).note).should.equal(say('live.unreadable'));
    });
  }
});

describe('the outcome of a test event', () => {
  it('says that it arrived, with what is known', () => {
    describeTestEvent({ ok: true, statusCode: 200, tookMs: 33.4 }, say).should.deepEqual({
      ok: true,
      title: 'The test event arrived',
      lines: ['Answered with status 200 · Answered after 33 ms'],
    });
    describeTestEvent({ ok: true }, say).lines.should.deepEqual([]);
  });

  it('says what went wrong and what to do', () => {
    const answer = { ok: false, error: { code: 'ERR_NO_WEBHOOK', message: 'By hand.', hint: 'Tick it.' } };
    for (const describeIt of [describeTestEvent, describeVerification])
      describeIt(answer, say).should.deepEqual({ ok: false, title: 'By hand.', lines: ['Tick it.', 'ERR_NO_WEBHOOK'] });
  });

  it('does not take anything else for an outcome', () => {
    for (const strange of [undefined, null, 'ok', { ok: 1 }])
      for (const describeIt of [describeTestEvent, describeVerification])
        describeIt(strange, say).title.should.equal(say('test.unreadable'));
  });
});

describe('the outcome of verifying', () => {
  it('says that the provider has looked', () => {
    describeVerification({ ok: true }, say).should.deepEqual({ ok: true, title: say('webhook.verifyOk'), lines: [] });
  });
});
