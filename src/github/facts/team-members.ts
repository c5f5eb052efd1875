import { z } from 'zod';
import { Gone, PermissionMissing } from '../errors.ts';
import type { GitHub } from '../github.ts';
import { collect, inOrder } from '../pages.ts';

const memberSchema = z.looseObject({ login: z.string() });
/** 5,000 people; a larger team is no list of staff. */
const PAGES_MAX = 50;

/** Lower-case logins of a team, those of its child teams included; null where it does not exist or may not be read. */
export async function readTeamMembers(
  github: GitHub,
  team: { organization: string; slug: string },
): Promise<string[] | null> {
  try {
    const members = await collect(
      inOrder(github, {
        route: 'GET /orgs/{org}/teams/{team_slug}/members',
        parameters: { org: team.organization, team_slug: team.slug },
        item: memberSchema,
        key: null,
        pagesMax: PAGES_MAX,
      }),
    );
    return members.map((member) => member.login.toLowerCase());
  } catch (error) {
    if (error instanceof Gone || error instanceof PermissionMissing) return null;
    throw error;
  }
}
