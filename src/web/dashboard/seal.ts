import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const KEY_BYTES = 32;
/** As NIST SP 800-38D has it for GCM. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** Values that go through a browser and come back as they were, unread, or not at all. */
export interface Seal {
  /** @param purpose a value sealed for one is not taken for another */
  close(purpose: string, value: unknown): string;
  /** Null where it was not sealed here for this purpose. */
  open(purpose: string, text: string): unknown;
  /** Proof for a text that nobody else can make. */
  proof(text: string): string;
  isProof(text: string, given: string): boolean;
}

/** @param secret `SESSION_SECRET`, of any length; the keys are derived from it (RFC 5869) */
export function createSeal(secret: string): Seal {
  const derived = (info: string) => Buffer.from(hkdfSync('sha256', secret, 'fullcircle', info, KEY_BYTES));
  const cookieKey = derived('cookies');
  const proofKey = derived('proofs');
  const proof = (text: string) => createHmac('sha256', proofKey).update(text).digest('base64url');
  return {
    close(purpose, value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, cookieKey, nonce).setAAD(Buffer.from(purpose));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(purpose, text) {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, cookieKey, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
      try {
        const plain = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
        return JSON.parse(Buffer.concat(plain).toString('utf8'));
      } catch {
        return null;
      }
    },
    proof,
    isProof(text, given) {
      const [expected, got] = [Buffer.from(proof(text)), Buffer.from(given)];
      return expected.length === got.length && timingSafeEqual(expected, got);
    },
  };
}
