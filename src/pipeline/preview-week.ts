import { isoWeek } from '../loop/calendar.ts';
import { decide } from '../loop/decide.ts';
import type { IssuePut } from '../loop/effect.ts';
import type { FactAnswer } from '../loop/fact-answer.ts';
import { requestKey } from '../loop/fact-request.ts';
import { Facts } from '../loop/facts.ts';
import { triageRepository } from '../loop/triage/place.ts';
import type { InstallationReader } from '../store/interface/reader.ts';
import { knownRepositories } from '../store/known-repository.ts';
import { answerInside } from './answer-inside.ts';
import type { FactSource } from './fact-source.ts';

/** More rounds than the weekly issue takes. */
const ROUNDS_MAX = 50;

/** The weekly issue as it would be opened now. */
export interface WeekPreview {
  /** where it would be opened: whoever may read that repository may read this */
  repositoryId: number;
  title: string;
  /** Markdown */
  body: string;
}

/** GitHub is not asked: teams that the config names are taken for ones that there are. */
const NOBODY: FactSource = {
  ask: () => Promise.reject(new Error('a preview asks nobody')),
  instant: (request) => (request.kind === 'team' ? { kind: 'team', value: [] } : null),
  installations: async () => [],
  installation: async () => null,
  isGone: async () => false,
  repositories: async () => null,
  botLogin: async () => '',
  host: '',
};

/** Decides the weekly issue of now without doing anything. Null where none would be opened. */
export async function previewWeek(
  reader: InstallationReader,
  host: string,
  now: Date,
): Promise<WeekPreview | null> {
  const row = await reader.row();
  const place = triageRepository(await knownRepositories(reader));
  if (row === null || place === null) return null;
  const standing = { botLogin: '', host, accountLogin: row.login, installedAt: row.installedAt };
  const event = {
    type: 'schedule.ticked',
    deliveryId: 'preview',
    installationId: reader.installationId,
    at: now,
    task: 'week',
    week: isoWeek(now, place.settings.triage.timezone),
    waiting: true,
  } as const;
  const answers = new Map<string, FactAnswer>();
  const worked = new Map<string, unknown>();
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const outcome = decide(event, new Facts(standing, answers, worked), now);
    if (!('needs' in outcome)) {
      const issue = outcome.effects.find((effect): effect is IssuePut => effect.kind === 'issue.put');
      return issue === undefined
        ? null
        : { repositoryId: issue.repository.repositoryId, title: issue.title, body: issue.body };
    }
    for (const request of outcome.needs) {
      const answer = await answerInside(request, reader, NOBODY, now);
      if (answer === null) throw new Error(`a preview cannot answer ${request.kind}`);
      answers.set(requestKey(request), answer);
    }
  }
  throw new Error(`a preview still needs facts after ${ROUNDS_MAX} rounds`);
}
