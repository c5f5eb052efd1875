/**
 * Function words of the languages that reports are written in. They carry no problem, so they are no terms;
 * how many of them a text has also tells its language.
 */

export const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt'] as const;
export type LatinLanguage = (typeof LANGUAGES)[number];

/** What a text is written in; `cjk` by script, `unknown` where there is too little prose to tell. */
export type Language = LatinLanguage | 'cjk' | 'other' | 'unknown';

const LISTS: Record<LatinLanguage, string> = {
  en: `a about after all also although am an and any are as at be because been before being but by can could
did do does doing done don't down each even every few for from further get gets getting got had has have having he her here him
his how however i i'd i'll i'm i've if in into is isn't it it's its itself just let like me more most much my no
nor not now of off on once only or other our out over own please same she should so some still such than
thank thanks that that's the their them then there these they this those though through to too under until up
upon us use used using very was wasn't we were what when where whether which while who whom why will with
won't would yet you your doesn't didn't can't cannot seems seem hi hello hey`,
  de: `aber alle als also am an auch auf aus bei beim bin bis bitte da dann das dass dem den der des die dies diese dieser
doch durch ein eine einem einen einer eines er es für habe haben hat ich ihr im in ist ja kann kein keine
können man mein mich mir mit nach nicht noch nur ob oder ohne schon sehr sein sich sie sind so über um und
uns von vor war was wenn werden wie wieder wir wird wurde zu zum zur`,
  es: `a al algo alguien como con cuando de del desde donde dos el ella ellos en entre era es esa ese eso esta
está estaba este esto estoy fue gracias ha hace hay he hola la las le les lo los más me mi mientras muy nada ni no nos
o para pero por porque puede que qué se ser si sí sin sobre solo son su sus también tengo tiene un una uno
y ya yo`,
  fr: `à au aucun aussi autre aux avec bonjour c'est ça car ce cela ces cet cette comme dans de depuis des du elle en est et être eu
fait il ils j'ai je la le les leur lors mais me merci mes moi mon même n'est ne nous on ont ou où par pas
peut plus pour quand que qui sa sans se ses si son sont sur tout très un une vous y était`,
  pt: `a ao aos as até com como da das de do dos e ela ele em entre era essa esse esta está estou este eu foi
isso isto já lhe mais mas me meu minha muito na não nas nem no nos o obrigado olá os ou para pela pelo por porque pode quando que
quem se sem ser seu só sua são também tem tenho um uma você`,
};

const SETS: ReadonlyMap<LatinLanguage, ReadonlySet<string>> = new Map(
  LANGUAGES.map((language) => [language, new Set(LISTS[language].split(/\s+/u))]),
);

const NONE: ReadonlySet<string> = new Set();

/** The function words of a language; empty for those without a list. */
export function stopWords(language: Language): ReadonlySet<string> {
  return SETS.get(language as LatinLanguage) ?? NONE; // a key that is not there gives the empty set
}

/** Below this many words nothing can be said about the language. */
const WORDS_MIN = 6;
/** Ordinary prose has about every third word from its list; reports full of names have fewer. */
const SHARE_MIN = 0.12;

/**
 * The language of prose, from the share of its words that are function words.
 * @param tokens lower-case words in the order of the text, none dropped
 * @param cjkShare share of the letters that are Han, Kana or Hangul, 0..1
 */
export function languageOf(tokens: readonly string[], cjkShare: number): Language {
  if (cjkShare > 0.3) return 'cjk';
  if (tokens.length < WORDS_MIN) return 'unknown';
  let best: Language = 'other';
  let bestHits = SHARE_MIN * tokens.length;
  for (const [language, set] of SETS) {
    let hits = 0;
    for (const token of tokens) if (set.has(token)) hits += 1;
    if (hits > bestHits) {
      best = language;
      bestHits = hits;
    }
  }
  return best;
}
