/** One variable that cannot be used. No field ever holds its value. */
export interface VariableProblem {
  name: string;
  /** what is wrong, a clause after the name: `is not a whole number from 0 to 65535` */
  wrong: string;
  /** what to do about it, a clause: `set it to …` */
  remedy: string;
}

/** The environment cannot be used; the message names every bad variable at once and no value. */
export class EnvironmentError extends Error {
  readonly problems: readonly VariableProblem[];

  constructor(problems: readonly VariableProblem[]) {
    const count =
      problems.length === 1 ? 'An environment variable is' : `${problems.length} environment variables are`;
    const lines = problems.map(({ name, wrong, remedy }) => `- ${name} ${wrong}: ${remedy}.`);
    super(`${count} wrong or missing:\n${lines.join('\n')}`);
    this.name = 'EnvironmentError';
    this.problems = problems;
  }
}
