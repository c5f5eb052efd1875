import type { WebhookQueue } from '../webhooks/queue.ts';
import type { Route } from './api.ts';
import { appRoutes } from './apps.ts';
import { commentRoutes } from './comments.ts';
import { commitRoutes } from './commits.ts';
import { contentRoutes } from './contents.ts';
import { deliveryRoutes } from './deliveries.ts';
import type { Grants } from './grants.ts';
import { issueRoutes } from './issues.ts';
import { labelRoutes } from './labels.ts';
import type { Meter } from './meter.ts';
import { organizationRoutes } from './organizations.ts';
import { pullRoutes } from './pulls.ts';
import { reactionRoutes } from './reactions.ts';
import { repositoryRoutes } from './repositories.ts';
import { runRoutes } from './runs.ts';
import { searchRoutes } from './search.ts';
import { userRoutes } from './sign-in.ts';
import { timelineRoutes } from './timeline.ts';

/** Every route of the sandbox. Fixed words come before parameters, since the first match answers. */
export function allRoutes(grants: Grants, queue: WebhookQueue, meter: Meter): Route[] {
  return [
    ...appRoutes(grants),
    ...deliveryRoutes(queue),
    ...userRoutes,
    ...organizationRoutes(meter),
    ...searchRoutes,
    ...repositoryRoutes,
    ...commentRoutes,
    ...timelineRoutes,
    ...issueRoutes,
    ...labelRoutes,
    ...reactionRoutes,
    ...contentRoutes,
    ...commitRoutes,
    ...pullRoutes,
    ...runRoutes,
  ];
}
