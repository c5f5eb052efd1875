import { describe, expect, test } from 'vitest';
import { HISTORY } from '../../../src/cli/demo/history/history.ts';
import { NEVER_TOGETHER, PROBLEMS, STAGES_MEANT } from '../../../src/cli/demo/history/meant.ts';
import type { Happening, HappeningKind, HappeningOf } from '../../../src/cli/demo/history/types.ts';
import { parseConfig } from '../../../src/config/parse.ts';
import { isoWeek } from '../../../src/loop/calendar.ts';
import { STAGES } from '../../../src/loop/vocabulary.ts';

type Opened = HappeningOf<'issue.opened' | 'discussion.opened' | 'pull.opened'>;

const people = new Map(HISTORY.people.map((person) => [person.login, person]));
const repositories = new Map(HISTORY.repositories.map((repository) => [repository.name, repository]));

function of<K extends HappeningKind>(...kinds: K[]): HappeningOf<K>[] {
  const wanted: readonly string[] = kinds;
  return HISTORY.happenings.filter((happening): happening is HappeningOf<K> =>
    wanted.includes(happening.kind),
  );
}

const opened = of('issue.opened', 'discussion.opened', 'pull.opened');
const threads = new Map<string, Opened>(opened.map((thread) => [thread.key, thread]));

/** Every text that goes to GitHub with it. */
function texts(happening: Happening): string[] {
  const found: string[] = [];
  if ('title' in happening && happening.title !== undefined) found.push(happening.title);
  if ('body' in happening && happening.body !== undefined) found.push(happening.body);
  if ('text' in happening) found.push(happening.text);
  if ('message' in happening) found.push(happening.message);
  if ('files' in happening) found.push(...happening.files.map((file) => file.content ?? ''));
  return found;
}

/** Text as GitHub reads mentions: without code. */
function prose(text: string): string {
  return text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
}

