import 'should';
import { type Receiving, receivingYet } from '../../nodes/runtime/receiving';
import { deploy, startFlow, stopFlow, usualFlow } from '../support/flow';

const ON_FLOW = { z: 'flow', x: 0, y: 0 };

const flow = () => [
  ...usualFlow({ waitFor: 'read' }),
  { id: 'receive', type: 'conversation-receive', ...ON_FLOW, account: 'account', wires: [[]] },
];

describe('what nodes subscribe to', () => {
  let reception: Receiving;
  let subscribe: Receiving['subscribe'];
  let open = 0;

  before(async () => {
    await startFlow([]);
    await stopFlow();
    reception = receivingYet() as Receiving;
    subscribe = reception.subscribe;
    reception.subscribe = (...parameters) => {
      const leave = subscribe.apply(reception, parameters);
      open++;
      return () => {
        open--;
        leave();
      };
    };
  });

  after(() => {
    reception.subscribe = subscribe;
  });

  afterEach(stopFlow);

  it('is left by each node that goes, and joined once by each that comes', async () => {
    await startFlow(flow());
    open.should.equal(2);
    for (const type of ['full', 'flows', 'nodes'] as const) {
      await deploy(flow(), type);
      open.should.equal(2, type);
    }
    await deploy([{ id: 'flow', type: 'tab', label: 'empty' }]);
    open.should.equal(0);
  });
});
