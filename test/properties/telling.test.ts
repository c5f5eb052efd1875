import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommentPut } from '../../src/loop/effect.ts';
import type { Event, ReleaseEvent, ThreadEvent } from '../../src/loop/event.ts';
import type { KnownRepository } from '../../src/loop/known-repository.ts';
import type { Account, ThreadSnapshot } from '../../src/loop/vocabulary.ts';
import { threadKey } from '../../src/loop/vocabulary.ts';
import type { Committed } from '../loop/decide/fixes-memory.ts';
import { home, Organisation } from '../loop/decide/organisation.ts';
import { comment, happened, person, repository, settings, thread } from '../loop/situations.ts';

/**
 * Whatever people do in two repositories, and in whatever order it is heard of: nobody gets two notices for one state,
 * nobody is told what is not in the release, nothing private is told in public.
 */

const RUNS = 60;
const OPEN = 12;
const CLOSED = 13;
const STAFF = person(60);
const WRITER = person(100);
const START = Date.UTC(2026, 10, 16, 9);

type Happening =
  | { what: 'open'; who: number; hidden: boolean }
  | { what: 'cluster'; which: number; with: number }
  | { what: 'merge'; closes: readonly number[]; hidden: boolean }
  | { what: 'revert'; which: number }
  /** `names`: what its notes name is opened or merged only so many numbers later */
  | { what: 'release'; hidden: boolean; prerelease: boolean; names: number }
  | { what: 'promote' | 'delete release'; which: number }
  | { what: 'say'; which: number; who: 'author' | 'outsider' | 'staff'; word: string }
  | { what: 'document'; which: number; hidden: boolean }
  | { what: 'attribute'; which: number; to: number }
  | { what: 'lock' | 'privatise' };

const which = fc.nat(7);
const WORDS = ['/verified', '/still-broken', '/mute', '/notify-me', '/declined it is too heavy', 'Any news?'];
const hidden = fc.nat(3).map((n) => n === 0);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('open' as const), who: fc.nat(3), hidden }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('cluster' as const), which, with: which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('merge' as const),
      closes: fc.array(fc.nat(3), { maxLength: 2 }),
      hidden,
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('revert' as const), which: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('release' as const),
      hidden,
      prerelease: hidden,
      names: fc.nat(1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom('promote' as const, 'delete release' as const),
      which: fc.nat(3),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('say' as const),
      which,
      who: fc.constantFrom('author' as const, 'outsider' as const, 'staff' as const),
      word: fc.constantFrom(...WORDS),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constant('document' as const), which: fc.nat(1), hidden: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('attribute' as const), which: fc.nat(2), to: fc.nat(3) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('lock' as const, 'privatise' as const) }) },
);

interface Pull {
  snapshot: ThreadSnapshot;
  /** place of its commit in the history of its repository */
  at: number;
  /** what it closes, and what somebody said later that it fixes */
  fixes: string[];
}

/** What somebody said to be documented, and where they said it. */
interface Document {
  url: string;
  key: string;
  repositoryId: number;
}

interface Out {
  tag: string;
  at: number;
  event: ReleaseEvent['release'];
  repositoryId: number;
  prerelease: boolean;
  deleted: boolean;
}

interface Told {
  events: Event[];
  repositories: KnownRepository[];
  history: Map<number, Committed[]>;
  pulls: Pull[];
  reverts: { of: Pull; at: number }[];
  releases: Out[];
  documents: Document[];
}

/** What GitHub tells of a story, a minute between two happenings, and what its repositories hold in the end. */
class Telling implements Told {
  readonly repositories = [OPEN, CLOSED].map((id) =>
    repository({
      id,
      nodeId: `R_${id}`,
      name: id === OPEN ? 'gate' : 'heron',
      private: id === CLOSED,
      settings: settings({
        clusters: { comment: 'never', canonicalFrom: 3, acrossRepositories: true, maxSize: 200 },
        notices: {
          on: ['fixed', 'released', 'documented', 'declined'],
          prereleases: false,
          perReleaseMax: 50,
          quiet: [],
        },
      }),
    }),
  );
  readonly events: Event[] = [];
  readonly history = new Map<number, Committed[]>([OPEN, CLOSED].map((id) => [id, [commit(id, 0)]]));
  readonly pulls: Pull[] = [];
  readonly reverts: Told['reverts'] = [];
  readonly releases: Out[] = [];
  readonly documents: Document[] = [];
  readonly #reports: ThreadSnapshot[] = [];
  readonly #said: string[] = [];
  #next = 1;
  #minute = 0;

