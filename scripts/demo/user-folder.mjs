import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { combine } from './flows.mjs';

/** The example flows of the package at `root`, each with the title that its file name gives it. */
function examples(root) {
  return readdirSync(join(root, 'examples'), { recursive: true })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      title: basename(file, '.json'),
      nodes: JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')),
    }));
}

/**
 * Makes a temporary user folder as it is after an installation, the package `name` being a link to its sources at
 * `root`. Its Node-RED listens on `host` only.
 */
export function makeUserFolder(root, name, host) {
  const flows = combine(examples(root));
  const folder = mkdtempSync(join(tmpdir(), 'conversations-demo-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', name), 'junction');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: '*' } }));
  writeFileSync(join(folder, 'flows.json'), JSON.stringify(flows));
  const settings = {
    uiHost: host,
    flowFile: 'flows.json',
    credentialSecret: randomUUID(),
    telemetry: { enabled: false, updateNotification: false },
    editorTheme: { tours: false, projects: { enabled: false } },
    // At level warn Node-RED would tell that it has no projects and no secrets yet.
    logging: { console: { level: 'error', metrics: false, audit: false } },
  };
  writeFileSync(
    join(folder, 'settings.js'),
    // Should the demo be killed, its Node-RED goes too.
    `process.on('disconnect', () => process.exit());\nmodule.exports = ${JSON.stringify(settings, null, 2)};\n`,
  );
  return folder;
}
