import fc from 'fast-check';
import should from 'should';
import { DeliveryError } from '../../src/model/failure';
import { parseConversationId, parseIdempotencyKey, parseText } from '../../src/model/parse-message';

/** Anything that a flow can put on a message. */
const anything = fc.anything({
  maxDepth: 1,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withBoxedValues: true,
  withSparseArray: true,
});

/** The code of the failure, or undefined where there is a result. */
function codeOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    should(error).be.instanceOf(DeliveryError);
    (error as DeliveryError).kind.should.equal('input');
    return (error as DeliveryError).code;
  }
}

function messageOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    return (error as DeliveryError).message;
  }
  throw new Error('It was expected to fail and did not.');
}

describe('the text to send', () => {
  for (const [value, text] of [
    ['Hello', 'Hello'],
    ['  keeps its spaces \n', '  keeps its spaces \n'],
    [42, '42'],
    [0, '0'],
    [-1.5, '-1.5'],
    [true, 'true'],
    [false, 'false'],
    [10n, '10'],
    [Buffer.from('Grüße 👋'), 'Grüße 👋'],
    [new Uint8Array([0x41]), 'A'],
  ] as const) {
    it(`is ${JSON.stringify(text)} for ${typeof value} ${String(value)}`, () => {
      parseText(value).should.equal(text);
    });
  }

  for (const [value, code] of [
    [undefined, 'ERR_TEXT_MISSING'],
    [null, 'ERR_TEXT_MISSING'],
    ['', 'ERR_TEXT_EMPTY'],
    [' \n\t', 'ERR_TEXT_EMPTY'],
    [Buffer.alloc(0), 'ERR_TEXT_EMPTY'],
    [Number.NaN, 'ERR_TEXT_TYPE'],
    [Number.POSITIVE_INFINITY, 'ERR_TEXT_TYPE'],
    [{ text: 'Hello' }, 'ERR_TEXT_TYPE'],
    [['Hello'], 'ERR_TEXT_TYPE'],
    [() => 'Hello', 'ERR_TEXT_TYPE'],
    [Symbol('Hello'), 'ERR_TEXT_TYPE'],
    [Buffer.from([0xff, 0xfe]), 'ERR_TEXT_TYPE'],
  ] as const) {
    it(`is refused with ${code} for ${typeof value} ${String(value)}`, () => {
      should(codeOf(() => parseText(value))).equal(code);
    });
  }

  it('is told apart by type in the message, without its content', () => {
    messageOf(() => parseText({ secret: 1 })).should.equal('The text to send is an object, not a text.');
    messageOf(() => parseText([1])).should.equal('The text to send is an array, not a text.');
    messageOf(() => parseText(Number.NaN)).should.equal('The text to send is NaN, not a text.');
    messageOf(() => parseText(Buffer.from([0xff]))).should.match(/a buffer that is not UTF-8/);
    messageOf(() => parseText(Symbol('secret'))).should.equal('The text to send is a symbol, not a text.');
  });

  it('is a text with something in it, or a failure of kind input, for any value at all', () => {
    fc.assert(
      fc.property(anything, (value) => {
        codeOf(() => parseText(value).trim().should.not.equal(''));
      }),
    );
  });

  it('is every string that is not blank, unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        fc.pre(text.trim() !== '');
        parseText(text).should.equal(text);
      }),
    );
  });
});

describe('the conversation id', () => {
  it('is trimmed, and a whole number is written out', () => {
    parseConversationId(' conv-ada\n').should.equal('conv-ada');
    parseConversationId(12345).should.equal('12345');
  });

  for (const [value, code] of [
    [undefined, 'ERR_CONVERSATION_MISSING'],
    [null, 'ERR_CONVERSATION_MISSING'],
    ['', 'ERR_CONVERSATION_MISSING'],
    ['  ', 'ERR_CONVERSATION_MISSING'],
    [1.5, 'ERR_CONVERSATION_TYPE'],
    [2 ** 53, 'ERR_CONVERSATION_TYPE'],
    [true, 'ERR_CONVERSATION_TYPE'],
    [{ id: 'conv-ada' }, 'ERR_CONVERSATION_TYPE'],
    [['conv-ada'], 'ERR_CONVERSATION_TYPE'],
    [Buffer.from('conv-ada'), 'ERR_CONVERSATION_TYPE'],
  ] as const) {
    it(`is refused with ${code} for ${typeof value} ${String(value)}`, () => {
      should(codeOf(() => parseConversationId(value))).equal(code);
    });
  }

  it('is a text with something in it, or a failure of kind input, for any value at all', () => {
    fc.assert(
      fc.property(anything, (value) => {
        codeOf(() => parseConversationId(value).should.match(/^\S(.*\S)?$/s));
      }),
    );
  });
});

describe('the idempotency key', () => {
  it('is left to the node where the flow gives none', () => {
    for (const none of [undefined, null, '', '   ']) should(parseIdempotencyKey(none)).equal(undefined);
  });

  it('is trimmed, and a number is written out', () => {
    should(parseIdempotencyKey(' order 4711 ')).equal('order 4711');
    should(parseIdempotencyKey(4711)).equal('4711');
    should(parseIdempotencyKey('k'.repeat(255))).equal('k'.repeat(255));
  });

  for (const [what, value] of [
    ['is too long for a header', 'k'.repeat(256)],
    ['holds a line break', 'a\r\nX-Evil: 1'],
    ['holds letters outside ASCII', 'Größe'],
    ['is an object', {}],
    ['is true', true],
    ['is not a number, which would be the same key for every message', Number.NaN],
    ['has no end', Number.POSITIVE_INFINITY],
  ] as const) {
    it(`is refused when it ${what}`, () => {
      should(codeOf(() => parseIdempotencyKey(value))).equal('ERR_IDEMPOTENCY_KEY');
    });
  }

  it('is fit for a header, left out, or a failure of kind input, for any value at all', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.string(), fc.double()), (value) => {
        codeOf(() =>
          (parseIdempotencyKey(value) ?? 'none').should.match(/^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$/),
        );
      }),
    );
  });
});
