import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import 'should';
import { ROOT, temporaryFolder } from './harness/tarball';

/** Stands in for the real build: as quick as it can be, and it counts how often it ran. */
const BUILD = `
  const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
  appendFileSync('builds', 'x');
  mkdirSync('dist', { recursive: true });
  for (const file of ['dist/one.js', 'dist/one.html']) writeFileSync(file, readFileSync('src/one.ts'));
  if (readFileSync('src/one.ts', 'utf8') === 'broken') process.exit(2);
`;

describe('The script ensure-ready', function () {
  this.timeout('2m');
  let project: string;

  beforeEach(() => {
    project = temporaryFolder();
    mkdirSync(join(project, 'scripts'));
    mkdirSync(join(project, 'src'));
    cpSync(join(ROOT, 'scripts', 'ensure-ready.mjs'), join(project, 'scripts', 'ensure-ready.mjs'));
    write(
      'scripts/build.mjs',
      `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);${BUILD}`,
    );
    write('src/one.ts', 'one');
    const manifest = { name: 'project', version: '1.0.0', 'node-red': { nodes: { one: 'dist/one.js' } } };
    write('package.json', JSON.stringify(manifest));
    lock({});
  });

  const write = (file: string, text: string) => writeFileSync(join(project, file), text);
  const builds = () => (existsSync(join(project, 'builds')) ? readFileSync(join(project, 'builds'), 'utf8').length : 0);
  const run = () => {
    const { NODE_V8_COVERAGE: _coverage, NODE_OPTIONS: _options, ...env } = process.env;
    return spawnSync(process.execPath, ['scripts/ensure-ready.mjs'], {
      cwd: project,
      encoding: 'utf8',
      env: { ...env, npm_config_offline: 'true' },
    });
  };

  /** Writes a lock file. The manifest asks for nothing, so npm needs no registry whatever stands in it. */
  function lock(packages: Record<string, unknown>): void {
    const root = { '': { name: 'project', version: '1.0.0' } };
    write(
      'package-lock.json',
      JSON.stringify({ name: 'project', lockfileVersion: 3, packages: { ...root, ...packages } }),
    );
  }

  function pretendInstalled(packages: Record<string, unknown>): void {
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    write('node_modules/.package-lock.json', JSON.stringify({ packages }));
  }

  /** Makes a file as old, or as new, as if it had been written `seconds` from now. */
  function age(file: string, seconds: number): void {
    const time = Date.now() / 1000 + seconds;
    utimesSync(join(project, file), time, time);
  }

  it('installs and builds a fresh clone, and says so', () => {
    const { status, stdout } = run();
    status?.should.equal(0);
    stdout.should.match(/npm ci/).and.match(/Building/);
    builds().should.equal(1);
  });

  it('says and does nothing when there is nothing to do', () => {
    pretendInstalled({});
    run();
    const { status, stdout, stderr } = run();
    [status, stdout, stderr].should.eql([0, '', '']);
    builds().should.equal(1);
  });

  it('builds again when a source is newer than the build', () => {
    pretendInstalled({});
    run();
    age('src/one.ts', 60);
    run();
    builds().should.equal(2);
  });

  it('builds again when a source was removed', () => {
    pretendInstalled({});
    write('src/two.ts', 'two');
    run();
    for (const file of ['dist/one.js', 'dist/one.html']) {
      age(file, -60);
    }
    for (const file of ['src/one.ts', 'scripts/build.mjs', 'package.json']) {
      age(file, -120);
    }
    rmSync(join(project, 'src/two.ts'));
    run();
    builds().should.equal(2);
  });

  it('installs when another version is wanted than is there, but not for an optional package that is missing', () => {
    pretendInstalled({ 'node_modules/a': { version: '1.0.0' } });
    lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } });
    run().stdout.should.not.match(/npm ci/);
    lock({ 'node_modules/a': { version: '1.0.1' } });
    run().stdout.should.match(/npm ci/);
  });

  it('fails with a clear message when npm fails', () => {
    write('package.json', '{');
    const { status, stderr } = run();
    status?.should.equal(1);
    stderr.should.match(/npm ci did not succeed/);
    builds().should.equal(0);
  });

  it('never takes a failed build for a build', () => {
    pretendInstalled({});
    write('src/one.ts', 'broken');
    for (const attempt of [1, 2]) {
      const { status, stderr } = run();
      status?.should.equal(1);
      stderr.should.match(/build did not succeed/);
      builds().should.equal(attempt);
    }
  });
});
