'use strict';
/**
 * Settings of a Node-RED under test. It tells the parent process, over the channel of `fork`, everything that happens
 * in it: each log line from trace level on, each message to the editor (debug, status, notifications), and each start
 * of its flows. It ends itself when the parent is gone, so that no run leaves a Node-RED behind.
 */
const { inspect } = require('node:util');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { events } = require.main.require('@node-red/util');
const { liveInstances, liveNodes } = require('./live-objects.cjs');

const tell = (record) => process.connected && process.send(record);

events.on('comms', ({ topic, data }) => tell({ kind: 'comms', topic, data }));
events.on('node-status', ({ id, status }) => tell({ kind: 'comms', topic: `status/${id}`, data: status }));
events.on('flows:started', () => tell({ kind: 'started' }));
process.on('disconnect', () => process.exit());
process.on('message', (question) => question === 'measure' && tell({ kind: 'measured', ...measure() }));

/** What a leak would make grow; the heap is without its garbage. */
function measure() {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  collectGarbage();
  const listeners = events.eventNames().reduce((sum, name) => sum + events.listenerCount(name), 0);
  const handles = process.getActiveResourcesInfo().length;
  const [nodes, instances] = [liveNodes(), liveInstances()];
  // By now so many collections have run that what only a second one can free is gone, too.
  return { handles, listeners, nodes, instances, heap: process.memoryUsage().heapUsed };
}

const tapLog = () => (entry) =>
  tell({ kind: 'log', level: entry.level, type: entry.type, id: entry.id, text: inspect(entry, { depth: 10 }) });

module.exports = {
  uiHost: '127.0.0.1',
  // Node-RED drops what is on its way between two nodes when a deploy replaces them. Delivered at once, nothing is.
  runtimeSyncDelivery: process.env.SYNC_DELIVERY === 'true',
  credentialSecret: 'the secret of a test',
  flowFile: 'flows.json',
  debugMaxLength: 100_000,
  telemetry: { enabled: false, updateNotification: false },
  editorTheme: { tours: false, projects: { enabled: false } },
  logging: {
    console: { level: 'trace', metrics: false, audit: true },
    tap: { level: 'trace', metrics: false, audit: true, handler: tapLog },
  },
  ...JSON.parse(process.env.MORE_SETTINGS ?? '{}'),
};
