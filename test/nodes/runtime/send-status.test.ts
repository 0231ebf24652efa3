import should from 'should';
import type { Node, NodeAPI } from '../../../nodes/runtime/red';
import { SendStatus } from '../../../nodes/runtime/send-status';

describe('the status of a send node', () => {
  function shown() {
    const texts: (string | undefined)[] = [];
    const node = { status: ({ text }: { text?: string }) => texts.push(text) } as unknown as Node;
    const RED = { _: (key: string) => key.split('.').pop() } as unknown as NodeAPI;
    return { texts, status: new SendStatus(RED, node, () => undefined) };
  }

  it('shows at once that a message is on its way', () => {
    const { texts, status } = shown();
    status.handedOver();
    should(texts).have.length(1);
    status.stop();
  });

  it('is not written over by a node that has closed: its successor bears the same id', () => {
    const { texts, status } = shown();
    status.stop();
    should(texts).eql([undefined]);
    status.handedOver();
    status.ended(undefined);
    should(texts).eql([undefined]);
  });
});
