import { describe, expect, it } from 'vitest';
import { withFormerPlace } from '../../../src/loop/decide/arrival.ts';
import { decide } from '../../../src/loop/decide.ts';
import type { ThreadEvent } from '../../../src/loop/event.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts } from '../../../src/loop/facts.ts';
import type { Judgement, ThreadState } from '../../../src/loop/item.ts';
import {
  answer,
  BOT,
  happened,
  INSTALLED_AT,
  NOW,
  person,
  repository,
  thread,
  threadState,
} from '../situations.ts';
import { minute, report } from './failures.ts';
import { home, Organisation } from './organisation.ts';
import { post, RETENTION, told } from './said.ts';

const FROM = { repositoryId: 13, number: 5 };
const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
const removed: Judgement = {
  key: 'label:stage: retention:removed:x',
  verb: 'removed',
  label: 'stage: retention',
  actor: person(60),
  at: new Date('2026-11-16T09:30:00Z'),
};

function arrival(changes: Partial<ThreadEvent> = {}): ThreadEvent {
  return { ...happened, type: 'thread.opened', thread: thread(RETENTION), actor: person(100), ...changes };
}

/** The effects of an arrival, and the changes, where the former place is known by `there`. */
function decideArrival(event: ThreadEvent, there: Partial<ThreadState>, repositories = [12, 13]) {
  const answers = new Map<string, FactAnswer>();
  const world = { repositories: repositories.map((id) => repository({ id })) };
  for (let round = 0; round < 12; round += 1) {
    const outcome = decide(event, new Facts(standing, answers), NOW);
    if (!('needs' in outcome)) return outcome;
    for (const request of outcome.needs) {
      const isThere = request.kind === 'thread' && request.ref.repositoryId === FROM.repositoryId;
      answers.set(
        requestKey(request),
        isThere ? { kind: 'thread', value: threadState(there) } : answer(request, world),
      );
    }
  }
  throw new Error('asks in circles');
}

describe('a thread that arrives by a transfer', () => {
  it('brings no word of its author that another edited into its text', () => {
    const author = person(60);
    const there = repository({ id: 13, name: 'core', nodeId: 'R_13' });
    const organisation = new Organisation([repository(), there]);
    const told = report(1, { author });
    organisation.take(told);
    const body = `${told.thread.body}\n\n/declined we will not do this`;
    const edited = { ...told.thread, body, updatedAt: minute(5) };
    organisation.take({ ...told, type: 'thread.edited', at: minute(5), actor: person(99), thread: edited });
    const writes = organisation.writes.length;
    organisation.take({
      ...told,
      actor: person(99),
      from: { repositoryId: 12, number: 1 },
      thread: { ...edited, repository: home(there), number: 7, nodeId: 'I_7', updatedAt: minute(6) },
    });
    expect(organisation.threads.get('13-7')?.commands).toEqual([]);
    expect(organisation.writes.slice(writes).map(({ kind }) => kind)).not.toContain('comment.put');
  });

  it('brings along what its author said there', () => {
    const there = repository({ id: 13, name: 'core', nodeId: 'R_13' });
    const organisation = new Organisation([repository(), there]);
    const told = report(1, { author: person(60) });
    const said = { ...told.thread, body: `${told.thread.body}\n\n/stage adoption` };
    organisation.take({ ...told, thread: said });
    organisation.take({
      ...told,
      from: { repositoryId: 12, number: 1 },
      thread: { ...said, repository: home(there), number: 7, nodeId: 'I_7', updatedAt: minute(6) },
    });
    const { commands, item } = organisation.threads.get('13-7') ?? {};
    expect(commands).toMatchObject([{ verb: 'stage', argument: 'adoption', triage: true }]);
    expect(item).toMatchObject({ stage: 'adoption', stageSource: 'human' });
  });

  it('is labelled like a new one where nobody said anything in its former place', () => {
    const { effects, changes } = decideArrival(arrival({ from: FROM }), {});
    expect(told(effects)).toEqual(['create 5', '+stage: retention']);
    expect(changes[0]).toMatchObject({
      type: 'item.moved',
      ref: FROM,
      to: { repositoryId: 12, number: 34, nodeId: 'I_34' },
    });
  });

  it('keeps the word of whoever took its label off there', () => {
    expect(told(decideArrival(arrival({ from: FROM }), { judgements: [removed] }).effects)).toEqual([]);
  });

  it('brings the app’s own label along under its new name', () => {
    const own = post('label:13-5:stage: retention', { subject: 'stage: retention' });
    expect(told(decideArrival(arrival({ from: FROM }), { posts: [own] }).effects)).toEqual([]);
  });

  it('knows nothing of a place outside of the installation', () => {
    const { effects, changes } = decideArrival(arrival({ from: FROM }), { judgements: [removed] }, [12]);
    expect(told(effects)).toEqual(['create 5', '+stage: retention']);
    expect(changes.some(({ type }) => type === 'item.moved')).toBe(false);
  });

  it('goes by what is wanted in the new place where both have a slot', () => {
    const answers = new Map<string, FactAnswer>([
      ['repository:13', { kind: 'repository', value: repository({ id: 13 }) }],
      ['thread:13-5', { kind: 'thread', value: threadState({ posts: [post('label:13-5:a')] }) }],
    ]);
    const here = threadState({ posts: [post('label:12-34:a', { wanted: 'absent' })] });
    const { state } = withFormerPlace(arrival({ from: FROM }), here, new Facts(standing, answers));
    expect(state.posts).toEqual(here.posts);
  });

  it('is no matter for other events', () => {
    const here = threadState();
    const event = arrival({ type: 'thread.edited', from: FROM });
    expect(withFormerPlace(event, here, new Facts(standing, new Map()))).toEqual({
      state: here,
      changes: [],
    });
  });
});
