import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readCommand } from '../../src/sandbox/command-options';

describe('the command line of the sandbox', () => {
  it('has defaults', () => {
    readCommand([]).should.eql({ kind: 'start', port: 18_080, rateLimit: { model: 'none' }, seed: 1 });
  });

  it('reads port, rate limit and seed', () => {
    readCommand(['--port', '0', '--rate-limit', 'sliding:100/60', '--seed=7']).should.eql({
      kind: 'start',
      port: 0,
      rateLimit: { model: 'sliding', limit: 100, periodMs: 60_000 },
      seed: 7,
    });
  });

  it('offers help', () => {
    readCommand(['--help']).should.eql({ kind: 'help' });
  });

  for (const args of [
    ['--port', 'x'],
    ['--port', '65536'],
    ['--rate-limit', 'slow'],
    ['--seed', '1.5'],
    ['--bogus'],
    ['word'],
  ]) {
    it(`calls ${args.join(' ')} a mistake, and names it`, () => {
      readCommand(args).should.containEql({ kind: 'mistake' });
      JSON.stringify(readCommand(args)).should.containEql(args.at(-1));
    });
  }
});

describe('the command of the sandbox', function () {
  this.timeout(30_000);

  const source = join(__dirname, '../../src/sandbox/command.ts');
  const start = (...args: string[]) =>
    spawn(process.execPath, ['--require', 'tsx/cjs', source, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

  async function firstWords(child: ChildProcess): Promise<string> {
    const [chunk] = await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
    return String(chunk);
  }

  it('says where it is, serves there, and ends cleanly on Ctrl-C', async () => {
    const child = start('--port', '0');
    const words = await firstWords(child);
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(words)?.[0];
    (await fetch(`${origin}/_sandbox/requests`)).status.should.equal(200);
    child.kill('SIGINT');
    (await once(child, 'exit')).should.eql([0, null]);
  });

  it('ends with 2 on a wrong option', async () => {
    (await once(start('--bogus'), 'exit')).should.eql([2, null]);
  });
});
