import fc from 'fast-check';
import should from 'should';
import { variableName } from '../../src/model/variables';

/** A text after a dollar sign, which linters take for a forgotten template when it is written out. */
const dollar = (text: string) => `$${text}`;

describe('a reference to an environment variable', () => {
  for (const [text, name] of [
    [dollar('{S7_TOKEN}'), 'S7_TOKEN'],
    ['$(S7_TOKEN)', 'S7_TOKEN'],
    [`  ${dollar('{S7_TOKEN}')} `, 'S7_TOKEN'],
    [dollar('{name with spaces}'), 'name with spaces'],
  ] as const) {
    it(`is found in ${JSON.stringify(text)}`, () => should(variableName(text)).equal(name));
  }

  const pair = dollar('{A}');
  for (const text of [
    '',
    'A',
    '$A',
    dollar('{}'),
    '$()',
    dollar('{A'),
    dollar('{A)'),
    `Bearer ${pair}`,
    `${pair}x`,
    pair + pair,
  ]) {
    it(`is not seen in ${JSON.stringify(text)}`, () => should(variableName(text)).equal(undefined));
  }

  it('is found whatever the name is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]*$/), (name) => {
        should(variableName(`\${${name}}`)).equal(name);
        should(variableName(`$(${name})`)).equal(name);
      }),
    );
  });
});
