import type { Settings } from './settings.ts';
import type { Stage } from './vocabulary.ts';
import { STAGES } from './vocabulary.ts';

/** Colours and descriptions of the stage labels at their creation; never changed afterwards. */
const LOOK: Record<Stage, { color: string; description: string }> = {
  awareness: { color: 'c5def5', description: 'Author is deciding whether to use this, or cannot find it' },
  onboarding: { color: 'bfdadc', description: 'Author is trying to get to a first success' },
  adoption: { color: 'c2e0c6', description: 'Author is building something real with it' },
  retention: { color: 'fef2c0', description: 'A working set-up stopped being good' },
  advocacy: { color: 'd4c5f9', description: 'Author gives something back' },
};

/** The five labels with the names of the config, as they are created together before the first use. */
export function stageLabels(settings: Settings): { name: string; color: string; description: string }[] {
  return STAGES.map((stage) => ({ name: settings.stages.labels[stage], ...LOOK[stage] }));
}

/** Which stage a label stands for under this config; labels are compared as GitHub does, without case. */
export function stageOfLabel(label: string, settings: Settings): Stage | null {
  const wanted = label.toLowerCase();
  return STAGES.find((stage) => settings.stages.labels[stage].toLowerCase() === wanted) ?? null;
}
