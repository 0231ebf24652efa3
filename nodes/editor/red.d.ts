/**
 * The Node-RED editor as the dialogs see it.
 *
 * Declared here because the published types (@types/node-red) lack validators with messages, validators of credentials
 * and labels of properties, and pull the globals of Node.js into code that runs in a browser.
 */

/** What every node has in the editor, beside its own properties. */
interface EditorNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/** Answers `true`, or what is wrong. Node-RED shows the words of a function with two parameters only. */
type Validator<TNode, TValue = string> = (
  this: TNode,
  value: TValue | undefined,
  options?: { label?: string },
) => boolean | string;

interface NodeProperty<TNode, TValue> {
  readonly value: TValue;
  /** Name of the property in Node-RED's own messages about it. */
  readonly label?: string;
  readonly required?: boolean;
  /** Type of the configuration node that the property refers to. */
  readonly type?: string;
  readonly validate?: Validator<TNode, TValue>;
}

interface NodeCredential<TNode> {
  readonly type: 'text' | 'password';
  /** Called only while the dialog is open: before, the editor does not know the credentials. */
  readonly validate?: Validator<TNode>;
}

interface NodeDefinition<TNode extends EditorNode, TProperties, TCredentials> {
  readonly category: string;
  /** Message key of the tooltip of the palette's group. Older editors do not read it. */
  readonly categoryDescription?: string;
  readonly defaults: { readonly [K in keyof TProperties]: NodeProperty<TNode, TProperties[K]> };
  readonly credentials?: { readonly [K in keyof TCredentials]: NodeCredential<TNode> };
  readonly inputs?: 0 | 1;
  readonly outputs?: number;
  readonly icon?: string;
  readonly color?: string;
  paletteLabel?(): string;
  readonly inputLabels?: string;
  outputLabels?(this: TNode, index: number): string;
  label(this: TNode): string;
  labelStyle?(this: TNode): string;
  oneditprepare?(this: TNode): void;
  oneditsave?(this: TNode): void;
  oneditcancel?(): void;
  oneditdelete?(): void;
}

interface EditorTabs {
  addTab(tab: { id: string; label: string }): void;
  resize(): void;
}

declare const RED: {
  _(key: string, values?: Record<string, string | number>): string;
  readonly tabs: { create(options: { id: string; onchange(tab: { id: string }): void }): EditorTabs };
  readonly nodes: {
    registerType<TNode extends EditorNode, TProperties, TCredentials = Record<never, never>>(
      type: string,
      definition: NodeDefinition<TNode, TProperties, TCredentials>,
    ): void;
    /** A node or configuration node of the workspace, deployed or not. */
    node(id: string): EditorNode | null | undefined;
  };
  readonly validators: { typedInput(options: { typeField: string } | { type: string }): Validator<unknown> };
};

/** A type of the editor by its name, or one of our own: a text, nothing more than itself, or a list to choose from. */
type TypedInputType =
  | string
  | { readonly value: string; readonly label: string; readonly icon?: string; readonly hasValue?: boolean }
  | {
      readonly value: string;
      readonly label: string;
      readonly icon: string;
      /** What is chosen when a person comes from another type. */
      readonly default: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    };

/** A list whose rows can be added, removed and put into another order. */
interface EditableListOptions<TItem> {
  readonly addButton: string;
  readonly height: 'auto' | number;
  readonly sortable: boolean;
  readonly removable: boolean;
  /** Fills a new row. Pressing the button adds an empty object. */
  addItem(row: JQuery, index: number, item: TItem): void;
  removeItem?(item: TItem): void;
  sortItems?(items: JQuery[]): void;
}

interface JQuery {
  typedInput(options: { default: string; types: readonly TypedInputType[]; typeField?: string }): this;
  typedInput(method: 'value' | 'type'): string;
  typedInput(method: 'value' | 'type', value: string): this;
  typedInput(method: 'types', types: readonly TypedInputType[]): this;
  editableList<TItem>(options: EditableListOptions<TItem>): this;
  editableList(method: 'addItem', item: object): this;
  /** The rows, in order. */
  editableList(method: 'items'): JQuery;
}
