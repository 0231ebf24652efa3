import 'should';

describe('The tabs of the demo', () => {
  interface FlowNode {
    id: string;
    type: string;
    [property: string]: unknown;
  }
  let combine: (examples: { title: string; nodes: FlowNode[] }[]) => FlowNode[];

  before(async () => {
    ({ combine } = await import('../../scripts/demo/flows.mjs' as string));
  });

  const example = (title: string, account: string, name = 'Sandbox') => ({
    title,
    nodes: [
      { id: 'tab', type: 'tab', label: 'old' },
      { id: account, type: 'conversation-account', name },
      { id: 'group', type: 'group', z: 'tab', nodes: ['send'], x: 1 },
      { id: 'send', type: 'conversation-send', z: 'tab', g: 'group', account, x: 1, wires: [['show'], []] },
      { id: 'show', type: 'debug', z: 'tab', x: 1, wires: [] },
    ],
  });

  it('are one for each example, named by its title, and no id stands twice', () => {
    const flows = combine([example('first', 'a'), example('second', 'a')]);
    flows
      .filter(({ type }) => type === 'tab')
      .map(({ label }) => label)
      .should.eql(['first', 'second']);
    new Set(flows.map(({ id }) => id)).size.should.equal(flows.length);
  });

  it('keep wires, groups and places within their tab', () => {
    const flows = combine([example('first', 'a'), example('second', 'b')]);
    const second = flows.filter(({ z }) => z === 'demo2-tab');
    const of = (type: string) => second.find((node) => node.type === type) as FlowNode;
    of('conversation-send').should.containDeep({ g: of('group').id, wires: [[of('debug').id], []] });
    of('group').should.containDeep({ nodes: [of('conversation-send').id] });
  });

  it('share an account that is the same, and only that', () => {
    const flows = combine([example('first', 'a'), example('second', 'b'), example('third', 'a', 'Other')]);
    const accounts = flows.filter(({ type }) => type === 'conversation-account').map(({ id }) => id);
    accounts.should.have.length(2);
    flows
      .filter(({ type }) => type === 'conversation-send')
      .map(({ account }) => account)
      .should.eql([accounts[0], accounts[0], accounts[1]]);
  });

  it('are made for a flow that was exported without its tab, and follow subflows', () => {
    const flows = combine([
      {
        title: 'loose',
        nodes: [
          { id: 'sub', type: 'subflow', name: 'sub' },
          { id: 'inside', type: 'debug', z: 'sub', x: 1, wires: [] },
          { id: 'use', type: 'subflow:sub', z: 'gone', x: 1, wires: [] },
        ],
      },
    ]);
    const subflow = flows.find(({ type }) => type === 'subflow') as FlowNode;
    flows.should.containDeep([
      { type: 'tab', label: 'loose', id: 'demo1-tab' },
      { type: 'debug', z: subflow.id },
      { type: `subflow:${subflow.id}`, z: 'demo1-tab' },
    ]);
  });
});
