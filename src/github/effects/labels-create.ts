import type { LabelsCreate } from '../../loop/effect.ts';
import { Invalid } from '../errors.ts';
import { readLabels } from '../facts/labels.ts';
import type { GitHub } from '../github.ts';
import { collect } from '../pages.ts';
import { type Performed, settled } from './context.ts';

/** Creates the first of the missing labels; what is there keeps its colour and its words. */
export async function createLabels(github: GitHub, effect: LabelsCreate): Promise<Performed> {
  const { owner, name: repo } = effect.repository;
  const there = await collect(readLabels(github, effect.repository));
  const names = new Set(there.map((label) => label.name.toLowerCase()));
  const missing = effect.labels.filter((label) => !names.has(label.name.toLowerCase()));
  const [next] = missing;
  if (next === undefined) return settled(null);
  try {
    await github.write('POST /repos/{owner}/{repo}/labels', {
      owner,
      repo,
      name: next.name,
      color: next.color.replace(/^#/, ''),
      description: next.description,
    });
  } catch (error) {
    // Somebody was faster.
    if (!(error instanceof Invalid && error.codes.includes('already_exists'))) throw error;
  }
  return { remote: null, more: missing.length > 1 };
}
