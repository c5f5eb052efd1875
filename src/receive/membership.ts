import { z } from 'zod';
import type { MembershipEvent } from '../loop/event.ts';
import { happened, type Opened, type Received, unknownAction } from './delivery.ts';
import { read } from './payload-refused.ts';
import { actorSchema, authorSchema } from './shared.ts';

/** Who belongs where: teams, organisation, collaborators. All of them only say "look again". */

/** A team that was deleted comes without its slug. */
const teamSchema = z.object({ slug: z.string().nullish() });
const repositoryIdSchema = z.object({ id: z.number().int().positive() });

const MEMBER = z.object({ member: authorSchema, repository: repositoryIdSchema, sender: actorSchema });
const MEMBERSHIP = z.object({ member: authorSchema, team: teamSchema, sender: actorSchema });
const TEAM = z.object({ team: teamSchema, repository: repositoryIdSchema.nullish(), sender: actorSchema });
const ORGANIZATION_MEMBER = z.object({
  membership: z.object({ user: authorSchema }),
  sender: actorSchema,
});
const ORGANIZATION = z.object({ sender: actorSchema });

/** `member` deliveries: collaborators of a repository. */
export function readMember(opened: Opened): Received {
  if (!isOneOf(opened, ['added', 'edited', 'removed'])) return unknownAction(opened);
  const { member, repository, sender } = read(MEMBER, opened);
  return changed(opened, { scope: 'repository', member, repositoryId: repository.id, actor: sender });
}

/** `membership` deliveries: members of a team. */
export function readMembership(opened: Opened): Received {
  if (!isOneOf(opened, ['added', 'removed'])) return unknownAction(opened);
  const { member, team, sender } = read(MEMBERSHIP, opened);
  return changed(opened, { scope: 'team', member, team: team.slug ?? null, actor: sender });
}

/** `team` deliveries: a whole team, or what it may do in a repository. */
export function readTeam(opened: Opened): Received {
  const known = ['created', 'edited', 'deleted', 'added_to_repository', 'removed_from_repository'];
  if (!isOneOf(opened, known)) return unknownAction(opened);
  const { team, repository, sender } = read(TEAM, opened);
  return changed(opened, {
    scope: 'team',
    team: team.slug ?? null,
    repositoryId: repository?.id ?? null,
    actor: sender,
  });
}

/** `organization` deliveries. */
export function readOrganization(opened: Opened): Received {
  if (opened.action === 'member_invited') return { ignored: 'an invitation makes nobody a member yet' };
  if (isOneOf(opened, ['member_added', 'member_removed'])) {
    const { membership, sender } = read(ORGANIZATION_MEMBER, opened);
    return changed(opened, { scope: 'organization', member: membership.user, actor: sender });
  }
  if (!isOneOf(opened, ['renamed', 'deleted'])) return unknownAction(opened);
  return changed(opened, { scope: 'organization', actor: read(ORGANIZATION, opened).sender });
}

function isOneOf(opened: Opened, actions: readonly string[]): boolean {
  return opened.action !== null && actions.includes(opened.action);
}

function changed(
  opened: Opened,
  what: Pick<MembershipEvent, 'scope' | 'actor'> & Partial<MembershipEvent>,
): Received {
  return {
    event: {
      ...happened(opened, null),
      type: 'membership.changed',
      member: null,
      team: null,
      repositoryId: null,
      ...what,
    },
  };
}
