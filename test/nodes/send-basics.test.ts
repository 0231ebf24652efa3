import should from 'should';
import { helper, NODES } from '../support/flow';

describe('conversation-send', () => {
  beforeEach(() => helper.startServer());
  afterEach(async () => {
    await helper.unload();
    await helper.stopServer();
  });

  it('sends the text of msg.payload and puts the answer on output 1', async () => {
    const flow = [
      { id: 'account', type: 'conversation-account', environment: 'sandbox', provider: 'sendseven' },
      { id: 'send', type: 'conversation-send', account: 'account', wires: [['ok'], ['bad']] },
      { id: 'ok', type: 'helper' },
      { id: 'bad', type: 'helper' },
    ];
    await helper.load(NODES, flow as never);
    const answer = new Promise<any>((resolve) => {
      helper.getNode('ok').on('input', resolve);
      helper.getNode('bad').on('input', resolve);
    });
    helper.getNode('send').receive({ payload: 'hello', conversationId: 'conv-ada', topic: 'kept' } as never);
    const msg = await answer;
    console.log(msg);
    should(msg.statusCode).equal(201);
  });
});
