import { z } from 'zod';
import type { RepositoryEvent } from '../loop/event.ts';
import { happened, type Opened, type Received, unknownAction } from './delivery.ts';
import { read } from './payload-refused.ts';
import { surroundings } from './shared.ts';
import { meaningOf } from './thread.ts';

const schema = z.object(surroundings);

const MEANINGS: Readonly<Record<string, RepositoryEvent['change']>> = {
  created: 'created',
  deleted: 'deleted',
  renamed: 'renamed',
  transferred: 'transferred',
  privatized: 'privatized',
  publicized: 'publicized',
  archived: 'archived',
  unarchived: 'unarchived',
  edited: 'edited',
};

/** `repository` deliveries. */
export function readRepository(opened: Opened): Received {
  const change = meaningOf(MEANINGS, opened.action);
  return change ? changed(opened, change) : unknownAction(opened);
}

/** `public` deliveries: the older word for `repository.publicized`; both may come. */
export function readPublic(opened: Opened): Received {
  return changed(opened, 'publicized');
}

function changed(opened: Opened, change: RepositoryEvent['change']): Received {
  const { repository, sender } = read(schema, opened);
  return {
    event: { ...happened(opened, null), type: 'repository.changed', change, repository, actor: sender },
  };
}
