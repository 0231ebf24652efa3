'use strict';
/**
 * Run as `node registration-probe.cjs <package folder> watch|time`: registers all nodes of the package with a stand-in
 * for RED, as Node-RED does at its start, and prints as JSON which packages that asked for, or how much of the processor's
 * time it took, which other work on the machine does not change much. Watching costs time of its own, so it is one or the
 * other.
 */
const Module = require('node:module');
const { join } = require('node:path');
const { setImmediate: nextTurn } = require('node:timers/promises');
const { MessageChannel, receiveMessageOnPort } = require('node:worker_threads');

// Node-RED has long loaded these when it comes to our nodes.
for (const name of ['http', 'https', 'net', 'tls', 'zlib', 'crypto', 'stream', 'events', 'url', 'util', 'fs', 'path']) {
  require(`node:${name}`);
}

const asked = [];

/** Writes down what is asked for, and gives a function that waits for the last of it. */
function watch() {
  const resolveFilename = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    asked.push(request);
    return resolveFilename.call(this, request, ...rest);
  };
  // import() goes another way than require, through hooks on a thread of their own.
  const { port1, port2 } = new MessageChannel();
  const hooks = `
    let port;
    export const initialize = (given) => { port = given; };
    export const resolve = (specifier, context, next) => { port.postMessage(specifier); return next(specifier, context); };
  `;
  Module.register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data: port2, transferList: [port2] });
  return async () => {
    // What was only started, not awaited, asks within a few turns.
    for (let turn = 0; turn < 20; turn += 1) {
      await nextTurn();
    }
    // The hooks are asked one after the other, on a thread that may still be starting: this is the last one.
    await import('data:text/javascript,');
    for (let told = receiveMessageOnPort(port1); told; told = receiveMessageOnPort(port1)) {
      asked.push(told.message);
    }
  };
}

/** Anything at all: every property of it, and every call, is anything again. */
const anything = new Proxy(() => {}, {
  get: (_target, key) => (typeof key === 'symbol' || key === 'then' ? undefined : anything),
  apply: () => anything,
  construct: () => anything,
});
const types = [];
const httpNode = { use: () => {}, path: () => '' };
const RED = new Proxy(
  { nodes: { registerType: (type) => types.push(type) }, httpNode },
  { get: (target, key) => (key in target ? target[key] : anything) },
);

async function probe(folder, mode) {
  const { 'node-red': nodeRed } = require(join(folder, 'package.json'));
  const files = Object.values(nodeRed.nodes).map((file) => join(folder, file));
  const settle = mode === 'watch' ? watch() : async () => {};
  const begun = process.cpuUsage();
  for (const file of files) {
    const loaded = require(file);
    await (loaded.__esModule ? loaded.default : loaded)(RED);
  }
  const { user, system } = process.cpuUsage(begun);
  const milliseconds = (user + system) / 1000;
  await settle();
  const packages = asked.filter((request) => !/^[./]|^(node|file|data):/.test(request) && !Module.isBuiltin(request));
  console.log(JSON.stringify({ milliseconds, types, packages: [...new Set(packages)] }));
  process.exit();
}

probe(process.argv[2], process.argv[3]);
