import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import should from 'should';
import { FileRegistrations, MemoryRegistrations } from '../../src/webhook/registration-store';

const registration = { endpointId: 'w1', url: 'https://flows.example.com/hook', secret: 'geheim ä 0123456789abcdef' };

describe('the registrations in a folder', () => {
  let parent: string;
  let folder: string;
  let store: FileRegistrations;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'registrations-'));
    folder = join(parent, 'not', 'there yet');
    store = new FileRegistrations(folder, 'passphrase');
  });
  afterEach(() => rm(parent, { recursive: true }));

  const onlyFile = async () => {
    const names = await readdir(folder);
    names.length.should.equal(1);
    return join(folder, names[0] ?? '');
  };

  it('come back after a restart', async () => {
    await store.save('a', registration);
    should(await new FileRegistrations(folder, 'passphrase').load('a')).eql(registration);
  });

  it('are none at first, and after they were forgotten', async () => {
    should(await store.load('a')).be.undefined();
    await store.forget('a');
    await store.save('a', registration);
    await store.forget('a');
    should(await store.load('a')).be.undefined();
    (await readdir(folder)).should.eql([]);
  });

  it('hold no secret that can be read, and nobody else may read them', async () => {
    await store.save('a', registration);
    const file = await onlyFile();
    (await readFile(file, 'latin1')).should.not.match(/geheim|0123456789abcdef|Z2VoZWlt/);
    ((await stat(file)).mode & 0o777).should.equal(0o600);
    ((await stat(folder)).mode & 0o777).should.equal(0o700);
  });

  it('differ each time they are written', async () => {
    await store.save('a', registration);
    const before = await readFile(await onlyFile(), 'utf8');
    await store.save('a', registration);
    (await readFile(await onlyFile(), 'utf8')).should.not.equal(before);
  });

  it('count as none for whoever has another passphrase', async () => {
    await store.save('a', registration);
    should(await new FileRegistrations(folder, 'another').load('a')).be.undefined();
  });

  it('count as none when they were moved to another account, or when their text was changed', async () => {
    await store.save('a', registration);
    const file = await onlyFile();
    const text = await readFile(file, 'utf8');
    for (const wrong of [text.replace('w1', 'w2'), text.replace('/hook', '/book'), text.slice(1), '', 'null', '{}']) {
      await writeFile(file, wrong);
      should(await store.load('a')).be.undefined();
    }
    await writeFile(file, text);
    should(await store.load('a')).eql(registration);
    await rename(file, join(folder, 'b.json'));
    should(await store.load('b')).be.undefined();
  });

  it('are of different accounts whatever their ids, and stay in the folder', async () => {
    const ids = ['a', 'A', '../a', 'a/b', 'a_b', 'a.b', '', '.', 'ä', 'x'.repeat(500), 'x'.repeat(501), '_61_'];
    for (const id of ids) await store.save(id, { ...registration, endpointId: id });
    for (const id of ids) should((await store.load(id))?.endpointId).equal(id);
    const names = await readdir(folder);
    new Set(names.map((name) => name.toLowerCase())).size.should.equal(ids.length);
    names.every((name) => /^[\w-]{0,150}\.json$/.test(name)).should.be.true();
  });

  it('leave nothing behind when they cannot be written', async () => {
    await store.save('a', registration);
    await rm(await onlyFile());
    await new FileRegistrations(folder, 'p').save('b', registration);
    const blocked = new FileRegistrations(await onlyFile(), 'p');
    await blocked.save('a', registration).should.be.rejected();
    should(await blocked.load('a')).be.undefined();
    (await readdir(folder)).length.should.equal(1);
  });
});

describe('the registrations in memory', () => {
  it('last as long as they do', async () => {
    const store = new MemoryRegistrations();
    await store.save('a', registration);
    should(await store.load('a')).eql(registration);
    should(await store.load('b')).be.undefined();
    await store.forget('a');
    should(await store.load('a')).be.undefined();
  });
});
