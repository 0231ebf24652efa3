import should from 'should';
import { MessageStore } from '../../../src/sandbox/core/message-store';
import type { Message } from '../../../src/sandbox/core/types';

const message = (id: string, conversationId: string) => ({ id, conversationId }) as Message;

describe('the store of messages', () => {
  const ids = (store: MessageStore) => [...store.all()].map(({ id }) => id);

  it('forgets the oldest of a conversation beyond its limit', () => {
    const store = new MessageStore({ perConversation: 2, overall: 10 });
    for (const id of ['a1', 'a2', 'a3']) store.add(message(id, 'a'));
    store.add(message('b1', 'b'));
    ids(store).should.eql(['a2', 'a3', 'b1']);
    store
      .of('a')
      .map(({ id }) => id)
      .should.eql(['a2', 'a3']);
    should(store.get('a1')).be.undefined();
  });

  it('forgets the oldest of all beyond the overall limit', () => {
    const store = new MessageStore({ perConversation: 5, overall: 3 });
    for (const id of ['a1', 'b1', 'b2', 'c1']) store.add(message(id, id[0] as string));
    ids(store).should.eql(['b1', 'b2', 'c1']);
    store.of('a').should.be.empty();
  });

  it('forgets a conversation as a whole', () => {
    const store = new MessageStore();
    for (const id of ['a1', 'b1', 'a2']) store.add(message(id, id[0] as string));
    store.forgetConversation('a');
    ids(store).should.eql(['b1']);
    store.size.should.equal(1);
  });
});
