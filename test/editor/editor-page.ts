import type { Browser, Locator, Page } from 'playwright-core';
import { openPage, type PageOptions, type WatchedPage } from '../support/browser';

/** The Node-RED editor in a browser, used as a person uses it. */
export class EditorPage {
  readonly page: Page;
  readonly #watched: WatchedPage;

  private constructor(watched: WatchedPage) {
    this.#watched = watched;
    this.page = watched.page;
  }

  /** Opens the editor and waits until its flows are there. */
  static async open(browser: Browser, url: string, options?: PageOptions): Promise<EditorPage> {
    const editor = new EditorPage(await openPage(browser, options));
    await editor.page.goto(url);
    await editor.page.locator('#red-ui-header-button-deploy').waitFor();
    await editor.page.locator('#red-ui-loading-progress').waitFor({ state: 'hidden' });
    return editor;
  }

  get errors(): readonly string[] {
    return this.#watched.errors;
  }

  /** Opens the dialog of a node of the flow. */
  async edit(nodeId: string): Promise<void> {
    await this.page.locator(`[id="${nodeId}"] .red-ui-flow-node`).first().dblclick();
    await this.#opened('#node-input-name');
  }

  /** From the dialog of a send node on to that of its account. */
  async editAccount(): Promise<void> {
    await this.page.locator('#node-input-btn-account-edit').click();
    await this.#opened('#node-config-input-name');
  }

  /** From the dialog of a send node on to that of a new account. */
  async addAccount(): Promise<void> {
    await this.page.locator('#node-input-btn-account-add').click();
    await this.#opened('#node-config-input-name');
  }

  /** Goes to a tab of the account dialog, by its label. */
  async openTab(label: string): Promise<void> {
    const tab = this.page.locator('#conversation-account-tabs li', { hasText: label });
    await tab.click();
    // Soon after a click on another tab the editor takes this one for the second half of a double click.
    if (!String(await tab.getAttribute('class')).includes('active')) await tab.click();
  }

  /** A field of the open account dialog. */
  account(property: string): Locator {
    return this.page.locator(`#node-config-input-${property}`);
  }

  /** What the Delivery tab of the account dialog shows live. */
  get live(): Locator {
    return this.page.locator('#conversation-account-live');
  }

  /** Chooses another type for a typedInput of a node's dialog, by its words. */
  async chooseType(property: string, words: string): Promise<void> {
    await this.typedInput(property).locator('.red-ui-typedInput-type-select').click();
    await this.page.locator('.red-ui-typedInput-options:visible').getByText(words, { exact: true }).click();
  }

  /** A typedInput of a node's dialog. */
  typedInput(property: string): Locator {
    return this.page.locator(`#node-input-${property} + .red-ui-typedInput-container`);
  }

  /** Types into a field of the open account dialog and leaves it. */
  async typeIntoAccount(property: string, text: string): Promise<void> {
    await this.account(property).fill(text);
    await this.account(property).blur();
  }

  /** Whether the editor has marked a field of the open account dialog as wrong. */
  async isMarked(property: string): Promise<boolean> {
    return String(await this.account(property).getAttribute('class')).includes('input-error');
  }

  /** The line under a field of the account dialog that says what is wrong with it. */
  problem(property: string): Locator {
    return this.page.locator(`#node-config-input-${property}-problem`);
  }

  /** The box with the outcome of *Test connection*. */
  get outcome(): Locator {
    return this.page.locator('#conversation-account-test-result');
  }

  async testConnection(): Promise<void> {
    await this.page.locator('#conversation-account-test').click();
  }

  async chooseSandbox(): Promise<void> {
    await this.account('environment').selectOption('sandbox');
  }

  async chooseLive(): Promise<void> {
    await this.account('environment').selectOption('live');
  }

  async closeAccount(): Promise<void> {
    await this.page.locator('#node-config-dialog-ok').click();
    await this.page.locator('#node-config-input-name').waitFor({ state: 'detached' });
  }

  async closeNode(): Promise<void> {
    await this.page.locator('#node-dialog-ok').click();
    await this.#nodeClosed();
  }