  /** For counterexamples: whole payloads tell nobody anything. */
  [fc.toStringMethod](): string {
    return this.#said.join('; ');
  }

  play(story: readonly Happening[]): this {
    for (const each of story) {
      this.#minute += 1;
      const from = this.events.length;
      this.#happen(each);
      const numbers = this.events.slice(from).map((_, index) => from + index);
      this.#said.push(`${JSON.stringify(each)} is ${numbers.join(', ')}`);
    }
    return this;
  }

  #happen(each: Happening): void {
    switch (each.what) {
      case 'open': {
        const number = this.#next++;
        const report = this.#snapshot(number, each.hidden, person(1 + each.who), {
          title: `Gate ${number} stays shut`,
          body: `Gate ${number}.`,
        });
        this.#reports.push(report);
        this.#tell(report, 'thread.opened', report.author);
        return;
      }
      case 'cluster': {
        const [one, other] = [this.#report(each.which), this.#report(each.with)];
        if (one === undefined || other === undefined || one === other) return;
        const { owner, name } = other.repository;
        this.#say(one, STAFF, `/cluster ${owner}/${name}#${other.number}`);
        return;
      }
      case 'merge':
        this.#merge(each.closes, each.hidden);
        return;
      case 'revert':
        this.#revert(each.which);
        return;
      case 'release':
        this.#release(each);
        return;
      case 'promote':
      case 'delete release':
        this.#change(each.what, each.which);
        return;
      case 'say': {
        const report = this.#report(each.which);
        if (report === undefined) return;
        const who = { author: report.author, outsider: person(9), staff: STAFF }[each.who];
        if (who !== null) this.#say(report, who, each.word);
        return;
      }
      case 'document': {
        const report = this.#report(each.which);
        if (report === undefined) return;
        const place = each.hidden ? 'github.com/acme/heron/wiki' : 'docs.acme.dev/gate';
        const url = `https://${place}/${this.#minute}`;
        this.documents.push({
          url,
          key: keyOf(report),
          repositoryId: report.repository.id,
        });
        this.#say(report, STAFF, `/documented ${url}`);
        return;
      }
      case 'attribute': {
        const [report, pull] = [this.#report(each.which), this.pulls[each.to]];
        if (report === undefined || pull === undefined) return;
        const { repository: where, number } = pull.snapshot;
        pull.fixes.push(keyOf(report));
        this.#say(report, STAFF, `/fixed-by ${where.owner}/${where.name}#${number}`);
        return;
      }
      case 'lock': {
        const report = this.#report(0);
        if (report === undefined) return;
        this.#update(report, { locked: true });
        this.#tell(this.#report(0) ?? report, 'thread.locked', STAFF);
        return;
      }
      case 'privatise': {
        const [open] = this.repositories;
        if (open === undefined) return;
        this.events.push({
          ...this.#common(),
          type: 'repository.changed',
          change: 'privatized',
          repository: { ...home(open), private: true },
          actor: WRITER,
        });
      }
    }
  }

  #merge(closes: readonly number[], isHidden: boolean): void {
    const reports = closes.flatMap((index) => this.#report(index) ?? []);
    const here = reports.filter(({ repository: { id } }) => id === (isHidden ? CLOSED : OPEN));
    const body = here.map(({ number }) => `Fixes #${number}`).join(', ');
    this.pulls.push(this.#land(isHidden, 'Open the gate', body, here.map(keyOf)));
    for (const report of here) {
      const now = { closedAt: this.#now(), state: 'closed', stateReason: 'completed' } as const;
      this.#tell(this.#update(report, now), 'thread.closed', WRITER);
    }
  }

  #revert(index: number): void {
    const of = this.pulls[index];
    if (of === undefined || this.reverts.some((revert) => revert.of === of)) return;
    const { repository: where, number } = of.snapshot;
    const body = `Reverts ${where.owner}/${where.name}#${number}`;
    const { at } = this.#land(where.id === CLOSED, 'Revert "Open the gate"', body, []);
    this.reverts.push({ of, at });
  }

  #land(isHidden: boolean, title: string, body: string, fixes: string[]): Pull {
    const number = this.#next++;
    const commits = this.#commits(isHidden);
    const made = commit(isHidden ? CLOSED : OPEN, commits.length, `${title} (#${number})`);
    const snapshot = this.#snapshot(number, isHidden, person(8), {
      type: 'pull_request',
      title,
      body,
      merged: true,
      mergeCommitSha: made.sha,
      baseRef: 'main',
      state: 'closed',
      closedAt: this.#now(),
    });
    this.#tell(snapshot, 'thread.closed', WRITER);
    return { snapshot, at: commits.push(made) - 1, fixes };
  }

  #release({ hidden: isHidden, prerelease, names }: Extract<Happening, { what: 'release' }>): void {
    const commits = this.#commits(isHidden);
    const tag = `${isHidden ? 'heron-' : ''}v1.${this.releases.length}.0${prerelease ? '-rc.1' : ''}`;
    commits.at(-1)?.tags.push(tag);
    const place = this.repositories[isHidden ? 1 : 0];
    if (place === undefined) return;
    const event = {
      id: 900 + this.releases.length,
      tag,
      name: tag,
      body: `Soon: #${this.#next + names}`,
      prerelease,
      draft: false,
      targetCommitish: 'main',
      url: `https://github.com/${place.owner}/${place.name}/releases/tag/${tag}`,
      publishedAt: this.#now(),
    };
    const out = { tag, at: commits.length - 1, event, repositoryId: place.id, prerelease, deleted: false };
    this.releases.push(out);
    this.#tellRelease(out, 'release.published');
  }

  #change(what: 'promote' | 'delete release', index: number): void {
    const out = this.releases[index];
    if (out === undefined || out.deleted) return;
    if (what === 'promote') {
      out.prerelease = false;
      out.event = { ...out.event, prerelease: false };
      this.#tellRelease(out, 'release.edited');
    } else {
      out.deleted = true;
      this.#tellRelease(out, 'release.deleted');
    }
  }

  #tellRelease({ event: release, repositoryId }: Out, type: ReleaseEvent['type']): void {
    const place = this.repositories.find(({ id }) => id === repositoryId) ?? repository();
    this.events.push({ ...this.#common(), type, repository: home(place), actor: WRITER, release });
  }

  #say(on: ThreadSnapshot, author: Account, body: string): void {
    const updated = this.#update(on, {});
    const said = comment({
      id: 7_000 + this.events.length,
      body,
      author,
      createdAt: this.#now(),
      updatedAt: this.#now(),
    });
    this.events.push({
      ...this.#common(),
      type: 'comment.created',
      thread: updated,
      comment: said,
      actor: author,
    });
  }

  #tell(snapshot: ThreadSnapshot, type: ThreadEvent['type'], actor: Account | null): void {
    this.events.push({ ...this.#common(), type, thread: snapshot, actor });
  }

  #common() {
    return { ...happened, deliveryId: `d${this.events.length}`, at: this.#now() };
  }

  #now(): Date {
    return new Date(START + this.#minute * 60_000);
  }

  #commits(isHidden: boolean): Committed[] {
    return this.history.get(isHidden ? CLOSED : OPEN) ?? [];
  }

  #report(index: number): ThreadSnapshot | undefined {
    return this.#reports[index];
  }

  #update(report: ThreadSnapshot, changes: Partial<ThreadSnapshot>): ThreadSnapshot {
    const updated = { ...report, ...changes, updatedAt: this.#now() };
    this.#reports[this.#reports.indexOf(report)] = updated;
    return updated;
  }

  #snapshot(
    number: number,
    isHidden: boolean,
    author: Account,
    changes: Partial<ThreadSnapshot>,
  ): ThreadSnapshot {
    const place = this.repositories[isHidden ? 1 : 0] ?? repository();
    return thread({
      repository: home(place),
      number,
      nodeId: `T_${place.id}_${number}`,
      id: place.id * 1_000 + number,
      author,
      createdAt: this.#now(),
      updatedAt: this.#now(),
      ...changes,
    });
  }
}