/** Keys of threads that a happening speaks of or acts on. */
function mentionedKeys(happening: Happening): string[] {
  const keys: string[] = [];
  if ('thread' in happening) keys.push(happening.thread);
  if ('closes' in happening) keys.push(...happening.closes);
  if ('contains' in happening) keys.push(...happening.contains);
  if (happening.kind === 'reacted' && 'thread' in happening.target) keys.push(happening.target.thread);
  for (const text of texts(happening)) {
    keys.push(...[...text.matchAll(/\{\{(?:#|cluster:)([^}]*)\}\}/g)].map((match) => match[1] ?? ''));
  }
  return keys;
}

describe('order', () => {
  test('sorted by time, every time in UTC with whole seconds', () => {
    const times = HISTORY.happenings.map((happening) => happening.at);
    expect(times.filter((at) => new Date(at).toISOString().replace('.000Z', 'Z') !== at)).toEqual([]);
    expect(times).toEqual([...times].sort());
  });

  test('ten whole ISO weeks, with the change of clocks among them', () => {
    const inside = (at: string) =>
      Date.parse(at) >= Date.parse(HISTORY.from) && Date.parse(at) < Date.parse(HISTORY.until);
    expect(HISTORY.happenings.filter((happening) => !inside(happening.at))).toEqual([]);
    const weeks = new Set(opened.map((thread) => isoWeek(new Date(thread.at), HISTORY.timeZone)));
    expect([...weeks]).toEqual(Array.from({ length: 10 }, (_, week) => `2026-W${week + 10}`));
    expect(isoWeek(new Date(HISTORY.from), HISTORY.timeZone)).toBe('2026-W10');
    expect(isoWeek(new Date(HISTORY.until), HISTORY.timeZone)).toBe('2026-W20');
    const hours = (Date.parse(HISTORY.until) - Date.parse(HISTORY.from)) / 3_600_000;
    expect(hours).toBe(70 * 24 - 1);
  });
});

describe('names', () => {
  test('people, repositories, threads and comments are named once', () => {
    const comments = of('commented').map((happening) => happening.comment);
    expect(people.size).toBe(HISTORY.people.length);
    expect(repositories.size).toBe(HISTORY.repositories.length);
    expect(threads.size).toBe(opened.length);
    expect(new Set(comments).size).toBe(comments.length);
  });

  test('every actor is in the cast, and everybody in the cast acts', () => {
    const actors = new Set(HISTORY.happenings.map((happening) => happening.actor));
    expect([...actors].filter((login) => !people.has(login))).toEqual([]);
    expect(
      HISTORY.people.filter((person) => !actors.has(person.login)).map((person) => person.login),
    ).toEqual([]);
    const named = of('person.joined', 'permission.set').map((happening) => happening.login);
    expect(named.filter((login) => !people.has(login))).toEqual([]);
  });

  test('a thread is spoken of or acted on only while it exists', () => {
    const known = new Set<string>();
    const wrong: string[] = [];
    for (const happening of HISTORY.happenings) {
      wrong.push(...mentionedKeys(happening).filter((key) => !known.has(key)));
      if ('key' in happening) known.add(happening.key);
      if (happening.kind === 'thread.deleted') known.delete(happening.thread);
    }
    expect(wrong).toEqual([]);
  });

  test('a comment is edited, answered, accepted or liked only after it was written, in its own thread', () => {
    const where = new Map<string, string>();
    const wrong: Happening[] = [];
    for (const happening of HISTORY.happenings) {
      if (happening.kind === 'commented') {
        if (happening.replyTo !== undefined && where.get(happening.replyTo) !== happening.thread)
          wrong.push(happening);
        where.set(happening.comment, happening.thread);
      } else if (happening.kind === 'answered') {
        if (where.get(happening.comment) !== happening.thread) wrong.push(happening);
      } else if (happening.kind === 'comment.edited' || happening.kind === 'comment.deleted') {
        if (!where.has(happening.comment)) wrong.push(happening);
      } else if (happening.kind === 'reacted' && happening.target.on === 'comment') {
        if (!where.has(happening.target.comment)) wrong.push(happening);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('no placeholder of another form', () => {
    const left = HISTORY.happenings
      .flatMap(texts)
      .flatMap((text) => text.match(/\{\{(?!#[\w-]+\}\}|cluster:[\w-]+\}\}).*/g) ?? []);
    expect(left).toEqual([]);
  });

  test('mentions name the cast or the organisation only', () => {
    // What stands in a file notifies nobody: `@media` is no mention.
    const mentioned = HISTORY.happenings
      .filter((happening) => happening.kind !== 'file.pushed')
      .map((happening) => ('files' in happening ? { ...happening, files: [] } : happening))
      .flatMap(texts)
      .flatMap((text) => [...prose(text).matchAll(/(?<![\w.@/])@([a-z\d][a-z\d-]*)/gi)])
      .map((match) => match[1] ?? '');
    expect(mentioned.length).toBeGreaterThan(0);
    expect(mentioned.filter((login) => !people.has(login) && login !== HISTORY.organization)).toEqual([]);
  });

  test('every address is in a domain that is reserved for examples', () => {
    const hosts = HISTORY.happenings
      .flatMap(texts)
      .flatMap((text) => [...text.matchAll(/https?:\/\/([^/\s:)`>"]+)/g)])
      .map((match) => match[1] ?? '');
    expect(hosts.filter((host) => !host.endsWith('.example') && host !== '127.0.0.1')).toEqual([]);
  });
});

describe('repositories', () => {
  test('each is made before anything happens in it; labels and categories exist in it', () => {
    const made = new Set<string>();
    const wrong: Happening[] = [];
    const home = new Map<string, keyof typeof labels>();
    const labels = Object.fromEntries(
      HISTORY.repositories.map((each) => [each.name, each.labels.map((label) => label.name)]),
    );
    for (const happening of HISTORY.happenings) {
      if (happening.kind === 'repository.created') made.add(happening.repo);
      else if ('repo' in happening && !made.has(happening.repo)) wrong.push(happening);
      if ('key' in happening) home.set(happening.key, happening.repo);
      if (happening.kind === 'transferred') home.set(happening.thread, happening.to);
      if (
        happening.kind === 'labeled' ||
        happening.kind === 'unlabeled' ||
        happening.kind === 'issue.opened'
      ) {
        const key = happening.kind === 'issue.opened' ? happening.key : happening.thread;
        const known = labels[home.get(key) ?? ''] ?? [];
        if (!happening.labels.every((label) => known.includes(label))) wrong.push(happening);
      }
      if (happening.kind === 'discussion.opened') {
        const categories = repositories.get(happening.repo)?.categories ?? [];
        if (!categories.some((category) => category.name === happening.category)) wrong.push(happening);
      }
    }
    expect(wrong).toEqual([]);
    expect([...made].sort()).toEqual([...repositories.keys()].sort());
  });

  test('answers are accepted in categories that have answers', () => {
    const converted = new Map(of('converted').map((happening) => [happening.thread, happening.category]));
    const category = (key: string): string | undefined => {
      const thread = threads.get(key);
      return converted.get(key) ?? (thread?.kind === 'discussion.opened' ? thread.category : undefined);
    };
    expect(of('answered').filter((happening) => category(happening.thread) !== 'Q&A')).toEqual([]);
  });

  test('private repositories are entered by staff only', () => {
    const inside = opened.filter((thread) => repositories.get(thread.repo)?.private);
    expect(inside.length).toBeGreaterThan(1);
    expect(inside.filter((thread) => people.get(thread.actor)?.role !== 'staff')).toEqual([]);
  });

  test('a label, a state or a merge changes by the hand of somebody who may', () => {
    const triage = new Set(
      HISTORY.people.filter((person) => person.role === 'staff').map((person) => person.login),
    );
    for (const happening of of('permission.set')) triage.add(happening.login);
    const acts = of(
      'labeled',
      'unlabeled',
      'app-label.removed',
      'closed',
      'reopened',
      'merged',
      'answered',
      'locked',
      'thread.deleted',
      'transferred',
      'converted',
    );
    const wrong = acts.filter((happening) => {
      if (triage.has(happening.actor)) return false;
      const ofAuthor = happening.kind === 'closed' || happening.kind === 'answered';
      return !(ofAuthor && threads.get(happening.thread)?.actor === happening.actor);
    });
    expect(wrong).toEqual([]);
  });
});

describe('pull requests and releases', () => {
  test('what a merge closes is what the text says it fixes', () => {
    const wrong = of('merged').filter((merge) => {
      const pull = threads.get(merge.thread);
      if (pull?.kind !== 'pull.opened') return true;
      const said = [...pull.body.matchAll(/(?:Fixes|Closes) #\{\{#([\w-]+)\}\}/g)].map(
        (match) => match[1] ?? '',
      );
      const sameHome = said.every((key) => threads.get(key)?.repo === pull.repo);
      return !sameHome || said.sort().join() !== [...merge.closes].sort().join();
    });
    expect(wrong).toEqual([]);
  });

  test('a release contains merged pull requests of its own repository, each once', () => {
    const merged = new Map(of('merged').map((merge) => [merge.thread, merge.at]));
    const releases = of('released');
    const contained = releases.flatMap((release) => release.contains.map((key) => ({ key, release })));
    expect(
      contained.filter(({ key, release }) => {
        return threads.get(key)?.repo !== release.repo || (merged.get(key) ?? '9') >= release.at;
      }),
    ).toEqual([]);
    expect(new Set(contained.map(({ key }) => key)).size).toBe(contained.length);
    expect(releases.filter((release) => release.repo === 'core').map((release) => release.tag)).toEqual([
      'v1.3.0',
      'v1.4.0-beta.1',
      'v1.4.0',
      'v1.4.1',
    ]);
    expect(releases.filter((release) => release.prerelease !== release.tag.includes('-'))).toEqual([]);
  });

  test('the adopters file only grows', () => {
    const rows = of('pull.opened')
      .flatMap((pull) => pull.files.filter((file) => file.path === 'ADOPTERS.md'))
      .map((file) => (file.content ?? '').split('\n').filter((line) => line.startsWith('| ')));
    expect(rows.map((lines) => lines.length)).toEqual([3, 4, 5]);
    expect(rows[2]).toEqual(expect.arrayContaining(rows[1] ?? []));
  });

  test('the starter runs every day and is red once, long enough ago', () => {
    const runs = of('workflow.completed').filter((run) => run.event === 'schedule');
    const red = runs.filter((run) => run.conclusion === 'failure');
    expect(runs).toHaveLength(70);
    expect(red).toHaveLength(1);
    expect(Date.parse(HISTORY.until) - Date.parse(red[0]?.at ?? '')).toBeGreaterThan(14 * 86_400_000);
  });
});

describe('what the story must contain', () => {
  test('enough of everything', () => {
    const count = (kind: Opened['kind']) => opened.filter((thread) => thread.kind === kind).length;
    expect(opened.length).toBeGreaterThanOrEqual(150);
    expect(count('issue.opened')).toBeGreaterThanOrEqual(90);
    expect(count('discussion.opened')).toBeGreaterThanOrEqual(35);
    expect(count('pull.opened')).toBeGreaterThanOrEqual(20);
    const role = (wanted: string) => HISTORY.people.filter((person) => person.role === wanted).length;
    expect([role('staff'), role('bot'), role('spammer')]).toEqual([6, 1, 1]);
    expect(role('community')).toBeGreaterThanOrEqual(45);
    for (const team of HISTORY.teams) {
      expect(HISTORY.people.filter((person) => person.teams.includes(team.slug)).length).toBeGreaterThan(0);
    }
  });

  test('every kind of happening occurs', () => {
    // The record has to name each kind, so a new one without an example does not compile.
    const kinds: Record<HappeningKind, true> = {
      'repository.created': true,
      'file.pushed': true,
      'person.joined': true,
      'permission.set': true,
      'issue.opened': true,
      'discussion.opened': true,
      'pull.opened': true,
      commented: true,
      'comment.edited': true,
      'comment.deleted': true,
      'thread.edited': true,
      reviewed: true,
      labeled: true,
      unlabeled: true,
      'app-label.removed': true,
      closed: true,
      reopened: true,
      merged: true,
      released: true,
      answered: true,
      reacted: true,
      'workflow.completed': true,
      transferred: true,
      converted: true,
      locked: true,
      'thread.deleted': true,
      'triage.commented': true,
      'signal.sent': true,
    };
    expect(new Set(HISTORY.happenings.map((happening) => happening.kind))).toEqual(
      new Set(Object.keys(kinds)),
    );
  });

  test('every command occurs', () => {
    const words = [
      'stage',
      'kind',
      'severity',
      'why',
      'undo',
      'cluster',
      'duplicate',
      'not-duplicate',
      'canonical',
      'documented',
      'declined',
      'fixed-by',
      'verified',
      'still-broken',
      'notify-me',
      'mute',
      'decide',
      'attest',
      'approve',
    ];
    const said = of('commented', 'triage.commented')
      .flatMap((happening) => happening.body.split('\n'))
      .map((line) => /^\/([a-z-]+)/.exec(line)?.[1]);
    expect(words.filter((word) => !said.includes(word))).toEqual([]);
  });

  test('every stage occurs, and each thread is meant to have one or none', () => {
    const meant = Object.values(STAGES_MEANT).flat();
    expect([...meant].sort()).toEqual([...threads.keys()].sort());
    expect(STAGES.filter((stage) => STAGES_MEANT[stage].length < 15)).toEqual([]);
    expect(STAGES_MEANT.none.length).toBeGreaterThanOrEqual(15);
  });

  test('pull requests by staff and bots are meant to have no stage, those by others advocacy', () => {
    const wrong = of('pull.opened').filter((pull) => {
      const stage = people.get(pull.actor)?.role === 'community' ? 'advocacy' : 'none';
      return !STAGES_MEANT[stage].includes(pull.key);
    });
    expect(wrong).toEqual([]);
  });

  test('problems do not share threads, and look-alikes are outside of them', () => {
    expect(PROBLEMS.length).toBeGreaterThanOrEqual(8);
    const told = PROBLEMS.flatMap((problem) => [...problem.threads, ...problem.solvedBy]);
    expect(new Set(told).size).toBe(told.length);
    const apart = [...PROBLEMS.flatMap((problem) => problem.lookalikes), ...NEVER_TOGETHER.flat()];
    expect([...told, ...apart].filter((key) => !threads.has(key))).toEqual([]);
    expect(apart.filter((key) => told.includes(key))).toEqual([]);
  });

  test.each(PROBLEMS)(
    '$name is told by three people at least, in more than one place',
    ({ name, threads: keys }) => {
      const told = keys.map((key) => threads.get(key)).filter((thread) => thread !== undefined);
      expect(told).toHaveLength(keys.length);
      expect(
        opened
          .filter((thread) => new RegExp(`^${name}-\\d+$`).test(thread.key))
          .every((thread) => keys.includes(thread.key)),
      ).toBe(true);
      const authors = new Set(
        told.map((thread) => thread.actor).filter((login) => people.get(login)?.role === 'community'),
      );
      expect(authors.size).toBeGreaterThanOrEqual(3);
      expect(new Set(told.map((thread) => `${thread.repo} ${thread.kind}`)).size).toBeGreaterThan(1);
    },
  );

  test('some problems have four to seven reporters over several weeks', () => {
    const wide = PROBLEMS.filter(({ threads: keys }) => {
      const told = keys.map((key) => threads.get(key)).filter((thread) => thread !== undefined);
      const weeks = new Set(told.map((thread) => isoWeek(new Date(thread.at), HISTORY.timeZone)));
      const reporters = new Set(told.map((thread) => thread.actor)).size;
      return reporters >= 4 && weeks.size >= 3;
    });
    expect(wide.length).toBeGreaterThanOrEqual(6);
  });

  test('who confirms or contests opened a thread of that problem', () => {
    const wrong = of('commented').filter((happening) => {
      if (!/^\/(verified|still-broken)/m.test(happening.body)) return false;
      const problem = PROBLEMS.find((each) => each.threads.includes(happening.thread));
      return !problem?.threads.some((key) => threads.get(key)?.actor === happening.actor);
    });
    expect(wrong).toEqual([]);
  });

  test('one question comes every week, from somebody new each time', () => {
    const asked = opened.filter((thread) => /^docker-refused-\d+$/.test(thread.key));
    expect(new Set(asked.map((thread) => isoWeek(new Date(thread.at), HISTORY.timeZone))).size).toBe(10);
    expect(new Set(asked.map((thread) => thread.actor)).size).toBe(asked.length);
  });

  test('some are answered within the hour, some after days, some never', () => {
    const waitsMs = opened.map((thread) => {
      const answers = of('commented').filter(
        (happening) => happening.thread === thread.key && happening.actor !== thread.actor,
      );
      return answers[0] ? Date.parse(answers[0].at) - Date.parse(thread.at) : null;
    });
    expect(waitsMs.filter((wait) => wait !== null && wait < 3_600_000).length).toBeGreaterThanOrEqual(15);
    expect(waitsMs.filter((wait) => wait !== null && wait > 2 * 86_400_000).length).toBeGreaterThan(15);
    expect(waitsMs.filter((wait) => wait === null).length).toBeGreaterThan(10);
  });

  test('the config is pushed, broken and repaired', () => {
    const configs = of('file.pushed')
      .filter((push) => push.repo === '.github')
      .map((push) => push.files[0]?.content ?? '');
    expect(configs).toHaveLength(3);
    const read = configs.map((content) => parseConfig(content, { scope: 'organization' }));
    expect(read.map((config) => config.problems.map(({ key, suggestion }) => [key, suggestion]))).toEqual([
      [],
      [['notices.prereleses', 'prereleases']],
      [],
    ]);
    expect(read.flatMap((config) => config.ignoredKeys)).toEqual([]);
    expect(read[0]?.file).toMatchObject({
      mode: 'act',
      triage: { repository: 'feedback', timezone: HISTORY.timeZone },
    });
  });
});
