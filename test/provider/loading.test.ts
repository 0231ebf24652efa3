import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** The files that a child process has loaded after running some code. */
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
  return output.split('\n').filter((line) => line.startsWith('loaded '));
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

describe('loading the nodes, as Node-RED does at its start whether they are used or not', () => {
  const nodes = ['account', 'receive', 'send'].map((name) => `require('./nodes/conversation-${name}');`).join('\n');
  const ours = (loaded: string[], folder: string) => loaded.filter((line) => line.includes(join(root, folder)));

  it('loads no provider, no courier, no endpoint, no sandbox and no other package', () => {
    const loaded = loadedBy(nodes);
    ours(loaded, 'nodes/').should.not.be.empty();
    for (const folder of ['sendseven/', 'sinch/', 'http.ts', 'index.ts'])
      ours(loaded, `src/provider/${folder}`).should.eql([], folder);
    for (const folder of ['src/delivery/courier', 'src/sandbox/', 'src/waiting/', 'src/webhook/'])
      ours(loaded, folder).should.eql([], folder);
    for (const name of ['got', 'ajv', 'https-proxy-agent', 'proxy-from-env', 'express'])
      ours(loaded, `node_modules/${name}/`).should.eql([], name);
  });

  it('loads one provider when it is asked for, not the others', () => {
    const loaded = loadedBy(`require('./src/provider/kinds').PROVIDER_KINDS.sendseven;`);
    ours(loaded, 'src/provider/sendseven/').should.not.be.empty();
    ours(loaded, 'src/provider/sinch/').should.eql([]);
  });
});
