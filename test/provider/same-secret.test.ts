import should from 'should';
import { sameSecret, sameSignature } from '../../src/provider/same-secret';

describe('two signatures', () => {
  it('are the same when every character is', () => {
    should(sameSignature('sha256=abc', 'sha256=abc')).be.true();
    for (const other of ['', 'sha256=ab', 'sha256=abd', 'sha256=abc ', 'SHA256=abc', 'sha256=äc']) {
      should(sameSignature(other, 'sha256=abc')).be.false();
    }
  });
});

describe('two secrets', () => {
  it('are the same when every character is', () => {
    should(sameSecret('geheim ü', 'geheim ü')).be.true();
    for (const other of ['', 'geheim', 'geheim u', 'geheim ü ', 'Geheim ü']) {
      should(sameSecret(other, 'geheim ü')).be.false();
    }
  });
});
