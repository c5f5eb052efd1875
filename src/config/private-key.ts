import { createPrivateKey } from 'node:crypto';
import type { Variables } from './variables.ts';

const PEM = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([\s\S]*?)-----END \1-----/;
/** Characters of a line of a PEM file (RFC 7468). */
const PEM_LINE = 64;

/**
 * The key of the app as PEM, from `PRIVATE_KEY` (with real or `\n` line ends, on one line, or base64 of a PEM) or from
 * the file that `PRIVATE_KEY_PATH` names. `PRIVATE_KEY` wins, as with Probot.
 */
export function readPrivateKey(variables: Variables, readFile: (path: string) => string): string {
  const inline = variables.text('PRIVATE_KEY');
  const path = variables.text('PRIVATE_KEY_PATH');
  if (inline === null && path === null) {
    const remedy = 'set one of them to the key that the settings page of the GitHub App generates';
    variables.refuse('PRIVATE_KEY or PRIVATE_KEY_PATH', 'is not set', remedy);
    return '';
  }
  const name = inline === null ? 'PRIVATE_KEY_PATH' : 'PRIVATE_KEY';
  const text = inline ?? contentOf(path ?? '', readFile);
  if (text === null) {
    variables.refuse(
      name,
      'names a file that cannot be read',
      'correct the path or the permissions of the file',
    );
    return '';
  }
  const pem = pemOf(text);
  if (pem === null) {
    const remedy = 'set the whole content of the .pem file, line ends as \\n or the whole as base64';
    variables.refuse(name, 'is not an RSA private key in PEM', remedy);
  }
  return pem ?? '';
}

function contentOf(path: string, readFile: (path: string) => string): string | null {
  try {
    return readFile(path);
  } catch {
    return null;
  }
}

/** null where it holds no RSA key that Node can load. */
function pemOf(text: string): string | null {
  const plain = text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('utf8');
  const match = PEM.exec(plain.replaceAll('\\n', '\n'));
  if (match === null) return null;
  const [, label = '', content = ''] = match;
  const lines = content.replace(/\s/g, '').match(new RegExp(`.{1,${PEM_LINE}}`, 'g')) ?? [];
  const pem = `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa' ? pem : null;
  } catch {
    return null;
  }
}
