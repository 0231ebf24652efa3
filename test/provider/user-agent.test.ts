import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { USER_AGENT, VERSION } from '../../src/provider/user-agent';

describe('the name by which servers know this package', () => {
  it('holds the version of package.json', () => {
    const { name, version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
    VERSION.should.equal(version);
    USER_AGENT.should.equal(`${name}/${version}`);
  });
});
