import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openHistory } from '../../src/cli/analyze/as-of.ts';
import { readHistory } from '../../src/cli/analyze/history-file.ts';
import { type AnalyzedWeek, runAnalysis } from '../../src/cli/analyze/run-analysis.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import { parseBoxes } from '../../src/loop/render/marker.ts';
import { VISIBLE_WORDS_MAX, visibleWords } from '../../src/loop/triage/words.ts';
import type { NewDelivery } from '../../src/store/interface/inbox.ts';
import { openStore } from '../../src/store/open-store.ts';

/** Ten weeks of a real project with very many newcomers, with decisions that we wrote. The data lies beside the project. */
const HISTORY = join(import.meta.dirname, '../../../shared/data/histories/venomous0x__WhatsAPI.jsonl.gz');
const WEEKS = Array.from({ length: 10 }, (_, index) => `2012-W${37 + index}`);
const WORDS = ['fix', 'document', 'teach', 'decline', 'defer'] as const;
const BOT = { id: 1_000_001, login: 'fullcircle[bot]', type: 'Bot' };

/** The topics of an issue in their order, as `c12`. */
function topicsOf(body: string): string[] {
  return [...body.matchAll(/^#### (c\d+): /gm)].map(([, id = '']) => id);
}

it.skipIf(!existsSync(HISTORY))(
  'ten weeks of decisions: what was decided stays away, what was not comes again until it is forced',
  async () => {
    const history = openHistory(await readHistory(HISTORY));
    const home = history.repositories[0];
    if (home === undefined) throw new Error('no repository');
    const store = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'ten weeks',
      startedAt: new Date(0),
    });
    const decided = new Map<string, { week: string; action: string }>();

    /** Each week the last topic is decided, by whoever is staff by then; the others wait. */
    function decide(told: AnalyzedWeek): NewDelivery[] {
      const [giver] = told.staff;
      const id = topicsOf(told.issue?.body ?? '').at(-1);
      if (told.issue === null || giver === undefined || id === undefined) return [];
      const index = WEEKS.indexOf(told.week);
      const action = WORDS[index % WORDS.length] ?? 'fix';
      decided.set(id, { week: told.week, action });
      const at = new Date(told.asOf.getTime() + 60_000).toISOString();
      const user = { id: history.accounts.get(giver)?.id ?? 2_000_000, login: giver, type: 'User' };
      return [
        {
          id: `decision:${told.week}`,
          installationId: 1,
          name: 'issue_comment',
          action: 'created',
          orderKey: `${home?.id}-${90_000 + index}`,
          receivedAt: told.asOf,
          payload: JSON.stringify({
            action: 'created',
            installation: { id: 1 },
            sender: user,
            repository: {
              id: home?.id,
              node_id: home?.nodeId,
              name: home?.name,
              private: false,
              owner: { login: home?.owner },
            },
            issue: {
              id: 90_000 + index,
              node_id: `I_${index}`,
              number: 90_000 + index,
              title: told.issue.title,
              body: told.issue.body,
              user: BOT,
              state: 'open',
              labels: [],
              created_at: at,
              updated_at: at,
            },
            comment: {
              id: 80_000 + index,
              node_id: `C_${index}`,
              body: `/decide ${id} ${action} as we said`,
              user,
              created_at: at,
              updated_at: at,
            },
          }),
        },
      ];
    }

    try {
      const { weeks: told } = await runAnalysis(store, {
        history,
        weeks: WEEKS,
        timezone: 'UTC',
        configFile: null,
        settings: resolveSettings({ organizationFile: null, repositoryFile: null, single: true }),
        onProgress: () => undefined,
        between: decide,
      });
      const decisions = await store.forInstallation(1).decisions(null);
      expect(decisions).toHaveLength(decided.size);
      expect(decided.size).toBeGreaterThan(5);
      const seen = new Map<string, number>();
      for (const { week, issue } of told) {
        const body = issue?.body ?? '';
        expect(issue?.title).toBe(`Feedback triage: ${week}`);
        expect(visibleWords(body)).toBeLessThanOrEqual(VISIBLE_WORDS_MAX);
        expect(body.length).toBeLessThan(60_000);
        const topics = topicsOf(body);
        expect(topics.length).toBeLessThanOrEqual(7);
        for (const id of topics) {
          const before = decided.get(id);
          const isLater = before !== undefined && before.week < week;
          // Only what was put off comes again within eight weeks.
          if (isLater) expect(before.action).toBe('defer');
          seen.set(id, (seen.get(id) ?? 0) + 1);
        }
        const forced = [...body.matchAll(/^\*\*Week (\d+): do it/gm)].map(([, weeks]) => Number(weeks));
        expect(forced.every((weeks) => weeks >= 3)).toBe(true);
        expect(new Set(parseBoxes(body).map(({ action, id }) => `${action}:${id}`)).size).toBe(
          parseBoxes(body).length,
        );
      }
      // Something waited for three weeks, and was told so.
      expect(Math.max(...seen.values())).toBeGreaterThanOrEqual(3);
      const bodies = told.map(({ issue }) => issue?.body ?? '');
      expect(bodies.some((body) => body.includes('### Carried over'))).toBe(true);
      expect(bodies.at(-1)).toContain('as we said');
      // Each issue closes the one before.
      const effects = await store.outbox.list({ installationId: 1, limit: 10_000 });
      const closed = effects.flatMap(({ effect }) => (effect.kind === 'issue.close' ? [effect.marker] : []));
      expect(new Set(closed)).toEqual(new Set(WEEKS.slice(0, -1).map((week) => `triage:${week}`)));
    } finally {
      await store.close();
    }
  },
  600_000,
);
