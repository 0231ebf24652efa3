import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/** An encrypted text and what is needed, beside the passphrase, to read it. All in base64. */
export interface Sealed {
  readonly salt: string;
  readonly iv: string;
  readonly tag: string;
  readonly text: string;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** What GCM is made for. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/**
 * Encrypts a text (AES-256-GCM, the key derived by scrypt: people choose passphrases).
 * @param context what the text belongs to; it is needed again to read it
 */
export async function seal(text: string, passphrase: string, context: string): Promise<Sealed> {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, await derive(passphrase, salt, KEY_BYTES), iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    text: sealed.toString('base64'),
  };
}

/** Reads what `seal` made. @throws Error where passphrase or context are others, or a byte is */
export async function open(sealed: Sealed, passphrase: string, context: string): Promise<string> {
  const { salt, iv, tag, text } = sealed;
  const key = await derive(passphrase, Buffer.from(salt, 'base64'), KEY_BYTES);
  const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64'), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(Buffer.from(tag, 'base64'));
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()]).toString('utf8');
}
