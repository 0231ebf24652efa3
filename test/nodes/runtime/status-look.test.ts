import { readFileSync } from 'node:fs';
import should from 'should';
import {
  MAX_STATUS_TEXT,
  problemStatus,
  type Run,
  runStatus,
  type StatusLook,
} from '../../../nodes/runtime/status-look';
import type { CourierReport } from '../../../src/delivery/report';
import { DeliveryError } from '../../../src/model/failure';

const run = (facts: Partial<Run>): Run => ({ startedAt: 0, pending: 0, total: 0, failed: 0, ...facts });
const report = (facts: Partial<CourierReport>): CourierReport => ({
  queued: { high: 0, normal: 0, bulk: 0 },
  underWay: 0,
  rate: { used: 0, limit: 100, believed: 100, periodMs: 60_000 },
  pause: undefined,
  lastError: undefined,
  ...facts,
});

/** The text as a person reads it, in a language of the package. */
function textOf({ key, values = {}, reasonKey = '' }: StatusLook, language: string): string {
  const file = `${__dirname}/../../../nodes/locales/${language}/conversation-send.json`;
  const { status } = JSON.parse(readFileSync(file, 'utf8'))['conversation-send'];
  const words: Record<string, unknown> = { reason: status.reason[reasonKey], ...values };
  return status[key].replace(/__(\w+?)__/g, (_: string, name: string) => String(words[name]));
}

describe('the status of a send node', () => {
  const looks: [string, StatusLook, string][] = [
    ['one message under way', runStatus(run({ pending: 1, total: 1 }), 0, report({ underWay: 1 })), 'sending'],
    ['a queue', runStatus(run({ pending: 12, total: 13 }), 0, report({ underWay: 1 })), 'queued 12'],
    [
      'a pause that the provider asked for',
      runStatus(run({ pending: 3, total: 3 }), 0, report({ pause: { reason: 'limit', forMs: 33_400 } })),
      'paused 34 s',
    ],
    [
      'an outage',
      runStatus(run({ pending: 3, total: 3 }), 0, report({ pause: { reason: 'outage', forMs: 7_900 } })),
      'offline, retry 8 s',
    ],
    ['a broadcast', runStatus(run({ pending: 588, total: 1000 }), 252_245, report({})), '412/1000 · 98/min'],
    ['a huge broadcast', runStatus(run({ pending: 1, total: 200_000 }), 600_000, report({})), '199999/200000'],
    ['one message sent', runStatus(run({ total: 1 }), 0, report({})), 'sent'],
    ['many messages sent', runStatus(run({ total: 1000 }), 0, report({})), 'sent 1000'],
    ['some of many failed', runStatus(run({ total: 1000, failed: 10 }), 0, report({})), '10 of 1000 failed'],
    ['no account', problemStatus(new DeliveryError('ERR_NO_ACCOUNT', { message: '', hint: '' })), 'no account'],
    [
      'a refused token',
      problemStatus(new DeliveryError('ERR_UNAUTHORIZED', { message: '', hint: '', statusCode: 401 })),
      'failed: 401',
    ],
    ['an empty text', problemStatus(new DeliveryError('ERR_TEXT_EMPTY', { message: '', hint: '' })), 'failed: no text'],
    [
      'a missing variable',
      problemStatus(new DeliveryError('ERR_ENV_NOT_SET', { message: '', hint: '', detail: 'MY_TOKEN' })),
      'MY_TOKEN not set',
    ],
  ];

  for (const [what, look, text] of looks) {
    it(`says "${text}" of ${what}`, () => {
      should(textOf(look, 'en-US')).equal(text);
    });

    it(`has room for ${what} in every language`, () => {
      for (const language of ['en-US', 'de']) should(textOf(look, language).length).be.belowOrEqual(MAX_STATUS_TEXT);
    });
  }

  it('gives Status nodes the numbers as data', () => {
    const look = runStatus(
      run({ pending: 588, total: 1000, failed: 2 }),
      60_000,
      report({ pause: { reason: 'limit', forMs: 1500 } }),
    );
    should(look.data).eql({
      pending: 588,
      done: 412,
      total: 1000,
      failed: 2,
      perMinute: 412,
      pause: 'limit',
      pauseMs: 1500,
    });
  });
});
