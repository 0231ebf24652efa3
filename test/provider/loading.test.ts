import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** The files of `node_modules` that a child process has loaded after running some code. */
function loadedBy(code: string): string[] {
  // Modules that are imported, not required, are seen by a loader hook only.
  const hook = `export async function load(url, context, next) { console.log('loaded ' + url); return next(url, context); }`;
  const script = `
    const { register } = require('node:module');
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));
    (async () => { ${code} })().then(() => {
      for (const file of Object.keys(require.cache)) console.log('loaded ' + file);
    });`;
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
  });
  return output.split('\n').filter((line) => line.startsWith('loaded ') && line.includes('node_modules'));
}

const loads = (name: string, code: string): boolean =>
  loadedBy(code).some((line) => line.includes(`/node_modules/${name}/`));

describe('loading the client', () => {
  const make = `
    const { createHttp } = require('./src/provider/http');
    const { createProvider } = require('./src/provider');
    const account = { provider: 'sendseven', token: 't', baseUrl: 'http://127.0.0.1:1', requestTimeoutMs: 1000 };
    const provider = createProvider(account, createHttp());`;

  it('does not load got, nor anything else of the network, before the first request', () => {
    for (const name of ['got', 'https-proxy-agent', 'proxy-from-env']) loads(name, make).should.equal(false, name);
  });

  it('loads got with the first request', () => {
    loads('got', `${make} await provider.whoAmI(new AbortController().signal).catch(() => {});`).should.equal(true);
  });
});
