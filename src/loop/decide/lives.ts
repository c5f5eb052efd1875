import type { Facts } from '../facts.ts';
import type { Version } from '../fix/version.ts';
import { compareVersions, tagVersion } from '../fix/version.ts';
import { pullKey } from '../fix-record.ts';
import type { Command } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { GHOST } from '../redact.ts';
import type { Happening } from '../tell/happenings.ts';
import type { Life, UsableSince } from '../tell/life.ts';
import { announcedAt } from '../tell/life.ts';
import { lifeOf } from '../tell/life-of.ts';
import type { ReportAge } from '../tell/report-version.ts';
import { reportAge } from '../tell/report-version.ts';
import { mayShow } from '../visibility.ts';
import { threadKey } from '../vocabulary.ts';
import { happenings, shows } from './happened.ts';
import { sameSince } from './same-since.ts';
import type { Story, ToldMember, View } from './story.ts';
import { answers, entitledAccounts } from './story.ts';

/** A report that came after a release had the fix, with the version it names. */
export interface LateReport {
  member: ToldMember;
  age: ReportAge;
  version: string;
  since: UsableSince;
}

/** The life of a cluster as it may be known in a view, with what people answered and reported anew. */
export interface ViewedLife {
  life: Life;
  late: readonly LateReport[];
  /** the fix as it was announced, whatever people said of it since; null: nothing is usable */
  announced: UsableSince | null;
  /** who answered what, and where; also what changed nothing */
  answers: readonly Happening[];
}

/**
 * The life of a cluster in a view. First without anybody's answers, for these count only for those who had a right to
 * them when the fix was announced.
 */
export function lifeIn(story: Story, view: View, facts: Facts): ViewedLife {
  const base = happenings(story, view, facts);
  const bare = lifeOf(base);
  const fixes = new Set(story.landings.map(({ key }) => key));
  const shown: Story =
    view === null
      ? story
      : {
          ...story,
          members: story.members.filter(({ repository }) => mayShow(repository, view)),
          landings: story.landings.filter(({ repositoryId }) => shows(story, view, repositoryId)),
        };
  const late = bare.usable === null ? [] : lateReports(shown, fixes, bare.usable, facts);
  const isContested = late.length > 0 || shown.members.some(({ standing }) => standing.some(isContest));
  const entitled = entitledAccounts(
    story.members,
    fixes,
    announcedAt(bare),
    // The whole log is gone through for it.
    isContested ? sameSince(shown) : new Map(),
  );
  const said = answers(shown, entitled);
  const regressed = late.flatMap(({ member, age }): Happening[] => {
    const { author, createdAt: at } = member.item.snapshot;
    if (age !== 'at-or-after') return [];
    const actor = author ?? GHOST;
    const reportedAt = entitled.get(actor.id) ?? at;
    return [{ type: 'regressed', at, reportedAt, key: `report:${threadKey(member.ref)}`, actor }];
  });
  return { life: lifeOf([...base, ...said, ...regressed]), late, announced: bare.usable, answers: said };
}

function isContest({ verb }: Pick<Command, 'verb'>): boolean {
  return verb === 'still-broken';
}

/** Community reports of something that was usable before they were written. */
function lateReports(
  story: Story,
  fixes: ReadonlySet<string>,
  since: UsableSince,
  facts: Facts,
): LateReport[] {
  const release = tagVersion(since.usable.version);
  return story.members.flatMap((member): LateReport[] => {
    const { item, ref } = member;
    const { snapshot } = item;
    if (item.authorRole !== 'community' || snapshot.type === 'pull_request' || fixes.has(pullKey(ref)))
      return [];
    if (snapshot.createdAt <= since.at) return [];
    if (release === null) return [{ member, age: 'unknown', version: '', since }];
    const names = projectNames(story, since);
    const { versions } = item.observation.environment;
    const { age, version } = reportAge<Version>(versions, names, release, VERSIONS);
    const isClaim = age === 'at-or-after' && !isOfBefore(version, since, facts);
    return [{ member, since, version, age: isClaim || age === 'before' ? age : 'unknown' }];
  });
}

/**
 * Whether a version came out before the release that has the fix, though its number is higher: on another line of
 * releases, to which the fix may have come since or not.
 */
function isOfBefore(version: string, { usable }: UsableSince, facts: Facts): boolean {
  const releases = facts.get({ kind: 'releases', repositoryId: usable.repositoryId });
  const fixedAt = releases.find(({ id }) => `${usable.repositoryId}-${id}` === usable.key)?.publishedAt;
  const named = tagVersion(version);
  if (fixedAt === undefined || named === null) return false;
  const out = releases.filter(({ tag }) => {
    const its = tagVersion(tag);
    return its !== null && compareVersions(its, named) === 0;
  });
  return out.length > 0 && out.every(({ publishedAt }) => publishedAt < fixedAt);
}

const VERSIONS = {
  read: tagVersion,
  compare: compareVersions,
  major: ({ numbers }: Version) => numbers[0] ?? 0,
};

/** How reports may call what was released: by its repository, or by a package of it. */
function projectNames({ repositories }: Story, { usable }: UsableSince): ReadonlySet<string> {
  const repository: KnownRepository | undefined = repositories.get(usable.repositoryId);
  if (repository === undefined) return new Set();
  return new Set(
    [repository.name, ...Object.keys(repository.settings.releases.packages)].map((name) =>
      name.toLowerCase(),
    ),
  );
}
