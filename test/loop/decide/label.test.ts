import { describe, expect, it } from 'vitest';
import type { LabelEvent } from '../../../src/loop/event.ts';
import { decideIn, happened, repository, settings, thread } from '../situations.ts';

const { decisions } = settings();
const OURS = settings({ decisions: { ...decisions, labels: { fix: 'Planned' } } });
const WORLD = { repositories: [repository({ settings: OURS })] };

function changed(name: string, more: Partial<LabelEvent> = {}): LabelEvent {
  return {
    ...happened,
    type: 'label.changed',
    change: 'created',
    repository: thread().repository,
    name,
    previousName: null,
    actor: null,
    ...more,
  };
}

describe('a label of a repository that somebody', () => {
  it.each<[string, LabelEvent]>([
    ['makes anew goes where it was wanted', changed('Stage: Adoption')],
    ['calls as the app does, too', changed('planned', { change: 'edited', previousName: 'soon' })],
  ])('%s', (_, event) => {
    expect(decideIn(WORLD, event)).toEqual({
      changes: [{ type: 'label.returned', repositoryId: 12, label: event.name, at: event.at }],
      effects: [],
      ignored: null,
    });
  });

  it.each<[string, LabelEvent, object]>([
    ['deletes stays away', changed('stage: adoption', { change: 'deleted' }), WORLD],
    ['calls otherwise stays so', changed('in use', { change: 'edited', previousName: 'planned' }), WORLD],
    ['makes for themselves is theirs', changed('bug'), WORLD],
    ['makes where the app is not is theirs', changed('planned'), { repositories: [repository({ id: 99 })] }],
  ])('%s', (_, event, world) => {
    expect(decideIn(world, event)).toMatchObject({
      changes: [],
      effects: [],
      ignored: expect.stringMatching(/label|installation/),
    });
  });
});
