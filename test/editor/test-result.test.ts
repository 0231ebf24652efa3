import { describeAnswer, describeNoAnswer } from '../../nodes/editor/test-result';
import { messagesFrom } from './catalogue';

const messages = messagesFrom('en-US', 'conversation-account');

describe('describeAnswer', () => {
  it('says who the token belongs to', () => {
    const who = { name: 'Ada', email: 'ada@example.com', tenantId: 't-1', role: 'owner' };
    describeAnswer({ ok: true, who, environment: 'live' }, messages).should.deepEqual({
      ok: true,
      title: 'Connected as Ada (ada@example.com)',
      lines: ['Role: owner · Tenant: t-1'],
    });
  });

  it('says that it was the sandbox that answered, and nothing of what is not known', () => {
    describeAnswer({ ok: true, who: { name: 'Ada' }, environment: 'sandbox' }, messages).should.deepEqual({
      ok: true,
      title: 'Connected to the sandbox as Ada',
      lines: [],
    });
  });

  const app = (mode: string, channels: object[]) =>
    describeAnswer({ ok: true, who: { name: 'Shop', mode, channels }, environment: 'live' }, messages).lines;

  it('says how the provider treats messages, and which channels there are', () => {
    app('CONVERSATION', [{ channel: 'SMS', state: 'ACTIVE' }, { channel: 'RCS' }]).should.deepEqual([
      'Processing mode: CONVERSATION',
      'Channels: SMS (ACTIVE), RCS',
    ]);
  });

  it('explains a mode in which nothing is kept', () => {
    app('DISPATCH', [{ channel: 'SMS', state: 'ACTIVE' }])[1]?.should.equal(messages('test.modeDispatch'));
  });

  it('names every channel that does not work', () => {
    const states = ['FAILING', 'ACTIVE', 'PENDING', 'toString'];
    const lines = app(
      'toString',
      states.map((state) => ({ channel: `${state}_1`, state })),
    );
    lines
      .slice(2)
      .should.deepEqual(
        ['FAILING', 'PENDING', 'toString'].map((state) => messages('test.notActive', { channel: `${state}_1`, state })),
      );
  });

  it('says where an app has no channels at all', () => {
    app('CONVERSATION', []).should.deepEqual(['Processing mode: CONVERSATION', messages('test.noChannels')]);
  });

  it('passes on what is wrong and what to do', () => {
    const error = { code: 'ERR_UNAUTHORIZED', message: 'The token is wrong.', hint: 'Make a new one.' };
    describeAnswer({ ok: false, error }, messages).should.deepEqual({
      ok: false,
      title: 'The token is wrong.',
      lines: ['Make a new one.', 'ERR_UNAUTHORIZED'],
    });
  });

  for (const strange of [undefined, null, 'ok', {}, { ok: true }, { ok: false, error: null }, []]) {
    it(`does not take ${JSON.stringify(strange)} for an outcome`, () => {
      const { ok, title } = describeAnswer(strange, messages);
      ok.should.be.false();
      title.should.startWith('Node-RED answered with something else');
    });
  }
});

describe('describeNoAnswer', () => {
  const cases: [status: number, title: RegExp][] = [
    [0, /does not answer/],
    [401, /no longer logged in/],
    [403, /lacks the permission/],
    [404, /Restart it/],
    [500, /status 500/],
  ];
  for (const [status, title] of cases) {
    it(`has words of its own for status ${status}`, () => {
      const result = describeNoAnswer(status, messages);
      result.ok.should.be.false();
      result.title.should.match(title);
    });
  }
});
