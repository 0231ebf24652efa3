// node scripts/screenshots.mjs: takes the pictures of the README anew, from a real Node-RED with all examples in a
// headless Chromium (of the system, or named by CHROMIUM_PATH). Build first. Nothing leaves this machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { choosePort } from './demo/port.mjs';
import { makeUserFolder } from './demo/user-folder.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMAGES = join(ROOT, 'docs', 'images');
const { name: PACKAGE } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const HOST = '127.0.0.1';
const START_LIMIT_MS = 60_000;
const WINDOW = { width: 1180, height: 620 };
/** npm and GitHub show them all at once: none may be heavy. */
const MAX_BYTES = 150_000;

/** What *Test connection* is answered in the picture: no token of ours is at hand. */
const TESTED = {
  ok: true,
  environment: 'live',
  who: { name: 'Ada Lovelace', email: 'ada@example.com', role: 'admin', tenantId: 'acme' },
};

const saved = [];

function save(name, picture) {
  writeFileSync(join(IMAGES, name), picture);
  saved.push(name);
}

async function openEditor(browser, url) {
  const page = await browser.newPage({ viewport: WINDOW, colorScheme: 'light' });
  await page.route(
    (address) => address.hostname !== HOST,
    (route) => route.abort(),
  );
  await page.goto(url);
  await page.locator('#red-ui-header-button-deploy').waitFor();
  await page.locator('#red-ui-loading-progress').waitFor({ state: 'hidden' });
  return page;
}

/** Shows a tab, and gives the ids of its nodes by type and name. */
function showExample(page, label) {
  return page.evaluate((wanted) => {
    const { nodes, workspaces } = RED;
    const tab = nodes.getWorkspaceOrder().find((id) => nodes.workspace(id).label === wanted);
    workspaces.show(tab);
    return Object.fromEntries(nodes.filterNodes({ z: tab }).map(({ id, type, name }) => [`${type} ${name}`, id]));
  }, label);
}

async function openDialog(page, id) {
  await page.locator(`[id="${id}"] .red-ui-flow-node`).first().dblclick();
  await page.locator('#node-input-name').waitFor();
  await settled(page);
}

/** Dialogs slide in, messages of the editor fade out. */
async function settled(page) {
  await page.locator('.red-ui-notification').evaluateAll((notes) => notes.forEach((note) => void note.remove()));
  await page.locator('#red-ui-editor-stack .red-ui-tray').last().waitFor();
  await pause(700);
}

/** The open dialog, in a window that is as high as its content needs. */
async function takeDialog(page, name, height) {
  await page.setViewportSize({ ...WINDOW, height });
  await page.mouse.move(0, 0); // a tooltip would be in the picture
  await settled(page);
  save(name, await page.locator('#red-ui-editor-stack .red-ui-tray').last().screenshot());
}

async function closeDialogs(page) {
  await page.locator('#node-config-dialog-cancel').click();
  await page.locator('#node-config-input-name').waitFor({ state: 'detached' });
  await page.locator('#node-dialog-cancel').click();
  await page.locator('#red-ui-editor-shade').waitFor({ state: 'hidden' });
}

async function takeDialogs(page) {
  const ids = await showExample(page, '01 - Send a text');
  await openDialog(page, ids['conversation-send ']);
  await takeDialog(page, 'send.png', 660);
  await page.locator('#node-input-btn-account-add').click();
  await page.locator('#node-config-input-name').waitFor();
  await page.locator('#node-config-input-environment').selectOption('live');
  await page.locator('#node-config-input-name').fill('ACME, production');
  await page.locator('#node-config-input-token').fill('not a token, only dots');
  await page.route('**/conversations/accounts/test', (route) => route.fulfill({ json: TESTED }));
  await page.locator('#conversation-account-test').click();
  await page.getByText('ada@example.com').waitFor();
  await takeDialog(page, 'account.png', 780);
  await closeDialogs(page);
}

/** What the Webhook tab is told in the picture: a registration at a real provider is not at hand. */
function registered(url) {
  const path = '/conversations/6f1d2c3b4a596877';
  const state = { mode: 'automatic', state: 'verified', received: 128, duplicates: 2, refused: 0, problems: [] };
  return { path, url: url + path, ...state, lastEventAt: Date.now() - 42_000 };
}

