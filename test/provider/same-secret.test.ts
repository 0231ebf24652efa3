import should from 'should';
import { sameSecret } from '../../src/provider/same-secret';

describe('two secrets', () => {
  it('are the same when every character is', () => {
    should(sameSecret('geheim ü', 'geheim ü')).be.true();
    for (const other of ['', 'geheim', 'geheim u', 'geheim ü ', 'Geheim ü']) {
      should(sameSecret(other, 'geheim ü')).be.false();
    }
  });
});
