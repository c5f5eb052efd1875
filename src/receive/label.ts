import { z } from 'zod';
import type { LabelEvent } from '../loop/event.ts';
import { happened, type Opened, type Received, unknownAction } from './delivery.ts';
import { read } from './payload-refused.ts';
import { surroundings } from './shared.ts';
import { meaningOf } from './thread.ts';

const schema = z.object({
  label: z.object({ name: z.string() }),
  changes: z.object({ name: z.object({ from: z.string() }).nullish() }).nullish(),
  ...surroundings,
});

const MEANINGS: Readonly<Record<string, LabelEvent['change']>> = {
  created: 'created',
  edited: 'edited',
  deleted: 'deleted',
};

/** `label` deliveries: a label of a repository, not of a thread. */
export function readLabel(opened: Opened): Received {
  const change = meaningOf(MEANINGS, opened.action);
  if (!change) return unknownAction(opened);
  const { label, changes, repository, sender } = read(schema, opened);
  return {
    event: {
      ...happened(opened, null),
      type: 'label.changed',
      change,
      repository,
      name: label.name,
      previousName: changes?.name?.from ?? null,
      actor: sender,
    },
  };
}
