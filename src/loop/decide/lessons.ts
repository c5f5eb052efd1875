import { accountAgeDays } from '../account-age.ts';
import type { Change } from '../change.ts';
import type { Item, ThreadState } from '../item.ts';
import type { Ledger } from '../ledger.ts';
import type { Lesson } from '../lesson.ts';
import { accountTrust, stageLesson } from '../observe/learned.ts';
import type { ThreadRef } from '../vocabulary.ts';

/**
 * What the human words that stand on a thread teach, beside what the app had made of it before this event. The store
 * keeps a lesson as it was when its word was first heard: later edits of the text, and what was learnt since, are not
 * what erred. Pull requests and bots get their stage by a rule, so that there is nothing to learn.
 */
export function lessonChanges(
  item: Omit<Item, 'itemId'>,
  ledger: Ledger,
  state: ThreadState,
  ref: ThreadRef,
): Change[] {
  if (item.snapshot.type === 'pull_request' || item.authorRole === 'bot') return [];
  // Where nothing was ever said there is nothing to take back.
  const isSilent = ledger.outcomes.size === 0 && state.judgements.length === 0;
  const change = (about: Lesson['about'], lesson: Lesson | null): Change[] => {
    if (lesson !== null) return [{ type: 'lesson.put', ref, lesson }];
    return isSilent ? [] : [{ type: 'lesson.dropped', ref, about }];
  };
  return [
    ...change('stage', stageLessonOf(item, ledger, state)),
    ...change('kind', kindLessonOf(item, ledger, state)),
  ];
}

function stageLessonOf(
  { observation, snapshot }: Omit<Item, 'itemId'>,
  { stage, stageSaid }: Ledger,
  state: ThreadState,
): Lesson | null {
  if (stage === null || stageSaid === null) return null;
  const { trust, words } = stageLesson({
    thread: `#${snapshot.number}`,
    title: snapshot.title,
    body: snapshot.body,
    stage: stage.stage,
    accountAgeDays: accountAgeDays(stageSaid.actor.id, stageSaid.at),
  });
  const before = state.item?.observation ?? observation;
  const { guess: guessed, modelVersion } = before;
  // What one word comes to may depend on an earlier one that is told late: then it is another lesson.
  const { at } = stageSaid;
  const key = `${stageSaid.key}:${stage.stage ?? 'none'}`;
  return { about: 'stage', key, value: stage.stage, guessed, modelVersion, trust, words, at };
}

function kindLessonOf(
  { observation }: Omit<Item, 'itemId'>,
  { kind }: Ledger,
  state: ThreadState,
): Lesson | null {
  if (kind === null) return null;
  const { kind: guessed, modelVersion } = state.item?.observation ?? observation;
  const { key, value, actor, at } = kind;
  const trust = accountTrust(accountAgeDays(actor.id, at));
  return { about: 'kind', key, value, guessed, modelVersion, trust, words: [], at };
}
