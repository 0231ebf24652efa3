import should from 'should';
import { readBudget } from '../../src/provider/budget';

const NOW = 1_790_000_000_000;
const read = (headers: Record<string, string | string[]>) => readBudget({ status: 200, headers, body: '' }, NOW);

describe('readBudget', () => {
  it('reads a reset as a wait in seconds', () => {
    should(read({ 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '42' })).eql({ remaining: 7, resetMs: 42_000 });
  });

  it('reads a reset as a moment in Unix seconds', () => {
    should(read({ 'x-ratelimit-reset': String(NOW / 1000 + 42) })?.resetMs).equal(42_000);
  });

  it('reads a reset as a moment in milliseconds', () => {
    should(read({ 'x-ratelimit-reset': String(NOW + 42_000) })?.resetMs).equal(42_000);
  });

  it('takes a moment that is past for now', () => {
    should(read({ 'x-ratelimit-reset': String(NOW / 1000 - 5) })?.resetMs).equal(0);
  });

  it("counts a moment from the server's own time, a wait from now", () => {
    const date = new Date(NOW - 3_600_000).toUTCString();
    should(read({ date, 'x-ratelimit-reset': String(NOW / 1000 - 3_558) })?.resetMs).equal(42_000);
    should(read({ date, 'x-ratelimit-reset': '42' })?.resetMs).equal(42_000);
  });

  for (const rubbish of ['', 'soon', '-1', 'NaN', '1e400', ' ']) {
    it(`says nothing of "${rubbish}"`, () => {
      should(read({ 'x-ratelimit-remaining': rubbish, 'x-ratelimit-reset': rubbish })).be.undefined();
    });
  }

  it('says nothing of an answer without such headers', () => {
    should(read({})).be.undefined();
    should(read({ 'x-ratelimit-remaining': ['1', '2'] })).be.undefined();
  });
});
