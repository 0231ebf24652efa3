/** What other dialogs want to know of the account that is chosen in them. */
export interface ChosenAccount {
  readonly id: string;
  readonly provider: string;
  readonly isSandbox: boolean;
  /** Whether events can arrive: the sandbox delivers by itself, a provider needs an address. */
  readonly canReceive: boolean;
}

interface AccountProperties {
  readonly provider?: string;
  readonly environment?: string;
  readonly publicUrl?: string;
}

/** The account of the workspace that is chosen in a dialog, deployed or not, or `undefined`. */
export function chosenAccount(id: string): ChosenAccount | undefined {
  const account = RED.nodes.node(id);
  if (!account) return undefined;
  const { provider = '', environment, publicUrl } = account as EditorNode & AccountProperties;
  const isSandbox = environment === 'sandbox';
  return { id, provider, isSandbox, canReceive: isSandbox || Boolean(publicUrl?.trim()) };
}

/** Tells what is chosen in a list, at once and with every change. */
export function followSelect(select: JQuery, tell: (value: string) => void): void {
  const update = () => tell(String(select.val() ?? ''));
  select.on('change', update);
  update();
}
