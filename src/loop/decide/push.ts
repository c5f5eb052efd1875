import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { PushEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import { adoptersSeen } from './adopters.ts';
import { decideConfig } from './config.ts';
import { pushedReverts } from './landing.ts';
import { NOTHING_FRESH } from './story-of.ts';
import { freshLanding, tell } from './tell.ts';

/** A push: to the config, or of a commit that takes a fix back. */
export function decidePush(event: PushEvent, facts: Facts, now: Date): Decision {
  const config = withAdopters(decideConfig(event, facts, now), event, facts);
  const { repository } = event;
  if (event.ref !== `refs/heads/${repository.defaultBranch}`) return config;
  const reverts = pushedReverts(repository.id, event.commits, event.at);
  const known = reverts.length === 0 ? null : facts.get({ kind: 'repository', repositoryId: repository.id });
  if (known === null) return config;
  const items = facts.get({ kind: 'fixedItems', landings: reverts.flatMap((landing) => landing.reverts) });
  // What takes back nothing that anybody waits for is nobody's business.
  if (items.length === 0) return config;
  const landings = reverts.map((landing) => freshLanding(landing, null));
  const told = tell(items, { ...NOTHING_FRESH, landings }, known, facts);
  return {
    changes: [
      ...config.changes,
      ...reverts.map((landing): Change => ({ type: 'landing.put', landing })),
      ...told.changes,
    ],
    effects: [...config.effects, ...told.effects],
    ignored: null,
  };
}

function withAdopters(config: Decision, event: PushEvent, facts: Facts): Decision {
  const seen = adoptersSeen(event, facts);
  return seen === null
    ? config
    : { ...config, changes: [...config.changes, { type: 'adopters.put', seen }], ignored: null };
}
