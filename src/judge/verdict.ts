import { z } from 'zod';
import type { Question, Verdict } from '../loop/opinion.ts';
import { LINK_ANSWERS, STAGE_ANSWERS } from './prompt.ts';

/** An answer of a chat as OpenAI's interface has it, as far as it is used. */
const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});
const stageAnswer = z.object({ answer: z.enum(STAGE_ANSWERS) });
const linkAnswer = z.object({ answer: z.enum(LINK_ANSWERS) });

/**
 * What an answer comes to. One word of a closed list is taken from it and nothing else, so that no text of the model is
 * ever shown to anybody; what does not fit is `inconclusive`. A stage that the app did not find itself is a denial.
 * @param text body of the HTTP answer
 */
export function verdictOf(question: Question, text: string): Verdict {
  const [choice] = parsed(completion, text)?.choices ?? [];
  const said = choice === undefined ? '' : jsonIn(choice.message.content);
  if (question.about === 'stage') {
    const stage = parsed(stageAnswer, said);
    if (stage === null) return 'inconclusive';
    return stage.answer === question.stage ? 'agrees' : 'disagrees';
  }
  switch (parsed(linkAnswer, said)?.answer) {
    case 'same':
      return 'agrees';
    case 'different':
      return 'disagrees';
    case 'unclear':
    case undefined:
      return 'inconclusive';
  }
}

/** Small models wrap their JSON in a fence or a sentence. */
function jsonIn(content: string): string {
  return content.slice(content.indexOf('{'), content.lastIndexOf('}') + 1);
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
