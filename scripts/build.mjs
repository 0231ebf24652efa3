/**
 * Builds dist/: the dialogs, the catalogues and icons beside them, the phone page, and the compiled runtime.
 *
 * Run by `npm run build`, and by npm's `prepare` when the package is installed from git. Needs development dependencies only.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

/** Bundles browser code into one script, readable by people and by the Flow Library's scorecard. */
async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    tsconfig: join(root, 'tsconfig.browser.json'),
  });
  return outputFiles[0].text;
}

/**
 * Writes a dialog with its code inline: the Flow Library's scorecard reads node types only from a script of the type
 * "text/javascript" within the HTML.
 */
async function buildDialog(name) {
  const marker = `<script type="text/javascript" src="editor/${name}.ts"></script>`;
  const [before, after, ...more] = (await readFile(join(root, `nodes/${name}.html`), 'utf8')).split(marker);
  if (after === undefined || more.length > 0) throw new Error(`nodes/${name}.html must hold exactly once: ${marker}`);
  const code = await bundle(`nodes/editor/${name}.ts`);
  await writeFile(
    join(dist, `nodes/${name}.html`),
    `${before}<script type="text/javascript">\n${code}</script>${after}`,
  );
}

/** Writes the page that looks like the customer's phone. */
async function buildPhone() {
  const source = join(root, 'src/sandbox/phone/browser');
  const assets = join(dist, 'src/sandbox/phone/assets');
  await mkdir(assets, { recursive: true });
  await writeFile(join(assets, 'page.js'), await bundle('src/sandbox/phone/browser/page.ts'));
  for (const file of ['page.html', 'page.css']) await cp(join(source, file), join(assets, file));
}

/**
 * Compiles the runtime and returns the compiler's exit code. Its words go to the terminal as they are. Comments stay in
 * the sources: they would make up a sixth of what everybody has to download.
 */
function compile() {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  return (
    spawnSync(process.execPath, [tsc, '-p', root, '--removeComments'], { cwd: root, stdio: 'inherit' }).status ?? 1
  );
}

const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'nodes'), { recursive: true });
await cp(join(root, 'nodes/locales'), join(dist, 'nodes/locales'), { recursive: true });
await cp(join(root, 'icons'), join(dist, 'nodes/icons'), { recursive: true });
// One broken part hides no other: all are built, and every mistake is told.
const parts = await Promise.allSettled([...Object.keys(manifest['node-red'].nodes).map(buildDialog), buildPhone()]);
const failed = parts.filter((part) => part.status === 'rejected');
for (const { reason } of failed) console.error(reason.message);
const compiled = compile();
process.exitCode = failed.length > 0 ? 1 : compiled;
