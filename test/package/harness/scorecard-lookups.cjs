'use strict';
/**
 * Preloaded into `node-red-dev validate`: answers what it looks up in the internet from a file, whose path is in
 * SCORECARD_RECORDS. A look-up that the file does not answer fails, so nothing is waved through.
 *
 * The file: `catalogue` (modules of the Flow Library), `node-red` (its registry entry), `packages` (released versions of
 * each dependency, oldest first), `tree` (every package that an installation brings, as name@version).
 */
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');

const records = JSON.parse(readFileSync(process.env.SCORECARD_RECORDS, 'utf8'));
const ofChecker = createRequire(require.resolve('node-red-dev/package.json'));
const ofNpmCheck = createRequire(ofChecker.resolve('npm-check/package.json'));

/** By the last part of their address. */
const pages = {
  'catalogue.json': { modules: records.catalogue },
  'node-red': records['node-red'],
};

function known(table, key) {
  if (!(key in table)) {
    throw new Error(`The records have no answer for ${key}`);
  }
  return table[key];
}

ofChecker('axios').get = async (url) => ({ data: known(pages, url.split('/').at(-1)) });

ofChecker('npm-remote-ls').ls = (name, _range, _flat, callback) => {
  known(records.packages, name);
  callback(records.tree);
};

require.cache[ofNpmCheck.resolve('package-json')] = {
  loaded: true,
  exports: async (name) => {
    const versions = known(records.packages, name);
    return {
      'dist-tags': { latest: versions.at(-1) },
      versions: Object.fromEntries(versions.map((version) => [version, {}])),
    };
  },
};
