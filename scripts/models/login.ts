/**
 * The login that Hugging Face's own tools would send, found as they find it: a token in a variable,
 * else the one that `hf auth login` saved. Left out: tokens that CI and Colab lend, and the renewal
 * of one that expires, which `hf` does itself.
 */
import { readFile } from 'node:fs/promises';
import { UserError } from '../../reference/user-error';

export interface Login {
  /** Never shown. */
  token: string | null;
  /** For refusals: whose token it is, or why there is none. */
  says: string;
}

const clean = (text: string): string => text.replace(/[\r\n]/g, '').trim();

/** A token becomes a line of a request; what cannot stand there would be shown by an error. */
function loginOf(token: string, place: string): Login {
  if (/^[\x21-\x7e]+$/.test(token)) {
    return { token, says: `the token in ${place} does not open it` };
  }
  throw new UserError(
    `${place}: expected a token, such as hf_ and letters, got text with other signs in it; log in anew with hf auth login`,
  );
}

async function readSaved(path: string): Promise<string> {
  try {
    return clean(await readFile(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ENOTDIR: a folder on the way is a file.
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw new UserError(
      `${path}: expected the token that hf auth login saved, it cannot be read (${code}); make it readable, or name another file in HF_TOKEN_PATH`,
      { cause: error },
    );
  }
}

/**
 * @param variables the texts of HF_TOKEN and of its older name
 * @param path where `hf auth login` saves a token
 * @throws UserError for a token that cannot be one
 */
export async function findLogin(
  variables: readonly (readonly [name: string, text: string | undefined])[],
  path: string,
): Promise<Login> {
  const [name = '', text = ''] = variables.find(([, value]) => value) ?? [];
  if (clean(text)) return loginOf(clean(text), name);
  const saved = await readSaved(path);
  if (saved) return loginOf(saved, path);
  return { token: null, says: `no login was found (HF_TOKEN, ${path})` };
}
