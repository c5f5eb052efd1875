import type { Said } from '../record.ts';

/** Characters that are read of a comment: what it says of itself it says early. */
export const SAID_CHARACTERS_MAX = 2_000;

/** Links kept of one comment: more is a list. */
const LINKS_MAX = 8;

/** Longest comment that says nothing but "me too": a longer one tells something of its own. */
const ME_TOO_CHARACTERS_MAX = 160;

/** How far before a phrase a "not" turns it. */
const NEGATION_CHARACTERS = 24;

// Alternatives of plain words only, so that matching takes linear time whatever the text. In lower case and without
// flags: folding the case within the match takes four times as long, and there may be half a million comments.
const THANKS =
  /\b(?:thanks|thank you|thx|tnx|cheers|much appreciated|merci|danke|vielen dank|gracias|obrigado|obrigada|grazie)\b|ありがとう|谢谢|謝謝/;
const IN_ADVANCE = /\b(?:in advance|im voraus|d'avance|por adelantado)\b/;
const WORKS =
  /\b(?:works now|working now|works fine now|it works|that works|this works|that worked|this worked|it worked|worked for me|works for me|fixed it|fixed my|solved it|solved my|got it working|is solved|problem solved|issue solved|is resolved|funktioniert jetzt|funciona ahora)\b/;
const NEGATION = /\b(?:not|never|no|nothing|hardly|if|until|when|hope|n't)\b|n['’]t\b/;
const ME_TOO =
  /\b(?:me too|same here|same problem|same issue|same error|same thing|having this too|any news|any update|any updates)\b|^\s*\+1|👍/;
const ASKS =
  /\b(?:which version|what version|(?:can|could|would|will) you (?:please )?(?:provide|share|post|paste|show|give|tell|attach|try|check|test|confirm|explain|elaborate)|please (?:provide|share|post|paste|show|give|attach|try|check|test|confirm)|more information|more info|more details|steps to reproduce|minimal (?:example|reproduction)|need more)\b/;
const INVITES =
  /\b(?:prs? (?:is |are |would be )?(?:very |always |more than )?(?:welcome|appreciated)|pull requests? (?:is |are |would be )?(?:very |always |more than )?(?:welcome|appreciated)|patch(?:es)? (?:is |are |would be )?(?:very )?(?:welcome|appreciated)|(?:would you like|would you be willing|do you want|care|feel free|would you mind|are you willing|can you|could you) (?:to )?(?:sending|send|opening|open|submitting|submit|make|making|create|creating|contribute|contributing) (?:a |us a |your )?(?:pr|pull request|patch|fix|documentation))\b/;
const LINK = /https?:\/\/[^\s<>()[\]"'`]{4,300}/giu;

/** What a comment says in its author's own words: quotes and code are not the author speaking. */
export function readSaid(body: string): Said {
  const { prose, code } = ownWords(body.slice(0, SAID_CHARACTERS_MAX));
  const words = prose.toLowerCase();
  return {
    thanks: THANKS.test(words) && !IN_ADVANCE.test(words),
    worksNow: saysUnnegated(WORKS, words),
    meToo: !code && words.length <= ME_TOO_CHARACTERS_MAX && ME_TOO.test(words),
    asksForInformation: ASKS.test(words),
    invites: INVITES.test(words),
    code,
    links: !prose.includes('://')
      ? []
      : [...prose.matchAll(LINK)].slice(0, LINKS_MAX).map(([link]) => link.replace(/[.,;:!?]+$/u, '')),
  };
}

function ownWords(body: string): { prose: string; code: boolean } {
  if (!/[`>\t]|~~~| {4}/.test(body)) return { prose: body, code: false };
  let inFence = false;
  let code = false;
  const kept: string[] = [];
  for (const line of body.split('\n')) {
    if (/^\s{0,3}(?:```|~~~)/u.test(line)) {
      inFence = !inFence;
      code = true;
    } else if (inFence || line.startsWith('>')) continue;
    else if (/^(?: {4}|\t)\S/u.test(line)) code = true;
    else kept.push(line);
  }
  const text = kept.join('\n');
  const prose = text.replace(/`[^`\n]{1,200}`/gu, ' ');
  return { prose, code: code || prose.length !== text.length };
}

function saysUnnegated(phrase: RegExp, words: string): boolean {
  const found = phrase.exec(words);
  if (found === null) return false;
  return !NEGATION.test(words.slice(Math.max(0, found.index - NEGATION_CHARACTERS), found.index));
}
