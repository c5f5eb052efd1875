import type { KindExample } from '../../loop/observe/kind-model.ts';
import type { TextModel } from '../../loop/observe/text-model.ts';

/** A repository with threads whose kind a human or a label told. */
export interface LabelledRepository {
  repositoryId: number;
  /** how many there are, since the last reset */
  labelled: number;
  /** when one of them was last updated */
  latestAt: Date | null;
  /** how many there were when the kind model was last trained; null: never looked at */
  trainedFrom: number | null;
  trainedAt: Date | null;
}

/** What training the kinds of repositories needs and leaves. */
export interface LessonStore {
  /** Repositories with at least one labelled thread, by id. */
  labelled(): Promise<LabelledRepository[]>;
  /** The newest labelled threads of each kind, at most so many, oldest first. */
  examples(repositoryId: number, perKind: number): Promise<KindExample[]>;
  /** @param count labelled threads that there were */
  keepKinds(repositoryId: number, kinds: TextModel | null, count: number, now: Date): Promise<void>;
  /** All that was learnt in a repository is forgotten; what is said and opened from now on teaches again. */
  reset(repositoryId: number, now: Date): Promise<void>;
}
