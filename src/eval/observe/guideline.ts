import {
  STAGE_CLASSES,
  type StageExample,
  type StageText,
  stageText,
} from '../../loop/observe/stage-model.ts';
import { ADOPTION } from './guideline/adoption.ts';
import { ADVOCACY } from './guideline/advocacy.ts';
import { AWARENESS } from './guideline/awareness.ts';
import { NONE } from './guideline/none.ts';
import { ONBOARDING } from './guideline/onboarding.ts';
import { RETENTION } from './guideline/retention.ts';

const WRITTEN = {
  awareness: AWARENESS,
  onboarding: ONBOARDING,
  adoption: ADOPTION,
  retention: RETENTION,
  advocacy: ADVOCACY,
  none: NONE,
} as const;

/**
 * Short threads in our own words that put the guideline of the stages into examples. They are trained on beside the
 * data, never judged on: the rare stages have few threads there, most of them of a handful of projects. Each counts as
 * a repository of its own, so that its words are kept where the data know them too.
 */
export const GUIDELINE: readonly StageExample[] = STAGE_CLASSES.flatMap((stage) =>
  WRITTEN[stage].map(([title, body], at) => ({ repository: `written/${stage}-${at}`, title, body, stage })),
);

/** Each counts as two threads of the data: there is no doubt about its stage. Chosen by cross-validation. */
const IMPORTANCE = 2;

/** Families of features that tell how a text looks: ours are all short and plain, which says nothing of real ones. */
const LOOKS = ['f:', 'x:'];

/** The examples as the stage model is trained on them. */
export function guidelineTexts(): StageText[] {
  return GUIDELINE.map((example) => {
    const text = stageText(example);
    const said = [...text.features].filter(([name]) => !LOOKS.some((family) => name.startsWith(family)));
    return { ...text, features: new Map(said), importance: IMPORTANCE };
  });
}
