import should from 'should';
import { parseWait } from '../../src/model/parse-wait';

describe('what a message says of waiting', () => {
  it('is to wait for the acceptance only, where nothing is said', () => {
    for (const nothing of [undefined, null, '', '  ']) {
      parseWait(nothing, nothing).should.eql({ goal: 'accepted', timeoutMs: 300_000 });
    }
  });

  for (const goal of ['accepted', 'sent', 'delivered', 'read', 'reply']) {
    it(`may be ${goal}`, () => {
      should(parseWait(goal, 1).goal).equal(goal);
      should(parseWait(` ${goal.toUpperCase()} `, 1).goal).equal(goal);
    });
  }

  for (const [seconds, timeoutMs] of [
    [1, 1000],
    ['90', 90_000],
    [' 1.5 ', 1500],
    [604_800, 604_800_000],
  ] as const) {
    it(`may name ${JSON.stringify(seconds)} as seconds`, () => {
      parseWait('read', seconds).timeoutMs.should.equal(timeoutMs);
    });
  }

  for (const wrong of ['seen', 1, true, {}, ['read'], 'constructor']) {
    it(`is wrong as a goal: ${JSON.stringify(wrong)}`, () => {
      should(() => parseWait(wrong, undefined)).throw(/"Wait for" is/, { code: 'ERR_WAIT', kind: 'input' });
    });
  }

  for (const wrong of [0, 0.5, -1, 604_801, Number.NaN, Number.POSITIVE_INFINITY, '5 min', true, {}, [5]]) {
    it(`is wrong as seconds: ${JSON.stringify(wrong) ?? wrong} (${typeof wrong})`, () => {
      should(() => parseWait('read', wrong)).throw(/seconds from 1 to 604800/, { code: 'ERR_WAIT', kind: 'input' });
    });
  }
});
