import { describe, expect, it } from 'vitest';
import { type LeftOut, textWithoutPeople, withoutPeople } from '../../src/loop/redact.ts';

/** Account 7, called mira. */
const mira: LeftOut = {
  isAccount: ({ id, login }) => (id === null ? login.toLowerCase() === 'mira' : id === 7),
  isLogin: (login) => login.toLowerCase() === 'mira',
};
const MIRA = { id: 7, login: 'Mira', type: 'User', avatar_url: 'https://avatars.example/u/7' };
const KENJI = { id: 8, login: 'kenji', type: 'User' };
const GHOST = { id: 10_137, login: 'ghost', type: 'User' };

describe('a text of somebody else', () => {
  it.each([
    ['As @mira said', 'As @ghost said'],
    ['(@Mira), @kenji', '(@ghost), @kenji'],
    ['@mira-2 and @miranda and a@mira.example', '@mira-2 and @miranda and a@mira.example'],
    ['mira is a word', 'mira is a word'],
    ['`@mira` stays code', '`@mira` stays code'],
    ['https://github.com/mira', 'https://github.com/ghost'],
    ['https://github.com/Mira/fork/pull/1?x=mira', 'https://github.com/ghost/fork/pull/1?x=mira'],
    ['https://api.github.com/users/mira{/x}', 'https://api.github.com/users/ghost{/x}'],
    ['git@github.com:mira/fork.git', 'git@github.com:ghost/fork.git'],
    ['https://github.com/acme/mira', 'https://github.com/acme/mira'],
    ['*@mira* and @mira_ and https://github.com/mira_', '*@ghost* and @ghost_ and https://github.com/ghost_'],
    ['@mira_acme and https://github.com/mira_acme', '@mira_acme and https://github.com/mira_acme'],
  ])('%j', (text, left) => {
    expect(textWithoutPeople(text, mira)).toBe(left);
  });

  it.each(['mira_acme', 'mira-', 'mi--ra'])('of %s, as logins of companies and old ones are', (login) => {
    const person: LeftOut = { isAccount: () => false, isLogin: (name) => name.toLowerCase() === login };
    const named = (name: string) => ({
      text: `@${name}, (@${name}) and https://github.com/${name}/fork but no @x${name}`,
      full_name: `${name}/fork`,
      label: `${name}:patch`,
    });
    const { text, ...names } = named('ghost');
    expect(withoutPeople(named(login), person)).toEqual({
      ...names,
      text: text.replace('@xghost', `@x${login}`),
    });
  });
});

describe('a payload', () => {
  const left = (value: unknown) => withoutPeople(value, mira);

  it('is the same one where nobody is in it', () => {
    const payload = { issue: { user: KENJI, title: 'mira', labels: [{ name: 'mira' }] }, at: new Date(0) };
    expect(left(payload)).toBe(payload);
  });

  it('loses what they wrote, and what it was before an edit', () => {
    const payload = {
      action: 'edited',
      issue: { number: 1, user: MIRA, title: 'Mine', body: 'My words', labels: [{ name: 'bug' }] },
      comment: { user: KENJI, body: 'Not @mira’s' },
      changes: { body: { from: 'My old words' } },
      sender: MIRA,
    };
    expect(left(payload)).toEqual({
      action: 'edited',
      issue: { number: 1, user: GHOST, title: '', body: '', labels: [{ name: 'bug' }] },
      comment: { user: KENJI, body: 'Not @ghost’s' },
      changes: {},
      sender: GHOST,
    });
  });

  it.each(['old', 'new'])('still tells of the %s place of a thread that moved', (which) => {
    const changes = {
      [`${which}_issue`]: { id: 1, number: 4, user: MIRA, title: 'Mine', body: 'My words' },
      [`${which}_repository`]: { id: 9, full_name: 'acme/core' },
      title: { from: 'My old title' },
    };
    expect(left({ issue: { user: MIRA, title: 'Mine', body: 'My words' }, changes })).toEqual({
      issue: { user: GHOST, title: '', body: '' },
      changes: {
        [`${which}_issue`]: { id: 1, number: 4, user: GHOST, title: '', body: '' },
        [`${which}_repository`]: { id: 9, full_name: 'acme/core' },
      },
    });
  });

  it('knows them by their number, whatever they are called now, and nobody else by their name', () => {
    expect(left({ author: { id: 7, login: 'renamed', type: 'User' }, text: 'x' })).toEqual({
      author: GHOST,
      text: '',
    });
    const namesake = { author: { id: 9, login: 'mira', type: 'User' }, text: 'x' };
    expect(left(namesake)).toMatchObject({ author: { id: 9 }, text: 'x' });
  });

  it('loses forks, committers, names in lists and in refs', () => {
    expect(
      left({
        head: { label: 'mira:patch', repo: { full_name: 'mira/core', owner: MIRA, name: 'core' } },
        commits: [{ id: 'a', author: { name: 'Mira Q', email: 'm@q.example', username: 'mira' } }],
        pusher: { name: 'mira', email: 'm@q.example' },
        mentions: ['mira', 'kenji'],
      }),
    ).toEqual({
      head: { label: 'ghost:patch', repo: null },
      commits: [{ id: 'a', author: { name: 'ghost', email: '', username: 'ghost' } }],
      pusher: { name: 'ghost', email: '' },
      mentions: ['kenji'],
    });
  });

  it('keeps the notes of a release, which are the project’s', () => {
    expect(left({ release: { author: MIRA, body: 'Fixes #1', tag_name: 'v1' } })).toEqual({
      release: { author: GHOST, body: 'Fixes #1', tag_name: 'v1' },
    });
  });

  it('drops what lies deeper than it can look', () => {
    let deep: unknown = MIRA;
    for (let level = 0; level < 5_000; level += 1) deep = [deep];
    expect(JSON.stringify(left({ deep }))).not.toContain('Mira');
  });
});
