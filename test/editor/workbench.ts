import type { Browser } from 'playwright-core';
import { launchBrowser, type PageOptions } from '../support/browser';
import { type NodeRed, startNodeRed } from '../support/node-red';
import { EditorPage } from './editor-page';

/** A flow with an inject node `greet`, wired to a send node `send`, and a receive node `receive`, both with a sandbox account `account`. */
const FLOWS = [
  { id: 'flow', type: 'tab', label: 'Test' },
  { id: 'account', type: 'conversation-account', name: '', provider: 'sendseven', environment: 'sandbox' },
  {
    id: 'greet',
    type: 'inject',
    z: 'flow',
    props: [{ p: 'payload' }, { p: 'conversationId', v: 'conv-ada', vt: 'str' }],
    payload: 'Good morning from the flow',
    payloadType: 'str',
    topic: '',
    repeat: '',
    crontab: '',
    once: false,
    x: 140,
    y: 120,
    wires: [['send']],
  },
  {
    id: 'send',
    type: 'conversation-send',
    z: 'flow',
    name: '',
    account: 'account',
    conversationId: 'conversationId',
    conversationIdType: 'msg',
    text: 'payload',
    textType: 'msg',
    errors: 'output',
    x: 400,
    y: 120,
    wires: [[], []],
  },
  {
    id: 'receive',
    type: 'conversation-receive',
    z: 'flow',
    name: '',
    account: 'account',
    events: ['message.received'],
    x: 140,
    y: 220,
    wires: [[]],
  },
];

/** A real Node-RED and a browser for a suite, and an editor for as long as a test or a group of them needs one. */
export class Workbench {
  #browser: Browser | undefined;
  #nodeRed: NodeRed | undefined;
  #editor: EditorPage | undefined;

  get editor(): EditorPage {
    if (!this.#editor) throw new Error('No editor is open.');
    return this.#editor;
  }

  /** Starts both. @returns whether there is a browser; without one the suite is to be skipped */
  async start(): Promise<boolean> {
    this.#browser = await launchBrowser();
    if (this.#browser) this.#nodeRed = await startNodeRed({ flows: FLOWS });
    return this.#browser !== undefined;
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.#nodeRed?.stop();
  }

  async open(options?: PageOptions): Promise<void> {
    if (!this.#browser || !this.#nodeRed) throw new Error('The workbench was not started.');
    this.#editor = await EditorPage.open(this.#browser, this.#nodeRed.url, options);
  }

  /** Ends with the editor, if one is open, and wants nothing to have gone wrong in it but what a test did to the routes. */
  async close(): Promise<void> {
    const editor = this.#editor;
    if (!editor) return;
    this.#editor = undefined;
    const errors = editor.errors.filter((error) => !error.includes('/conversations/'));
    await editor.close();
    errors.should.deepEqual([]);
  }
}

/** Gives the suite that calls it a workbench; the suite is skipped visibly where there is no browser. */
export function useWorkbench(suite: Mocha.Suite): Workbench {
  const bench = new Workbench();
  // Starting Node-RED and loading the editor takes many seconds on a busy machine.
  suite.timeout(120_000);
  before(async function () {
    if (!(await bench.start())) this.skip();
  });
  after(() => bench.stop());
  return bench;
}
