import should from 'should';
import { receiveLook } from '../../../nodes/runtime/receive-status';
import type { WebhookReport } from '../../../nodes/runtime/webhook-report';

function look(facts: Partial<WebhookReport>, received = 0) {
  const usual = { path: '/x', url: '', problems: [], received: 0, duplicates: 0, refused: 0 };
  return receiveLook(undefined, { ...usual, mode: 'automatic', state: 'verified', ...facts }, received);
}

describe('the status of a receive node', () => {
  it('listens, and then counts', () => {
    should(look({})).eql({ fill: 'green', shape: 'ring', key: 'listening' });
    should(look({}, 1)).eql({ fill: 'green', shape: 'dot', key: 'received' });
  });

  it('does not pretend to listen where no webhook is set up', () => {
    should(look({ mode: 'off', state: 'unknown' })).eql({ fill: 'yellow', shape: 'ring', key: 'noWebhook' });
  });

  it('says that the public URL is missing which registering needs', () => {
    const facts = { state: 'off', problems: ['no-public-url'] } as const;
    should(look(facts)).eql({ fill: 'yellow', shape: 'ring', key: 'noPublicUrl' });
  });

  it('says first what no setting of the account alone would help against', () => {
    should(look({ problems: ['no-public-url', 'path-taken'] }).key).equal('pathTaken');
    should(look({ problems: ['http-node-off', 'no-public-url'] }).key).equal('httpOff');
  });
});
