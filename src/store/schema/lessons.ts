import { index, integer, pgTable, primaryKey, real } from 'drizzle-orm/pg-core';
import type { Lesson } from '../../loop/lesson.ts';
import type { TextModel } from '../../loop/observe/text-model.ts';
import { githubId, json, moment, oneOf, words } from './columns.ts';

/** What human words on stage and kind teach: of each thread and subject the latest. Without words it teaches nothing any more. */
export const lessons = pgTable(
  'lessons',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    number: integer('number').notNull(),
    about: oneOf<Lesson['about']>('about').notNull(),
    key: words('key').notNull(),
    value: oneOf<NonNullable<Lesson['value']>>('value'),
    guessed: oneOf<NonNullable<Lesson['guessed']>>('guessed'),
    modelVersion: words('model_version').notNull(),
    trust: real('trust').notNull(),
    words: json<readonly string[]>('words').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.repositoryId, table.number, table.about] }),
    index('lessons_latest').on(table.installationId, table.repositoryId, table.about, table.at),
  ],
);

/** What was trained from a repository's labels, and from how many. */
export const learned = pgTable(
  'learned',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    /** null: too few labels to learn from */
    kinds: json<TextModel>('kinds'),
    /** labelled threads that there were at the last training */
    labelled: integer('labelled').notNull(),
    trainedAt: moment('trained_at'),
    /** what was said and opened before was forgotten on request; null: never */
    resetAt: moment('reset_at'),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.repositoryId] })],
);
