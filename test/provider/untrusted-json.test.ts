import fc from 'fast-check';
import should from 'should';
import { parseUntrustedJson } from '../../src/provider/untrusted-json';

const parse = (text: string) => parseUntrustedJson(Buffer.from(text));
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

describe('JSON from strangers', () => {
  it('is what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(4), (value, indent) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        should(parse(JSON.stringify(value, null, indent))).eql(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is never a reason to throw, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseUntrustedJson(Buffer.from(bytes))));
  });

  for (const [title, bytes] of [
    ['nothing', ''],
    ['half of an object', '{"a":'],
    ['two values', '{}{}'],
    ['NaN', 'NaN'],
    ['a byte order mark', '\uFEFF{}'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['Latin-1', Buffer.from('{"a":"ü"}', 'latin1')],
    ['a cut character', Buffer.from('{"a":"ü"}').subarray(0, 7)],
    ['an overlong character', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
  ] as const) {
    it(`is not ${title}`, () => {
      should(parseUntrustedJson(Buffer.from(bytes as string))).be.undefined();
    });
  }

  it('may be 64 levels deep, and not one more', () => {
    should(parse(nested(64, '[', ']'))).be.an.Array();
    should(parse(nested(65, '[', ']'))).be.undefined();
    should(parse(`${'{"a":'.repeat(64)}1${'}'.repeat(64)}`)).be.an.Object();
    should(parse(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`)).be.undefined();
  });

  it('of a megabyte of brackets is refused, and ends nothing', () => {
    should(parse(nested(500_000, '[', ']'))).be.undefined();
    should(parse('['.repeat(1_000_000))).be.undefined();
  });

  it('loses the keys by which a copy would reach the prototype of all objects, on every level and however written', () => {
    const value = parse(
      '{"a":1,"__proto__":{"bad":1},"b":[{"\\u005f_proto__":{"bad":1},"c":{"constructor":{"prototype":{"bad":1}}}}]}',
    );
    should(value).eql({ a: 1, b: [{ c: {} }] });
    const copy = Object.assign({}, value) as Record<string, unknown>;
    should(copy.bad).be.undefined();
    should(({} as Record<string, unknown>).bad).be.undefined();
  });

  it('keeps a constructor that is only a word', () => {
    should(parse('{"constructor":"McLaren","prototype":"MP4"}')).eql({ constructor: 'McLaren', prototype: 'MP4' });
    should(parse('{"constructor":{"name":"McLaren"}}')).eql({ constructor: { name: 'McLaren' } });
  });
});
