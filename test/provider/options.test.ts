import should from 'should';
import { flag, object, oneOf, readOptions, text } from '../../src/provider/options';
import { failureOf } from './support/failure-of';

const readers = { text: text(3), flag, word: oneOf(['Plain', 'MARKDOWN']), object: object(9), any: object() };
const read = (options: Record<string, unknown>) => readOptions(options, readers, 'Pigeon');

/** Cannot be written as JSON. */
const endless: Record<string, unknown> = {};
endless.self = endless;

describe('the options of a message', () => {
  it('are read as they were meant', () => {
    should(read({ text: 123, flag: 'true', word: ' plain', object: '{"a":"b"}' })).eql({
      text: '123',
      flag: true,
      word: 'Plain',
      object: { a: 'b' },
    });
    should(read({ flag: false })).eql({ flag: false });
  });

  it('without a value are not given', () => {
    should(read({ text: '', flag: null, word: ' ', object: undefined })).eql({});
  });

  for (const [name, value] of [
    ['text', 'long'],
    ['text', {}],
    ['text', true],
    ['flag', 'yes'],
    ['flag', 1],
    ['word', 'html'],
    ['object', { a: 'bc' }],
    ['object', '[1]'],
    ['object', 7],
    ['any', endless],
    ['any', { big: 1n }],
  ] as const) {
    it(`are named where they are wrong: ${name} as ${typeof value}`, async () => {
      const failure = await failureOf(() => read({ [name]: value }));
      failure.should.containEql({ code: 'ERR_OPTION', kind: 'input' });
      failure.message.should.match(new RegExp(`^The option "${name}" is not `));
      failure.message.should.not.match(/long|html|yes/);
    });
  }

  it('that nobody knows are named, with those that there are', async () => {
    const failure = await failureOf(() => read({ speed: 1 }));
    failure.message.should.equal('Pigeon knows no option "speed".');
    failure.cause.hint.should.equal('Remove it, or use one of text, flag, word, object, any.');
    (await failureOf(() => read({ [`x${'y'.repeat(999)}`]: 1 }))).message.length.should.be.below(120);
  });
});
