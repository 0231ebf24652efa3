import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import should from 'should';
import { SeenJournal } from '../../src/webhook/seen-journal';
import { closing } from '../provider/support/closing';
import { TIME } from '../provider/support/sendseven-events';
import { EndpointServer, settled } from './support/endpoint-server';

describe('an endpoint after a restart of Node-RED', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restart-'));
  });
  after(() => rm(folder, { recursive: true }));
  const opened = closing();

  it('drops what was taken before it, from the first request on', async () => {
    const file = join(folder, 'seen.log');
    const now = () => TIME * 1000;
    const before = new SeenJournal({ file, now });
    const first = opened(await EndpointServer.start({ seen: before }));
    should([await first.tell('1'), await first.tell('2')]).eql([200, 200]);
    first.endpoints.stop();
    await before.flush();

    const second = opened(await EndpointServer.start({ seen: new SeenJournal({ file, now }) }));
    should([await second.tell('2'), await second.tell('3'), await second.tell('1')]).eql([200, 200, 200]);
    await settled();
    second.ids.should.eql(['3']);
  });
});
