/**
 * The access token of the Node-RED editor under which this page is mounted, if its user has logged in.
 * The editor keeps it in the local storage, under a key that ends with its own path.
 *
 * @param pagePath the path of this page, e.g. `/admin/conversations/sandbox/`
 */
export function editorToken(pagePath: string, storage: Pick<Storage, 'getItem'>): string | undefined {
  const editorPath = pagePath.replace(/conversations\/sandbox\/.*$/, '').replace(/\/$/, '');
  try {
    const stored = storage.getItem(`auth-tokens${editorPath.replace(/\//g, '-')}`);
    const token: unknown = JSON.parse(stored ?? 'null')?.access_token;
    return typeof token === 'string' ? token : undefined;
  } catch {
    // Something else wrote there, or the storage is closed to this page: go without.
    return undefined;
  }
}
