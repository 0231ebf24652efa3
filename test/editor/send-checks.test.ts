import { checkPriority, usesMore } from '../../nodes/editor/send-checks';

describe('usesMore', () => {
  const cases: [what: string, node: Parameters<typeof usesMore>[0], uses: boolean][] = [
    ['a node from before there was a priority', {}, false],
    [
      'a node with the defaults',
      { priority: 'normal', priorityType: 'str', idempotencyKey: 'idempotencyKey', idempotencyKeyType: 'msg' },
      false,
    ],
    ['another priority', { priority: 'bulk' }, true],
    ['a priority from elsewhere', { priority: 'normal', priorityType: 'flow' }, true],
    ['a key from elsewhere', { idempotencyKey: 'orderId' }, true],
    ['no key at all', { idempotencyKey: '', idempotencyKeyType: 'str' }, true],
  ];
  for (const [what, node, uses] of cases) {
    it(`tells ${uses ? 'that something differs from the default for' : 'nothing special of'} ${what}`, () => {
      usesMore(node).should.equal(uses);
    });
  }
});

describe('checkPriority', () => {
  for (const priority of ['high', 'normal', 'bulk', '', '${PRIORITY}']) {
    it(`accepts "${priority}"`, () => {
      (checkPriority(priority) === undefined).should.be.true();
    });
  }

  for (const priority of ['urgent', 'High', 'x${PRIORITY}']) {
    it(`refuses "${priority}"`, () => {
      String(checkPriority(priority)).should.equal('errors.priorityUnknown');
    });
  }
});
