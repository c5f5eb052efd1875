import type { Stage } from '../../vocabulary.ts';
import { STAGES } from '../../vocabulary.ts';
import type { WeekFacts } from '../../week-facts.ts';

/** The key question of each stage, as it stands beside its numbers. */
const QUESTIONS: Record<Stage, string> = {
  awareness: 'can they find it and judge it?',
  onboarding: 'how fast to something real?',
  adoption: 'are patterns good enough for real cases?',
  retention: 'does it keep working over time?',
  advocacy: 'are they giving back unasked?',
};

/** Threads of the week by stage, beside those of the week before. */
export function renderStages(figures: Pick<WeekFacts, 'opened' | 'openedBefore'>): string {
  return [
    '| stage | this week | week before | what it asks |',
    '| --- | ---: | ---: | --- |',
    ...STAGES.map(
      (stage) =>
        `| ${stage} | ${figures.opened[stage]} | ${figures.openedBefore[stage]} | ${QUESTIONS[stage]} |`,
    ),
    `| no stage | ${figures.opened.none} | ${figures.openedBefore.none} | |`,
  ].join('\n');
}