function commit(repositoryId: number, index: number, message = 'Begin'): Committed {
  return { sha: `${repositoryId}${index.toString(16).padStart(38, '0')}`, message, tags: [] };
}

function keyOf({ repository: { id }, number }: ThreadSnapshot): string {
  return threadKey({ repositoryId: id, number });
}

const isNotice = (effect: { kind: string; slot: string }): effect is CommentPut =>
  effect.kind === 'comment.put' && effect.slot.includes(':notice:');

/** The page that a notice says it is documented on. */
const DOCUMENTED = /https:\/\/(?:docs\.acme\.dev\/gate|github\.com\/acme\/heron\/wiki)\/\d+/;

/** What a notice says can be used, and where. */
const RELEASE = /github\.com\/acme\/(\w+)\/releases\/tag\/([\w.-]+?)\)/;

/** Hears of the events in this order, checking each write as it is made. */
function hear(told: Told, order: readonly number[]): { organisation: Organisation; notices: number } {
  const organisation = new Organisation(told.repositories.map((each) => ({ ...each })));
  for (const [id, commits] of told.history) organisation.fixes.history.set(id, commits);
  const posted = new Set<string>();
  let notices = 0;
  for (const index of order) {
    const event = told.events[index];
    if (event === undefined) continue;
    if (event.type === 'repository.changed') {
      const known = organisation.repositories.find(({ id }) => id === event.repository.id);
      if (known !== undefined) known.private = event.repository.private;
    }
    const before = new Map([...organisation.comments]);
    const from = organisation.writes.length;
    organisation.take(event, new Date(START + 86_400_000));
    for (const write of organisation.writes.slice(from)) {
      if (!('body' in write) || !('thread' in write)) continue;
      notices += isNotice(write) ? 1 : 0;
      const place = organisation.repositories.find(({ id }) => id === write.thread.repositoryId);
      if (place?.private === false) expect(write.body).not.toMatch(/heron/);
      const claim = /fullcircle:claim:([\w-]+)/.exec(write.body)?.[1];
      const isPosted = !before.has(write.slot) || !before.get(write.slot)?.includes(`:claim:${claim} `);
      if (isNotice(write) && claim !== undefined && isPosted) {
        // The same fix is announced once on a thread.
        expect(posted).not.toContain(`${write.slot} ${claim}`);
        posted.add(`${write.slot} ${claim}`);
      }
      if (isNotice(write)) expectTrue(told, write.body);
      // Only what becomes usable is posted anew: what is documented is an edit, which tells nobody.
      if (isNotice(write) && !RELEASE.test(write.body)) expect(write.renewal).toBeUndefined();
    }
    expectOneEach(organisation);
  }
  return { organisation, notices };
}

