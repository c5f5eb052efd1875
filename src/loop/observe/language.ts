import type { Word } from './words.ts';

/** Words of prose from which a language in Latin letters is told; fewer are `und`. */
const WORDS_MIN = 4;

/** Words looked at. */
const WORDS_READ_MAX = 300;

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['ru', /\p{Script=Cyrillic}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['el', /\p{Script=Greek}/u],
  ['th', /\p{Script=Thai}/u],
  ['hi', /\p{Script=Devanagari}/u],
];

/** Frequent short words that tell the languages apart. */
const FREQUENT: Readonly<Record<string, readonly string[]>> = {
  en: ['the', 'is', 'to', 'and', 'in', 'it', 'of', 'this', 'that', 'with', 'not', 'when', 'for', 'i', 'you', 'how', 'be', 'are', 'on', 'does', 'can', 'my', 'after', 'from'],
  de: ['der', 'die', 'das', 'und', 'ist', 'nicht', 'ich', 'mit', 'auf', 'ein', 'eine', 'es', 'wie', 'den', 'von', 'zu', 'wenn', 'wird', 'nach', 'beim', 'kann', 'auch'],
  es: ['el', 'la', 'los', 'las', 'que', 'de', 'no', 'es', 'en', 'un', 'una', 'con', 'por', 'para', 'como', 'al', 'me', 'pero', 'cuando', 'puedo', 'se', 'hola'],
  fr: ['le', 'la', 'les', 'des', 'et', 'est', 'je', 'pas', 'une', 'un', 'que', 'dans', 'pour', 'avec', 'sur', 'ne', 'mais', 'vous', 'comment', 'du', 'bonjour', 'il'],
  pt: ['o', 'os', 'não', 'uma', 'um', 'que', 'de', 'em', 'com', 'para', 'como', 'meu', 'eu', 'mas', 'ao', 'da', 'do', 'está', 'quando', 'olá', 'isso', 'por'],
  it: ['il', 'che', 'non', 'di', 'è', 'un', 'una', 'con', 'per', 'come', 'sono', 'ho', 'della', 'ma', 'quando', 'gli', 'nel', 'questo', 'ciao', 'posso', 'si', 'da'],
  nl: ['de', 'het', 'een', 'en', 'niet', 'ik', 'van', 'is', 'dat', 'met', 'op', 'voor', 'maar', 'als', 'bij', 'hoe', 'wordt', 'kan', 'naar', 'mijn', 'ook', 'deze'],
}; // biome-ignore format: one list a language

/** BCP 47 tag of the language the prose is written in, `und` where there is too little to tell. */
export function languageOf(words: readonly Word[]): string {
  const read = words.slice(0, WORDS_READ_MAX).map((word) => word.text);
  const letters = read.filter((word) => /^\p{L}/u.test(word));
  if (letters.length === 0) return 'und';
  const foreign = SCRIPTS.map(([tag, script]) => ({
    tag,
    share: letters.filter((word) => script.test(word)).length / letters.length,
  }));
  const [kana, hangul, han] = foreign;
  // Japanese is written with Han characters too; a few kana are enough to tell
  if (kana !== undefined && han !== undefined && kana.share > 0.05 && kana.share + han.share > 0.3)
    return 'ja';
  if (hangul !== undefined && hangul.share > 0.3) return 'ko';
  const script = foreign.find(({ share }) => share > 0.3);
  if (script !== undefined) return script.tag;
  if (letters.length < WORDS_MIN) return 'und';
  let best = { tag: 'und', hits: 1 };
  for (const [tag, frequent] of Object.entries(FREQUENT)) {
    const hits = letters.filter((word) => frequent.includes(word)).length;
    if (hits > best.hits) best = { tag, hits };
  }
  return best.tag;
}
