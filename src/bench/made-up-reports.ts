/** A report of no project, made by chance from words of no language. */
export interface MadeUpReport {
  title: string;
  body: string;
  /** place of the earlier report that it tells again, counted from 0; null: it is new */
  retells: number | null;
}

/**
 * Words by rank with frequencies as in real text (Zipf's law), without the function words that are never looked up:
 * the commonest word stands in about every fourth report, half of all words in one report only.
 */
const WORDS = 300_000;
const COMMONEST_RANK = 20;
/** Of reports, how many tell again what one of the latest few thousand told, and how much of it in the same words. */
const RETOLD_SHARE = 0.2;
const RETOLD_AMONG = 5_000;
const RETOLD_WORDS = 0.6;
const ERROR_SHARE = 0.4;
const TITLE_WORDS = { least: 4, most: 9 };
const PROSE_WORDS = { least: 15, most: 140 };
const SENTENCE_WORDS = 12;
const TEMPLATE = 'I looked through the open issues before I wrote this one.';

const CONSONANTS = [...'bdfgklmnprtvz'];
const VOWELS = [...'aiou'];
const SYLLABLES = CONSONANTS.flatMap((consonant) => VOWELS.map((vowel) => consonant + vowel));

/** Reports without an end, the same for the same seed. */
export function* madeUpReports(seed: number): Generator<MadeUpReport, never> {
  const chance = chanceOf(seed);
  const latest: { draft: Draft; place: number }[] = [];
  for (let place = 0; ; place += 1) {
    const told = chance() < RETOLD_SHARE ? latest[Math.floor(chance() * latest.length)] : undefined;
    const draft = told === undefined ? draftOf(chance) : retold(told.draft, chance);
    latest[place % RETOLD_AMONG] = { draft, place };
    yield { ...written(draft), retells: told?.place ?? null };
  }
}

interface Draft {
  title: number[];
  prose: number[];
  /** words of an error line; none: there is no error */
  error: number[];
}

function draftOf(chance: () => number): Draft {
  return {
    title: ranks(chance, TITLE_WORDS),
    prose: ranks(chance, PROSE_WORDS),
    error: chance() < ERROR_SHARE ? ranks(chance, { least: 3, most: 8 }) : [],
  };
}

function retold({ title, prose, error }: Draft, chance: () => number): Draft {
  const other = draftOf(chance);
  const mixed = (old: readonly number[], fresh: readonly number[]) =>
    fresh.map((rank, place) => (chance() < RETOLD_WORDS ? (old[place] ?? rank) : rank));
  return { title: mixed(title, other.title), prose: mixed(prose, other.prose), error };
}

function written({ title, prose, error }: Draft): { title: string; body: string } {
  const sentences: string[] = [];
  for (let start = 0; start < prose.length; start += SENTENCE_WORDS) {
    sentences.push(
      `${prose
        .slice(start, start + SENTENCE_WORDS)
        .map(word)
        .join(' ')}.`,
    );
  }
  const lines = [TEMPLATE, '', ...sentences];
  if (error.length > 0) {
    const [name = 0, ...message] = error;
    const kind = word(name);
    lines.push(
      '',
      '```',
      `${kind[0]?.toUpperCase()}${kind.slice(1)}Error: ${message.map(word).join(' ')}`,
      '```',
    );
  }
  return { title: title.map(word).join(' '), body: lines.join('\n') };
}

function ranks(chance: () => number, { least, most }: { least: number; most: number }): number[] {
  const length = Math.round(least + (most - least) * chance() ** 2);
  return Array.from({ length }, () => Math.floor(COMMONEST_RANK * (WORDS / COMMONEST_RANK) ** chance()));
}

/** The word of a rank: its digits in a system of syllables, so that no two are the same. */
function word(rank: number): string {
  let rest = rank + SYLLABLES.length;
  let spelled = '';
  for (; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    spelled += SYLLABLES[rest % SYLLABLES.length] ?? '';
  }
  return spelled;
}

/** Numbers in [0, 1) that look like chance (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