/**
 * Of each cluster a person is spoken to by one note at most. On their own other thread may stand one that speaks to
 * somebody who asked for it there.
 */
function expectOneEach(organisation: Organisation): void {
  const notices = [...organisation.fixes.notices.values()].filter(({ slot }) =>
    organisation.comments.has(slot),
  );
  for (const members of organisation.clusters()) {
    const told = notices.flatMap(({ ref, people }) => (members.includes(threadKey(ref)) ? people : []));
    expect(new Set(told).size).toBe(told.length);
  }
}

/** The release that a note names has a fix of somebody's report, by what was committed when it was tagged. */
function expectTrue({ releases, pulls }: Told, body: string): void {
  const [, name, tag] = RELEASE.exec(body) ?? [];
  if (tag === undefined) return;
  const release = releases.find((each) => each.tag === tag);
  expect(release?.repositoryId).toBe(name === 'gate' ? OPEN : CLOSED);
  const has = pulls.filter(
    (pull) => pull.snapshot.repository.id === release?.repositoryId && pull.at <= (release?.at ?? -1),
  );
  expect(has.length).toBeGreaterThan(0);
}

/** In the end, with everything heard: what stands as released is in a stable release that is there, and not taken back in it. */
function expectTrueInTheEnd(told: Told, organisation: Organisation): void {
  const clusters = organisation.clusters();
  for (const [slot, body] of organisation.comments) {
    const key = /^comment:([\d-]+):notice:/.exec(slot)?.[1];
    const tag = RELEASE.exec(body)?.[2];
    if (key === undefined || tag === undefined) continue;
    const release = told.releases.find((each) => each.tag === tag);
    const members = clusters.find((each) => each.includes(key)) ?? [key];
    expect({ tag, deleted: release?.deleted, prerelease: release?.prerelease }).toEqual({
      tag,
      deleted: false,
      prerelease: false,
    });
    const has = told.pulls.some(
      (pull) =>
        pull.snapshot.repository.id === release?.repositoryId &&
        pull.at <= (release?.at ?? -1) &&
        pull.fixes.some((fixed) => members.includes(fixed)) &&
        !told.reverts.some(({ of, at }) => of === pull && at <= (release?.at ?? -1)),
    );
    expect(has, `${slot} is told of ${tag}`).toBe(true);
  }
}

