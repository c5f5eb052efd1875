import { expect, it } from 'vitest';
import { readEnvironment } from '../../../src/config/environment.ts';
import { checkLanguageModel } from '../../../src/operate/doctor/language-model.ts';
import { createLog } from '../../../src/web/log.ts';
import { saying, startModelServer } from '../../judge/model-server.ts';

const log = createLog({ level: 'fatal', format: 'json' });

it('says whether the language model answers, and nothing where there is none', async () => {
  expect(await checkLanguageModel(readEnvironment({}), log)).toEqual([]);
  const server = await startModelServer();
  const environment = readEnvironment({ JUDGE_URL: server.url, JUDGE_MODEL: 'small-model' });
  const status = async (content: string, httpStatus = 200) => {
    server.answer = saying(content, httpStatus);
    const [check] = await checkLanguageModel(environment, log);
    expect(check?.message).toContain('small-model');
    return check?.status;
  };
  expect(await status('{"answer": "onboarding"}')).toBe('ok');
  expect(await status('{"answer": "advocacy"}')).toBe('note');
  expect(await status('Sure!')).toBe('note');
  expect(await status('', 401)).toBe('note');
  await server.close();
});
