import { describe, expect, test } from 'vitest';
import { PermissionMissing, Transient, Unauthorised } from '../../src/github/errors.ts';
import { type Call, githubOver, type OctokitLike } from '../../src/github/github.ts';

const clock = { now: () => new Date('2026-11-20T12:00:00Z') };

/** An Octokit that answers from a list; an error in it is thrown. */
function scripted(answers: unknown[], seen: Record<string, unknown>[] = []): OctokitLike {
  async function answer(parameters: Record<string, unknown> | undefined) {
    seen.push(parameters ?? {});
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next;
  }
  return {
    // The scripted answers are of the shape that the test's call expects.
    request: (_route, parameters) => answer(parameters) as ReturnType<OctokitLike['request']>,
    graphql: (_document, variables) => answer(variables),
  };
}

const ok = { status: 200, headers: { 'X-RateLimit-Remaining': '41' }, data: { fine: true } };
const failing = (status: number) =>
  Object.assign(new Error('no'), { status, response: { status, headers: {}, data: {} } });

describe('the four verbs', () => {
  test('writes are never repeated by the client, reads may be', async () => {
    const seen: Record<string, unknown>[] = [];
    const github = githubOver(() => scripted([ok, ok, {}, {}], seen), { clock });
    await github.write('POST /x', { a: 1 });
    await github.read('GET /x', {});
    await github.mutate('mutation A { a }', {});
    await github.query('query B { b }', {});
    expect(seen.map(({ request }) => (request as { retries?: number }).retries)).toEqual([
      0,
      undefined,
      0,
      undefined,
    ]);
  });

  test('calls are counted by route and status, without parameters', async () => {
    const calls: Call[] = [];
    const onRequest = (call: Call) => calls.push(call);
    const github = githubOver(() => scripted([ok, failing(502), {}]), { clock, onRequest });
    await github.read('GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'secret' });
    await expect(github.write('POST /repos/{owner}', { owner: 'acme' })).rejects.toThrow(Transient);
    await github.query('query Discussion($id: ID!) { node(id: $id) { id } }', { id: 'secret' });
    expect(calls).toEqual([
      { route: 'GET /repos/{owner}/{repo}', status: 200, remaining: 41 },
      { route: 'POST /repos/{owner}', status: 502, remaining: null },
      { route: 'graphql Discussion', status: 200, remaining: null },
    ]);
  });

  test('after a 401 the token is renewed once, and the call made again', async () => {
    const octokits = [scripted([failing(401)]), scripted([ok])];
    let made = 0;
    const github = githubOver(() => octokits[made++] ?? scripted([]), { clock });
    await expect(github.write('POST /x', {})).resolves.toMatchObject({ status: 200 });
    expect(made).toBe(2);
  });

  test('after a refusal, too, since a token keeps the permissions that it was made with', async () => {
    const octokits = [scripted([failing(403)]), scripted([ok])];
    let made = 0;
    const github = githubOver(() => octokits[made++] ?? scripted([]), { clock });
    await expect(github.write('POST /x', {})).resolves.toMatchObject({ status: 200 });
    expect(made).toBe(2);
    const refused = githubOver(() => scripted([failing(403)]), { clock });
    await expect(refused.write('POST /x', {})).rejects.toThrow(PermissionMissing);
  });

  test('a second 401 is told', async () => {
    const github = githubOver(() => scripted([failing(401)]), { clock });
    await expect(github.read('GET /x', {})).rejects.toThrow(Unauthorised);
  });
});
