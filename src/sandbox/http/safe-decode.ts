/** A part of a path without its percent signs; as it is, when they mean nothing. */
export function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
