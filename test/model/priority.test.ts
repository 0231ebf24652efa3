import should from 'should';
import { DeliveryError } from '../../src/model/failure';
import { PRIORITIES, parsePriority } from '../../src/model/priority';

describe('the priority of a message', () => {
  it('is one of three words, highest first', () => {
    should(PRIORITIES).eql(['high', 'normal', 'bulk']);
    for (const priority of PRIORITIES) should(parsePriority(priority)).equal(priority);
  });

  for (const nothing of [undefined, null, ''])
    it(`is normal where ${JSON.stringify(nothing)} is given`, () => {
      should(parsePriority(nothing)).equal('normal');
    });

  for (const wrong of ['urgent', 'HIGH', 1, true, {}, ['high']])
    it(`is refused where ${JSON.stringify(wrong)} is given`, () => {
      should(() => parsePriority(wrong)).throw(DeliveryError, { code: 'ERR_PRIORITY' });
    });
});
