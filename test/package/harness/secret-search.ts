import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** So many characters of a secret, side by side, are already too many to show. */
const TELLING = 12;

/** The names of the places that show a secret: whole, cut short, in a URL, in base64, or in JSON. */
export function placesThatShow(secret: string, places: Readonly<Record<string, string>>): string[] {
  const pieces = new Set([secret.slice(0, TELLING), secret.slice(-TELLING), encodeURIComponent(secret)]);
  for (const prefix of ['', ' ', '  ']) {
    // Base64 knows three alignments. The outer characters depend on what stands beside the secret.
    pieces.add(
      Buffer.from(prefix + secret)
        .toString('base64')
        .slice(4, -4),
    );
  }
  return Object.entries(places)
    .filter(([, content]) => [...pieces].some((piece) => content.includes(piece)))
    .map(([name]) => name);
}

/** The paths of all files below a folder, save the installed packages. */
export function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules'));
}

/** All files below a folder, by path, save the installed packages. The folder must be at rest: a file that goes while it is read fails the call. */
export function filesBelow(folder: string): Record<string, string> {
  return Object.fromEntries(pathsBelow(folder).map((path) => [path, readFileSync(path, 'latin1')]));
}
