import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { signedDeliveries, tenantNumbered, tenantOf } from '../../src/bench/deliveries.ts';
import { quietAnswer, startQuietGitHub } from '../../src/bench/quiet-github.ts';

it('sends deliveries by turns of several installations, each with its own repository', () => {
  const signed = signedDeliveries(5, 4, 'a secret', 3);
  const read = signed.map(({ body }) => {
    const { installation, repository, issue } = JSON.parse(body.toString());
    return [installation.id, repository.id, repository.full_name, issue.number];
  });
  const of = (tenant: number, number: number) => {
    const { installationId, repositoryId, login } = tenantOf(tenant);
    return [installationId, repositoryId, `${login}/core`, number];
  };
  expect(read).toEqual([of(0, 5), of(1, 6), of(2, 7), of(0, 8)]);
  expect(new Set([0, 1, 2].map((tenant) => tenantOf(tenant).installationId)).size).toBe(3);
  for (const { body, signature } of signed)
    expect(signature).toBe(`sha256=${createHmac('sha256', 'a secret').update(body).digest('hex')}`);
});

it('numbers installations and finds them again', () => {
  expect([0, 1, 19].map((tenant) => tenantNumbered(tenantOf(tenant).installationId))).toEqual([0, 1, 19]);
});

it('the quiet GitHub tells each installation of its own repository', async () => {
  const [, listed] = quietAnswer('/app/installations', { installations: 3, token: 0 });
  expect(listed).toHaveLength(3);
  const github = await startQuietGitHub(2);
  const base = `http://${github.host}/api/v3`;
  const { installationId, repositoryId } = tenantOf(1);
  const asked = await fetch(`${base}/app/installations/${installationId}/access_tokens`, { method: 'POST' });
  const { token } = z.object({ token: z.string() }).parse(await asked.json());
  const told = await fetch(`${base}/installation/repositories`, {
    headers: { authorization: `token ${token}` },
  });
  expect(await told.json()).toMatchObject({ repositories: [{ id: repositoryId }] });
  expect((await fetch(`${base}/nothing`)).status).toBe(404);
  await github.close();
});
