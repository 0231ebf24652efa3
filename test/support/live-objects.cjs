'use strict';
/** Counts what is alive in a Node-RED under test. A collection of garbage goes before each count. */
const { join, sep } = require('node:path');
const { queryObjects } = require('node:v8');

/** Where everything lives that outlasts a node. */
const FOLDERS = ['nodes/runtime', 'src/delivery', 'src/waiting', 'src/webhook'].map(
  (folder) => join(__dirname, '../../dist', folder) + sep,
);

/** Nodes of flows, those that a deploy has replaced and somebody still holds among them. */
function liveNodes() {
  return countOf(require.main.require('@node-red/runtime/lib/nodes/Node'));
}

/** Instances of each class that those folders export, by the class's name. */
function liveInstances() {
  const isOurs = ({ filename }) => FOLDERS.some((folder) => filename.startsWith(folder));
  const modules = Object.values(require.cache).filter(isOurs);
  const classes = new Set(modules.flatMap(({ exports }) => Object.values(exports)).filter(isClass));
  return Object.fromEntries([...classes].map((type) => [type.name, countOf(type)]).filter(([, count]) => count > 0));
}

function isClass(value) {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

function countOf(type) {
  return queryObjects(type, { format: 'count' });
}

module.exports = { liveNodes, liveInstances };
