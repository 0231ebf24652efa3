import { dirname } from 'node:path';
import 'should';
import { MANIFEST, type Tarball, tarball } from './harness/tarball';

/** Two providers, the simulators of both, dialogs in two languages and eighteen examples. */
const LARGEST_BYTES = 290_000;
const MOST_DEPENDENCIES = 6;

describe('The packed package', function () {
  this.timeout('5m');
  let packed: Tarball;
  let paths: string[];

  before(async () => {
    packed = await tarball();
    paths = packed.files.map(({ path }) => path);
  });

  /** Those of `wanted` that the package lacks. */
  const lacking = (...wanted: string[]) => wanted.filter((path) => !paths.includes(path));

  it('holds what its users read', () => {
    lacking('README.md', 'LICENSE', 'CHANGELOG.md', 'package.json').should.eql([]);
  });

  it('holds code, dialog, help and catalogue of every node', () => {
    for (const [type, script] of Object.entries(MANIFEST['node-red'].nodes)) {
      const locale = `${dirname(script)}/locales/en-US/${type}`;
      lacking(script, script.replace(/\.js$/, '.html'), `${locale}.json`, `${locale}.html`).should.eql([]);
    }
  });

  it('holds the icons beside the nodes, where Node-RED looks for them', () => {
    paths.filter((path) => /^dist\/nodes\/icons\/.+\.svg$/.test(path)).should.not.be.empty();
  });

  it('holds the phone page', () => {
    const assets = 'dist/src/sandbox/phone/assets';
    lacking(`${assets}/page.html`, `${assets}/page.css`, `${assets}/page.js`).should.eql([]);
  });

  it('holds at least one example of every node that has a place in the palette', () => {
    const folders = new Set(paths.map((path) => /^examples\/([^/]+)\/.+\.json$/.exec(path)?.[1]));
    Object.keys(MANIFEST['node-red'].nodes)
      .filter((type) => type !== 'conversation-account')
      .filter((type) => !folders.has(type))
      .should.eql([]);
  });

  it('holds no tests, sources, maps or settings of the workshop', () => {
    paths
      .filter((path) => /\.(map|tsx?|tgz)$|^(test|src|nodes|scripts|docs|\.)|tsconfig|biome/.test(path))
      .should.eql([]);
  });

  it('is small', () => {
    packed.size.should.be.below(LARGEST_BYTES);
  });

  it('depends on few packages', () => {
    Object.keys(MANIFEST.dependencies).length.should.be.belowOrEqual(MOST_DEPENDENCIES);
  });
});
