import { createHash } from 'node:crypto';

/** 52 bits: what JavaScript's numbers and JSON hold exactly. Of a million texts two fall together once in 9,000 times. */
const HEX_DIGITS = 13;

/**
 * A number for a text, from 1, the same for ever: it is stored. Texts that are only compared are kept by it, which
 * makes rows short, and leaves nothing to read behind.
 */
export function textKey(text: string): number {
  const digest = createHash('sha1').update(text).digest('hex');
  return Number.parseInt(digest.slice(0, HEX_DIGITS), 16) + 1;
}

/** The keys of texts, each once, with the text they came from. */
export function textKeys(texts: readonly string[]): Map<number, string> {
  return new Map(texts.map((text) => [textKey(text), text]));
}
