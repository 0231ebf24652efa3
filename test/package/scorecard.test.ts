import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import should from 'should';
import { type Scorecard, scorecardOf } from './harness/scorecard';
import { MANIFEST, unpackedTarball } from './harness/tarball';

const TYPES = Object.keys(MANIFEST['node-red'].nodes);
/** Configuration nodes have no place in the palette, and need no example of their own. */
const IN_PALETTE = TYPES.filter((type) => type !== 'conversation-account');

const RULES: readonly [rule: string, promise: string][] = [
  ['P01', 'a licence'],
  ['P03', 'a repository or an address for bugs'],
  ['P04', 'a name that the Flow Library accepts'],
  ['P05', 'the keyword node-red'],
  ['P06', 'a range of Node-RED that holds a current release'],
  ['P07', 'a range of Node.js that holds the oldest one of the current Node-RED'],
  ['P08', 'a name that no other package has'],
  ['N01', 'node types that no other package has'],
  ['N02', 'an example of every node'],
  ['D01', 'few dependencies'],
  ['D02', 'no dependency known to break Node-RED'],
  ['D03', 'the newest release of each dependency'],
];

describe("The Flow Library's scorecard", function () {
  this.timeout('3m');
  let folder: string;
  let card: Scorecard;

  before(async () => {
    folder = await unpackedTarball();
    card = await scorecardOf(folder, [{ id: 'node-red-contrib-other', types: ['other-send'] }]);
  });

  for (const [rule, promise] of RULES) {
    it(`${rule}: ${promise}`, () => {
      card.should.have.propertyByPath(rule, 'test').eql(true);
    });
  }

  it('judges all its rules', () => {
    Object.keys(card)
      .filter((key) => key !== 'package')
      .sort()
      .should.eql(RULES.map(([rule]) => rule).sort());
  });

  it('has the keyword node-red indeed, which rule P05 passes either way', () => {
    MANIFEST.keywords.should.containEql('node-red');
  });

  it('has read our dialogs: it found an example for each node of the palette', () => {
    card.should.have.propertyByPath('N02', 'nodes').eql(IN_PALETTE);
  });

  it('has read our dialogs: it would find another package with a type of ours', async () => {
    for (const type of TYPES) {
      const { N01 } = await scorecardOf(folder, [{ id: 'node-red-contrib-double', types: [type] }]);
      should(N01).eql({ test: false, nodes: ['node-red-contrib-double'] });
    }
  });

  it('would find a dependency whose newest release we do not admit', async () => {
    const spoiled = await unpackedTarball();
    const file = join(spoiled, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...manifest, dependencies: { ...manifest.dependencies, got: '^14.6.6' } }));
    const { D03 } = await scorecardOf(spoiled, []);
    should(D03).eql({ test: false, packages: ['got'] });
  });
});
