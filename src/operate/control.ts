import type { ControlLine } from '../web/control.ts';
import { startControl } from '../web/control.ts';
import { explained, isForPeople } from './for-people.ts';
import type { OperationParts } from './operation.ts';
import { OPERATIONS } from './operations.ts';

/** Answers commands of this machine as long as this process holds the data folder. */
export function answerCommands(parts: OperationParts): Promise<{ port: number; close(): Promise<void> }> {
  return startControl({
    dataDir: parts.environment.dataDir,
    log: parts.log,
    answer: (name, request, tell) => answer(parts, name, request, tell),
  });
}

async function answer(
  parts: OperationParts,
  name: string,
  request: unknown,
  tell: (line: ControlLine) => Promise<void>,
): Promise<void> {
  const carry = OPERATIONS.get(name);
  if (carry === undefined) {
    const message = `The app that runs here does not know ${JSON.stringify(name)}: it is of another release.`;
    return tell({ failed: { message, forPeople: true } });
  }
  try {
    const result = await carry(request, parts, {
      text: (text) => tell({ text }),
      progress: (what, done, total) => void tell({ progress: [what, done, total] }),
    });
    await tell({ result });
  } catch (error) {
    parts.log.warn({ err: error, operation: name }, 'A command failed');
    await tell({ failed: { message: explained(error), forPeople: isForPeople(error) } });
  }
}
