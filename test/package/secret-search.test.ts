import 'should';
import { placesThatShow } from './harness/secret-search';

describe('The search for secrets', () => {
  it('finds a secret whole, cut short, in a URL, in base64 and after any text', () => {
    const secret = 'canary-abc/def-0123456789abcdef';
    const shown = {
      whole: `token=${secret}.`,
      cut: `Bearer ${secret.slice(0, 14)}`,
      tail: `…${secret.slice(-14)}`,
      url: encodeURIComponent(secret),
      basic: Buffer.from(`u:${secret}`).toString('base64'),
      basic2: Buffer.from(`us:${secret}!`).toString('base64'),
      basic3: Buffer.from(`use:${secret}!!`).toString('base64'),
      nothing: 'a canary sings',
    };
    placesThatShow(secret, shown).should.eql(['whole', 'cut', 'tail', 'url', 'basic', 'basic2', 'basic3']);
  });
});