/** The dialog of a receive node, and the tab of the account by which its events come. */
async function takeReceiving(page) {
  const ids = await showExample(page, '01 - Echo bot');
  const [, id] = Object.entries(ids).find(([name]) => name.startsWith('conversation-receive '));
  await openDialog(page, id);
  await takeDialog(page, 'receive.png', 860);
  await page.locator('#node-input-btn-account-edit').click();
  await page.locator('#node-config-input-name').waitFor();
  await page.locator('#node-config-input-environment').selectOption('live');
  await page.locator('#node-config-input-name').fill('ACME, production');
  const account = await page.evaluate(() => RED.editor.getEditStack().at(-1).id);
  const publicUrl = 'https://flows.example.com';
  const json = { root: '/', auth: false, accounts: { [account]: registered(publicUrl) } };
  await page.route('**/conversations/webhooks', (route) => route.fulfill({ json }));
  await page.getByRole('link', { name: 'Webhook', exact: true }).click();
  await page.locator('#node-config-input-publicUrl').fill(publicUrl);
  await page.locator('#node-config-input-autoRegister').check();
  await page.getByText('128').waitFor();
  await takeDialog(page, 'webhook.png', 960);
  await page.unroute('**/conversations/webhooks');
  await closeDialogs(page);
}

/** The rows of the second provider. */
async function takeSinch(page) {
  const ids = await showExample(page, '01 - Send a text');
  await openDialog(page, ids['conversation-send ']);
  await page.locator('#node-input-btn-account-add').click();
  await page.locator('#node-config-input-name').waitFor();
  await page.locator('#node-config-input-provider').selectOption('sinch');
  await page.locator('#node-config-input-environment').selectOption('live');
  await takeDialog(page, 'sinch.png', 860);
  await closeDialogs(page);
}

async function takeImport(page) {
  await page.setViewportSize(WINDOW);
  await page.evaluate("RED.actions.invoke('core:show-examples-import-dialog')");
  const tree = page.locator('#red-ui-clipboard-dialog-import-tab-examples');
  for (const title of [PACKAGE, 'conversation-send']) {
    await tree.getByText(title, { exact: true }).click();
    await pause(1_000); // until the folder has slid open
  }
  save('examples.png', await page.locator('.ui-dialog:visible').screenshot());
  await page.locator('#red-ui-clipboard-dialog-cancel').click();
}

/** The editor and the phone after a message, side by side. */
async function takeHero(browser, page, url) {
  await page.setViewportSize(WINDOW);
  const ids = await showExample(page, '01 - Send a text');
  await page.evaluate("RED.sidebar.show('debug')");
  await page.locator(`[id="${ids['inject Write to Ada']}"] .red-ui-flow-node-button-button`).click();
  await page.locator('.red-ui-flow-node-status-label', { hasText: 'sent' }).waitFor();
  const phone = await browser.newPage({ viewport: { ...WINDOW, width: 390 }, colorScheme: 'light' });
  await phone.goto(`${url}/conversations/sandbox/`);
  await phone.getByText('Ada Lovelace').first().click();
  await pause(3_000); // until the message is read
  const pictures = [await page.screenshot(), await phone.screenshot()].map((picture) => picture.toString('base64'));
  const board = await browser.newPage({ viewport: { width: WINDOW.width + 390 + 50, height: WINDOW.height + 40 } });
  await board.setContent(`<body style="margin: 0; padding: 20px; display: flex; gap: 10px; background: #dfe5ec">
    ${pictures.map((data) => `<img src="data:image/png;base64,${data}" style="border-radius: 8px">`).join('')}`);
  save('hero.png', await board.screenshot());
}

/** The account that has just sent something, so that there is something to see. */
async function takeDelivery(page) {
  const ids = await showExample(page, '01 - Send a text');
  await openDialog(page, ids['conversation-send ']);
  await page.locator('#node-input-btn-account-edit').click();
  await page.locator('#node-config-input-name').waitFor();
  await page.getByRole('link', { name: 'Delivery', exact: true }).click();
  await page.getByText('In the queue').waitFor();
  await takeDialog(page, 'delivery.png', 960);
  await closeDialogs(page);
}

async function waitFor(url, child) {
  for (const deadline = Date.now() + START_LIMIT_MS; Date.now() < deadline; await pause(200)) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/settings`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error('Node-RED did not come up. Is dist/ built?');
}

const port = await choosePort(HOST, undefined);
const folder = makeUserFolder(ROOT, PACKAGE, HOST);
const script = createRequire(import.meta.url).resolve('node-red/red.js');
const child = spawn(process.execPath, [script, '--userDir', folder, '--port', String(port)], {
  cwd: folder,
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
const ended = once(child, 'exit');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
try {
  const url = `http://${HOST}:${port}`;
  mkdirSync(IMAGES, { recursive: true });
  await waitFor(url, child);
  const page = await openEditor(browser, url);
  await takeDialogs(page);
  await takeReceiving(page);
  await takeSinch(page);
  await takeImport(page);
  await takeHero(browser, page, url);
  await takeDelivery(page);
  const heavy = saved.filter((name) => statSync(join(IMAGES, name)).size > MAX_BYTES);
  if (heavy.length > 0) throw new Error(`Heavier than ${MAX_BYTES} bytes: ${heavy.join(', ')}`);
  console.log(`Taken: ${saved.join(', ')}`);
} finally {
  await browser.close();
  child.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
