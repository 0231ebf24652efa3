import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import 'should';
import { freePort } from '../support/free-port';
import { ROOT, tarball, temporaryFolder } from './harness/tarball';

describe('npm run demo', function () {
  this.timeout('2m');
  let temporary: string;
  let child: ChildProcess | undefined;
  let printed = '';

  before('build', () => tarball());

  beforeEach(() => {
    temporary = temporaryFolder();
    printed = '';
  });

  afterEach(() => {
    child?.kill('SIGKILL');
    child = undefined;
  });

  function start(...args: string[]): ChildProcess {
    const { NODE_V8_COVERAGE: _coverage, NODE_OPTIONS: _options, PORT: _port, ...env } = process.env;
    child = spawn(process.execPath, [join(ROOT, 'scripts', 'demo.mjs'), ...args], {
      env: { ...env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    }
    return child;
  }

  async function untilPrinted(pattern: RegExp): Promise<void> {
    while (!pattern.test(printed)) {
      const running = child as ChildProcess;
      await Promise.race([
        once(running.stdout as NodeJS.ReadableStream, 'data'),
        once(running, 'exit').then(() => Promise.reject(new Error(`The demo ended:\n${printed}`))),
      ]);
    }
  }

  it('shows the examples and the phone, tells where, and leaves nothing behind on Ctrl-C', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const demo = start('--port', String(port));
    await untilPrinted(/Ctrl-C/);
    printed.should.containEql(`${url}/`).and.containEql(`${url}/conversations/sandbox/`);

    const flows = (await (await fetch(`${url}/flows`)).json()) as { type: string; label: string }[];
    const examples = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.replace(/^.*[/\\]|\.json$/g, ''));
    flows
      .filter(({ type }) => type === 'tab')
      .map(({ label }) => label)
      .sort()
      .should.eql(examples.sort());
    (await fetch(`${url}/conversations/sandbox/`)).status.should.equal(200);

    const folders = readdirSync(temporary).filter((name) => name.startsWith('conversations-demo-'));
    folders.should.have.length(1);
    demo.kill('SIGINT');
    const [code] = await once(demo, 'exit');
    code.should.equal(0);
    existsSync(join(temporary, folders[0] ?? '')).should.be.false();
    await fetch(url).should.be.rejected();
  });

  describe('with a port that is taken', () => {
    let server: Server;
    let port: number;

    beforeEach(async () => {
      port = await freePort();
      server = createServer().listen(port, '127.0.0.1');
      await once(server, 'listening');
    });

    afterEach(() => server.close());

    it('says so and ends', async () => {
      const [code] = await once(start('--port', String(port)), 'close');
      code.should.equal(1);
      printed.should.match(new RegExp(`Port ${port} is taken`));
    });
  });

  it('names an option that it does not know, and a port that is none', async () => {
    const [code] = await once(start('--prot', '1999'), 'close');
    code.should.equal(1);
    printed.should.match(/--prot/);
    await once(start('--port', '0'), 'close');
    printed.should.match(/"0" is not a port/);
  });
});
