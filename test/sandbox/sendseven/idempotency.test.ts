import { fingerprintOf, IdempotencyStore } from '../../../src/sandbox/sendseven/idempotency';

describe('the memory of idempotency keys', () => {
  const answer = { status: 201 };
  const day = 86_400_000;

  it('is bounded: the oldest key is forgotten first', () => {
    const store = new IdempotencyStore(2);
    for (const key of ['a', 'b', 'c']) store.remember(key, 'f', answer, 0);
    ['a', 'b', 'c'].map((key) => store.recall(key, 'f', 0).kind).should.eql(['new', 'again', 'again']);
  });

  it('lets go of expired keys when new ones come', () => {
    const store = new IdempotencyStore();
    store.remember('old', 'f', answer, 0);
    store.remember('new', 'f', answer, day);
    store.size.should.equal(1);
  });

  it('tells methods, paths and bodies apart', () => {
    const prints = [
      fingerprintOf('POST', '/messages', Buffer.from('a')),
      fingerprintOf('POST', '/contacts', Buffer.from('a')),
      fingerprintOf('PATCH', '/messages', Buffer.from('a')),
      fingerprintOf('POST', '/messages', Buffer.from('b')),
    ];
    new Set(prints).size.should.equal(4);
  });
});
