import should from 'should';
import { sandbox } from '../../nodes/runtime/sandbox-host';
import { helper, inject, startFlow, stopFlow, textsIn, usualFlow } from '../support/flow';

describe('stopping Node-RED', () => {
  afterEach(stopFlow);

  const logged = (pattern: RegExp) =>
    helper
      .log()
      .args.map(([entry]) => String((entry as { msg: unknown }).msg))
      .filter((text) => pattern.test(text));

  it('sends what is queued before it stops', async () => {
    await startFlow(usualFlow({}, { rateLimit: 1000, ratePeriod: 1 }));
    const { faults } = await sandbox();
    faults.add({ action: { kind: 'delay', ms: 2 } });
    for (let i = 0; i < 30; i++) inject({ payload: `message ${i}`, conversationId: 'conv-ada' });
    await helper.clearFlows();
    should((await textsIn('conv-ada')).filter((text) => text.startsWith('message'))).have.length(30);
    should(logged(/were not sent/)).be.empty();
  });

  it('does not wait for what the limit would not let out in time, and says how many messages were not sent', async () => {
    const { bad, ok } = await startFlow(usualFlow({}, { rateLimit: 5, ratePeriod: 3600 }));
    for (let i = 0; i < 12; i++) inject({ payload: `message ${i}`, conversationId: 'conv-ada' });
    await ok?.received(5);
    await helper.clearFlows();
    should(logged(/were not sent/)).eql(['[node-red-contrib-conversations] Node-RED stops: 7 messages were not sent.']);
    should(bad?.messages.every(({ error }) => error.code === 'ERR_CLOSED')).be.true();
    should((await textsIn('conv-ada')).filter((text) => text.startsWith('message'))).have.length(5);
  });
});