/**
 * In the end: where something is told to be documented, somebody said so of the same problem, where that may be told,
 * and nobody said otherwise since.
 * @returns how many are told so
 */
function expectDocumentedInTheEnd({ documents }: Told, organisation: Organisation): number {
  const clusters = organisation.clusters();
  let found = 0;
  for (const [slot, body] of organisation.comments) {
    const key = /^comment:([\d-]+):notice:/.exec(slot)?.[1];
    const url = DOCUMENTED.exec(body)?.[0];
    if (key === undefined || url === undefined || organisation.threads.get(key)?.item?.snapshot.locked)
      continue;
    const members = clusters.find((each) => each.includes(key)) ?? [key];
    const isPublic = (id: number) =>
      organisation.repositories.find((each) => each.id === id)?.private === false;
    const here = Number(key.split('-')[0]);
    const said = documents.filter(
      (each) =>
        members.includes(each.key) &&
        (each.repositoryId === here || isPublic(each.repositoryId)) &&
        (here === CLOSED || !each.url.includes('heron')),
    );
    expect(said.at(-1)?.url, `${slot} is told of ${url}`).toBe(url);
    found += 1;
  }
  return found;
}

const stories = fc
  .array(happening, { minLength: 4, maxLength: 18 })
  .map((story) => new Telling().play(story))
  // With neither of these there is nothing to tell.
  .filter(
    ({ pulls, releases, documents }) =>
      documents.length > 1 || (pulls.some(({ fixes }) => fixes.length > 0) && releases.length > 0),
  )
  .chain((told) => {
    const all = told.events.map((_, index) => index);
    const disorder = fc.tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(fc.nat(all.length - 1), { maxLength: 5 }),
    );
    return fc.tuple(fc.boolean(), disorder).map(([isOrdered, [order, again]]) => ({
      told,
      order: [...(isOrdered ? all : order), ...again],
    }));
  });

describe('whatever happens, and in whatever order it is heard of', () => {
  it('nobody is told twice, nothing that is not in the release, and nothing private in public', () => {
    let notices = 0;
    let documented = 0;
    fc.assert(
      fc.property(stories, ({ told, order }) => {
        const heard = hear(told, order);
        notices += heard.notices;
        expectTrueInTheEnd(told, heard.organisation);
        documented += expectDocumentedInTheEnd(told, heard.organisation);
      }),
      { numRuns: RUNS },
    );
    // Silence would keep every promise.
    expect(notices).toBeGreaterThan(RUNS);
    expect(documented).toBeGreaterThan(0);
  });

  it('nobody is told of a fix that was taken back before the release', () => {
    const told = new Telling().play([
      { what: 'open', who: 0, hidden: false },
      { what: 'merge', closes: [0], hidden: false },
      { what: 'revert', which: 0 },
      { what: 'release', hidden: false, prerelease: false, names: 0 },
    ]);
    const orders = permutations(told.events.map((_, index) => index));
    expect(orders.length).toBe(120);
    for (const order of orders) expectTrueInTheEnd(told, hear(told, order).organisation);
  });
});

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length === 0) return [[]];
  return all.flatMap((one, index) => permutations(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));
}
