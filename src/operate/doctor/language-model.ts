import type { Environment } from '../../config/environment.ts';
import { createLanguageModel } from '../../judge/judge.ts';
import type { Logger } from '../../web/log.ts';
import type { Check } from '../doctor.ts';

/** A question with a plain answer, of our own, so that nobody's text is needed to try the model. */
const TRIAL = {
  about: 'stage',
  stage: 'onboarding',
  text: {
    title: 'Installation fails on the first step',
    body: 'I am new here and follow the getting started guide. `npm install` already fails, so I have not seen it run yet.',
  },
} as const;

/** Asks the language model, where there is one, something that it has to know. Everything works without it. */
export async function checkLanguageModel({ judge }: Environment, log: Logger): Promise<Check[]> {
  if (judge === null) return [];
  const name = 'language model';
  const model = createLanguageModel(judge, { clock: { now: () => new Date() }, log });
  const verdict = await model.ask(TRIAL);
  switch (verdict) {
    case 'agrees':
      return [
        {
          name,
          status: 'ok',
          message: `${judge.model} answers; it is asked where a config says "judge: public" or "judge: all"`,
          advice: null,
        },
      ];
    case 'disagrees':
      return [
        {
          name,
          status: 'note',
          message: `${judge.model} answers, but gets a plain question wrong`,
          advice: 'Set JUDGE_MODEL to a larger model.',
        },
      ];
    case 'inconclusive':
      return [
        {
          name,
          status: 'note',
          message: `${judge.model} gave no usable answer within the time it has`,
          advice: 'Check JUDGE_URL, JUDGE_MODEL and JUDGE_API_KEY. Until then everything goes on without it.',
        },
      ];
  }
}
