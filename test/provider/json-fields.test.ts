import should from 'should';
import { fieldsOf, idIn, objectIn, textIn } from '../../src/provider/json-fields';

const others = [undefined, null, true, [], ['a'], Number.NaN];

describe('a field of untrusted JSON', () => {
  it('is an object only when it is one', () => {
    should(objectIn({ a: 1 })).eql({ a: 1 });
    for (const value of [...others, 'a', 1]) {
      should(objectIn(value)).be.undefined();
      should(fieldsOf(value)).eql({});
    }
  });

  it('is a text only when it is one', () => {
    should(textIn('')).equal('');
    for (const value of [...others, 1, {}]) should(textIn(value)).be.undefined();
  });

  it('is an id when it is a text that says something, or a number', () => {
    should([idIn('a'), idIn(131047), idIn(0)]).eql(['a', '131047', '0']);
    for (const value of [...others, '', {}]) should(idIn(value)).be.undefined();
  });
});
