import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import should from 'should';
import { seenKey } from '../../src/webhook/seen-events';
import { type JournalProblem, SeenJournal, type SeenJournalOptions } from '../../src/webhook/seen-journal';
import { eventually } from '../support/eventually';

const NOW = 1_790_000_000_000;
const DAY = 24 * 60 * 60 * 1000;
const keyOf = (id: number | string) => seenKey('a1', String(id));

describe('the journal of events', () => {
  let folder: string;
  let file: string;
  let problems: JournalProblem[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seen-'));
    file = join(folder, 'sub', 'seen.log');
    problems = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A journal as after a start of the process. */
  async function start(more: Partial<SeenJournalOptions> = {}): Promise<SeenJournal> {
    const journal = new SeenJournal({ file, now: () => NOW, onProblem: (problem) => problems.push(problem), ...more });
    await journal.ready();
    return journal;
  }

  async function write(text: string | Buffer): Promise<void> {
    await mkdir(join(folder, 'sub'), { recursive: true });
    await writeFile(file, text);
  }

  const lines = async () => (await readFile(file, 'utf8')).split('\n').slice(0, -1);

  it('knows after a restart what it was told before', async () => {
    const first = await start();
    first.add(keyOf(1), NOW);
    await first.flush();
    first.add(keyOf(2), NOW + 1);
    await first.flush();
    const second = await start();
    should([1, 2, 3].map((id) => second.has(keyOf(id), NOW))).eql([true, true, false]);
    second.add(keyOf(3), NOW);
    await second.flush();
    should((await start()).has(keyOf(3), NOW)).be.true();
    problems.should.eql([]);
  });

  it('writes by itself what it was told, also after a flush', async () => {
    const journal = await start();
    for (let id = 1; id <= 3; id++) {
      journal.add(keyOf(id), NOW);
      await eventually(async () => (await lines().catch(() => [])).length === id);
      await journal.flush();
    }
  });

  it('loses nothing of an earlier life when it is told something before it has read the file', async () => {
    await write(`${keyOf(1)} ${NOW}\n`);
    const journal = new SeenJournal({ file, now: () => NOW });
    journal.add(keyOf(2), NOW);
    await journal.flush();
    const again = await start();
    should([again.has(keyOf(1), NOW), again.has(keyOf(2), NOW)]).eql([true, true]);
    should((await lines()).length).equal(2);
  });

  it('makes its folder, and a file that only its owner may read, also when it is replaced', async () => {
    const journal = await start({ limit: 10 });
    journal.add(keyOf(1), NOW);
    await journal.flush();
    should((await stat(file)).mode & 0o777).equal(0o600);
    for (let id = 0; id < 3_000; id++) {
      journal.add(keyOf(id), NOW);
      if (id % 100 === 0) await journal.flush();
    }
    await journal.flush();
    should((await stat(file)).mode & 0o777).equal(0o600);
    should(await readdir(join(folder, 'sub'))).eql(['seen.log']);
  });

  it('keeps no word of an event, only hashes and times', async () => {
    const journal = await start();
    journal.add(seenKey('a1', 'evt-geheim'), NOW);
    await journal.flush();
    should(await readFile(file, 'utf8')).match(/^[\w-]{22} 1790000000000\n$/);
  });

  it('writes what comes at once in few batches, and loses none of it', async () => {
    const journal = await start();
    for (let id = 0; id < 5_000; id++) journal.add(keyOf(id), NOW);
    await journal.flush();
    const again = await start();
    for (let id = 0; id < 5_000; id++) should(again.has(keyOf(id), NOW)).be.true();
  });

  it('does not grow without end', async () => {
    const journal = await start({ limit: 100 });
    for (let id = 0; id < 10_000; id++) {
      journal.add(keyOf(id), NOW);
      if (id % 50 === 0) await journal.flush();
      if (id % 1_000 === 0) should((await lines()).length).be.belowOrEqual(1_200);
    }
    await journal.flush();
    should((await lines()).length).be.belowOrEqual(1_200);
    const again = await start({ limit: 100 });
    should([again.has(keyOf(9_899), NOW), again.has(keyOf(9_900), NOW), again.has(keyOf(9_999), NOW)]).eql([
      false,
      true,
      true,
    ]);
  });

  it('has forgotten after a restart what is older than a day', async () => {
    const first = await start();
    first.add(keyOf(1), NOW - DAY - 1);
    first.add(keyOf(2), NOW - DAY);
    await first.flush();
    const second = await start();
    should([second.has(keyOf(1), NOW), second.has(keyOf(2), NOW)]).eql([false, true]);
  });

  it('does not keep for longer what a wrong clock wrote', async () => {
    await write(`${keyOf(1)} ${NOW + 100 * DAY}\n`);
    const journal = await start();
    should([journal.has(keyOf(1), NOW), journal.has(keyOf(1), NOW + DAY + 1)]).eql([true, false]);
  });

  for (const cut of [1, 10, 23, 30, 36]) {
    it(`survives a last line that was cut after ${cut} characters, and goes on behind it`, async () => {
      const line = `${keyOf(2)} ${NOW}`;
      await write(`${keyOf(1)} ${NOW}\n${line.slice(0, cut)}`);
      const first = await start();
      should([first.has(keyOf(1), NOW), first.has(keyOf(2), NOW)]).eql([true, cut === line.length]);
      first.add(keyOf(3), NOW);
      await first.flush();
      const second = await start();
      should([1, 3].map((id) => second.has(keyOf(id), NOW))).eql([true, true]);
      for (const text of await lines()) text.should.match(/^[\w-]{22} \d{13}$/);
      problems.should.eql([]);
    });
  }

  it('takes what it can read from a file full of other things', async () => {
    await write(Buffer.concat([randomBytes(1_000), Buffer.from(`\n\n${keyOf(1)} ${NOW}\r\n${keyOf(2)} ${NOW}\n\0`)]));
    const journal = await start();
    should(journal.has(keyOf(2), NOW)).be.true();
    journal.add(keyOf(3), NOW);
    await journal.flush();
    (await lines()).should.eql([`${keyOf(2)} ${NOW}`, `${keyOf(3)} ${NOW}`]);
  });

  it('works on without a file that can be read, leaves it alone, and says so once', async () => {
    await mkdir(file, { recursive: true });
    const journal = await start();
    for (let id = 0; id < 3; id++) {
      journal.add(keyOf(id), NOW);
      await journal.flush();
    }
    should(journal.has(keyOf(2), NOW)).be.true();
    problems.should.eql([{ what: 'unreadable', code: 'EISDIR' }]);
    (await readdir(file)).should.eql([]);
  });

  it('works on without a file that can be written, says so once, and has everything in it when it can', async () => {
    await writeFile(join(folder, 'sub'), 'in the way');
    let now = NOW;
    const journal = new SeenJournal({ file, now: () => now, onProblem: (problem) => problems.push(problem) });
    // A folder that is a file cannot be read either; here the way is barred after the start only.
    await rm(join(folder, 'sub'));
    await journal.ready();
    await writeFile(join(folder, 'sub'), 'in the way');
    for (let id = 0; id < 3; id++) {
      journal.add(keyOf(id), now);
      await journal.flush();
    }
    should(journal.has(keyOf(2), now)).be.true();
    problems.length.should.equal(1);
    should(problems[0]?.what).equal('unwritable');
    await rm(join(folder, 'sub'));
    now += 60_000;
    journal.add(keyOf('late'), now);
    await journal.flush();
    const again = await start({ now: () => now });
    should([0, 2, 'late'].map((id) => again.has(keyOf(id), now))).eql([true, true, true]);
    problems.length.should.equal(1);
  });

  it('does not try a file that cannot be written again and again', async () => {
    let now = NOW;
    const journal = new SeenJournal({ file, now: () => now, onProblem: (problem) => problems.push(problem) });
    await journal.ready();
    await writeFile(join(folder, 'sub'), 'in the way');
    journal.add(keyOf(1), now);
    await journal.flush();
    await rm(join(folder, 'sub'));
    now += 59_999;
    journal.add(keyOf(2), now);
    await journal.flush();
    await readFile(file).should.be.rejectedWith({ code: 'ENOENT' });
  });

  it('is not stopped by a draft that an earlier process left behind', async () => {
    await mkdir(join(folder, 'sub'));
    await writeFile(`${file}.new`, 'half');
    await chmod(`${file}.new`, 0o644);
    const journal = await start();
    journal.add(keyOf(1), NOW);
    await journal.flush();
    should((await stat(file)).mode & 0o777).equal(0o600);
    (await readdir(join(folder, 'sub'))).should.eql(['seen.log']);
    problems.should.eql([]);
  });

  it('has nothing to wait for when nothing was told', async () => {
    const journal = await start();
    await journal.flush();
    await readFile(file).should.be.rejectedWith({ code: 'ENOENT' });
  });
});