  /** Leaves the dialog of an account and that of its send node below without keeping anything. */
  async cancelAccount(): Promise<void> {
    await this.page.locator('#node-config-dialog-cancel').click();
    await this.page.locator('#node-config-input-name').waitFor({ state: 'detached' });
    await this.cancelNode();
  }

  /** Leaves the dialog of a node without keeping anything. */
  async cancelNode(): Promise<void> {
    await this.page.locator('#node-dialog-cancel').click();
    await this.#nodeClosed();
  }

  async deploy(): Promise<void> {
    const deployed = this.page.waitForResponse((response) => response.url().endsWith('/flows') && response.ok());
    await this.page.locator('#red-ui-header-button-deploy').click();
    await deployed;
  }

  /** What the editor says is wrong with a node, as its red triangle shows it. */
  validationErrors(nodeId: string): Promise<string[]> {
    return this.page.evaluate(`RED.nodes.node(${JSON.stringify(nodeId)}).validationErrors`);
  }

  /** Imports an example through the menu's dialog into a new tab, and goes there. */
  async importExample(...path: readonly string[]): Promise<void> {
    await this.page.evaluate(`RED.actions.invoke('core:show-examples-import-dialog')`);
    const tree = this.page.locator('#red-ui-clipboard-dialog-import-tab-examples');
    for (const title of path) await tree.getByText(title, { exact: true }).click();
    await this.page.locator('#red-ui-clipboard-dialog-import-opt-new').click();
    await this.page.locator('#red-ui-clipboard-dialog-ok').click();
    await tree.waitFor({ state: 'hidden' });
    await this.page.locator('#red-ui-workspace-tabs .red-ui-tab').last().click();
    // Nodes without a tab of their own stick to the mouse until they are put down.
    await this.page.locator('#red-ui-workspace-chart').click({ position: { x: 400, y: 400 } });
  }

  /** Id of the youngest node of a type. */
  lastAdded(type: string): Promise<string> {
    return this.page.evaluate(`RED.nodes.filterNodes({ type: ${JSON.stringify(type)} }).pop().id`);
  }

  /** The status under a node, once it shows these words. */
  statusOf(nodeId: string, words: string): Locator {
    return this.page.locator(`[id="${nodeId}"] .red-ui-flow-node-status-label`, { hasText: words });
  }

  /** Presses the button of an inject node. */
  async press(nodeId: string): Promise<void> {
    await this.page.locator(`[id="${nodeId}"] .red-ui-flow-node-button-button`).click();
  }

  /** The labels that the open dialog shows. */
  async visibleLabels(): Promise<string[]> {
    const labels = await this.page.locator('.conversation-dialog label:visible').allTextContents();
    return labels.map((label) => label.trim());
  }

  /** Labels, hints and buttons of the open dialogs whose words do not fit into them. */
  cutOff(): Promise<string[]> {
    return this.page
      .locator('.conversation-dialog :is(label, button, a, .conversation-hint, .form-tips):visible')
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
          .map((element) => element.textContent ?? ''),
      );
  }

  /** A property of a node, as a deploy would store it. */
  property(nodeId: string, name: string): Promise<unknown> {
    return this.page.evaluate(`RED.nodes.node(${JSON.stringify(nodeId)})[${JSON.stringify(name)}]`);
  }

  /** Changes properties of a node in the editor only, as if the flow had come with them. */
  setProperties(nodeId: string, properties: Record<string, unknown>): Promise<unknown> {
    return this.page.evaluate(
      `Object.assign(RED.nodes.node(${JSON.stringify(nodeId)}), ${JSON.stringify(properties)}) && undefined`,
    );
  }

  close(): Promise<void> {
    return this.#watched.close();
  }

  /** A dialog slides in and then takes the focus: whoever types earlier loses it in the middle of a word. */
  async #opened(firstField: string): Promise<void> {
    await this.page.locator(firstField).waitFor();
    await this.page.waitForFunction(
      `$('${firstField}').closest('.red-ui-tray-body').find(document.activeElement).length > 0`,
    );
  }

  async #nodeClosed(): Promise<void> {
    await this.page.locator('#node-input-name').waitFor({ state: 'detached' });
    await this.page.locator('#red-ui-editor-shade').waitFor({ state: 'hidden' });
  }
}
