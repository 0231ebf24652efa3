// Puts the example flows of the package side by side into one workspace.

/**
 * @typedef {{ id: string, type: string, [property: string]: unknown }} FlowNode
 * @typedef {{ title: string, nodes: FlowNode[] }} Example
 */

/**
 * All examples as one set of flows: a tab for each, named by its title, every id new. Configurations that say the same
 * (the sandbox account, above all) become one, so that every tab talks to the same phone.
 * @param {Example[]} examples
 * @returns {FlowNode[]}
 */
export function combine(examples) {
  const shared = new Map();
  return examples.flatMap((example, index) => oneTab(example, `demo${index + 1}`, shared));
}

/**
 * @param {Example} example
 * @param {string} prefix what all its new ids begin with
 * @param {Map<string, string>} shared the id of each configuration seen so far, by its content
 */
function oneTab({ title, nodes }, prefix, shared) {
  const tab = `${prefix}-tab`;
  const tabs = nodes.filter((node) => node.type === 'tab');
  const ids = new Map(nodes.map((node, index) => [node.id, `${prefix}-${index + 1}`]));
  const known = new Set();
  for (const { id } of tabs) {
    ids.set(id, tab);
  }
  for (const node of nodes.filter(isConfiguration)) {
    const content = JSON.stringify({ ...node, id: '' });
    if (shared.has(content)) {
      known.add(node.id);
    } else {
      shared.set(content, ids.get(node.id));
    }
    ids.set(node.id, shared.get(content));
  }
  const kept = nodes.filter((node) => node.type !== 'tab' && !known.has(node.id));
  return [
    { ...tabs[0], id: tab, type: 'tab', label: title },
    ...kept.map(({ type, ...node }) => ({
      ...renamed(node, ids),
      type: type.replace(/^subflow:(.+)$/, (whole, subflow) =>
        ids.has(subflow) ? `subflow:${ids.get(subflow)}` : whole,
      ),
      // A flow exported without its tab names a tab that does not exist.
      ...('z' in node && !ids.has(node.z) ? { z: tab } : {}),
    })),
  ];
}

/** Configurations belong to no tab and have no place on the canvas. */
function isConfiguration(node) {
  return !('z' in node) && !('x' in node) && node.type !== 'tab' && node.type !== 'subflow';
}

/** A copy in which every id is the new one, wherever it stands: wires, links, groups, accounts. */
function renamed(value, ids) {
  if (typeof value === 'string') {
    return ids.get(value) ?? value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => renamed(item, ids));
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item, ids)]));
  }
  return value;
}
