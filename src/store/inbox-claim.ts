import { randomUUID } from 'node:crypto';
import type { SQL } from 'drizzle-orm';
import { and, count, eq, gt, gte, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { DatabaseFailed, translated } from './errors.ts';
import type { ClaimedDelivery, Inbox } from './interface/inbox.ts';
import { inbox, turnOf } from './schema/inbox.ts';

/** How often a claim is tried again when another process claimed the same key at the same moment. */
const CLAIM_TRIES = 3;

/**
 * How many installations a claim compares, of those that have something to be claimed: more than are mostly under way at
 * once, and what bounds its cost after an outage of all.
 */
const INSTALLATIONS_COMPARED = 100;

/** How many of the oldest due deliveries of an installation a claim looks at first: mostly enough, whatever its backlog. */
const NEAR_ROWS = 500;

/** All of them: a backlog that is longer than this has other troubles. */
const FAR_ROWS = 1_000_000;

const UNIQUE_VIOLATION = '23505';

type ClaimOptions = Parameters<Inbox['claim']>[0];

/** Claims deliveries; every look begins behind the installation that the one before came to. */
export function createClaim(database: Database): Inbox['claim'] {
  let after = -1;
  return async (options) => {
    const near = await claimPatiently(database, options, { after, rows: NEAR_ROWS });
    const left = options.limit - near.length;
    // Few keys may hold all of the oldest: then those behind must not wait for them.
    const far =
      left > 0 && (await areMoreDue(database, options.now))
        ? await claimPatiently(database, { ...options, limit: left }, { after, rows: FAR_ROWS })
        : [];
    const claimed = [...near, ...far].sort((a, b) => a.seq - b.seq);
    const turns = claimed.map(({ installationId }) => installationId ?? 0);
    const aroundAgain = turns.filter((turn) => turn <= after);
    if (turns.length > 0) after = Math.max(...(aroundAgain.length > 0 ? aroundAgain : turns));
    return claimed;
  };
}

/** Whether an installation may have more due deliveries than the first look sees. Mostly not: then it saw all. */
async function areMoreDue(database: Database, now: Date): Promise<boolean> {
  const due = database
    .select({ one: sql`1`.as('one') })
    .from(inbox)
    .where(isDue(now))
    .limit(NEAR_ROWS + 1)
    .as('due');
  const [row] = await database.select({ count: count() }).from(due);
  return (row?.count ?? 0) > NEAR_ROWS;
}

interface Look {
  /** the installation that the look before came to */
  after: number;
  /** how many of the oldest due deliveries of each installation are looked at */
  rows: number;
}

async function claimPatiently(
  database: Database,
  options: ClaimOptions,
  look: Look,
): Promise<ClaimedDelivery[]> {
  for (let left = CLAIM_TRIES; left > 0; left -= 1) {
    try {
      return await claimOnce(database, options, look);
    } catch (error) {
      // Two deliveries of one key arrived at the same moment, and two processes saw a different one first.
      const reason = translated(error);
      if (!(reason instanceof DatabaseFailed) || reason.code !== UNIQUE_VIOLATION) throw reason;
    }
  }
  return [];
}

async function claimOnce(
  database: Database,
  { worker, now, leaseMs, ...options }: ClaimOptions,
  look: Look,
): Promise<ClaimedDelivery[]> {
  const leaseToken = randomUUID();
  const picked = database.$with('picked', { id: inbox.id }).as(pick({ worker, now, ...options }, look));
  const claimed = await database
    .with(picked)
    .update(inbox)
    .set({
      state: 'claimed',
      // Taking over from a process that died goes on with its attempt: the delivery itself has not failed.
      attempts: sql`${inbox.attempts} + case when ${inbox.leaseToken} is null then 1 else 0 end`,
      worker,
      leaseToken,
      leaseUntil: new Date(now.getTime() + leaseMs),
    })
    .from(picked)
    .where(eq(inbox.id, picked.id))
    .returning({
      id: inbox.id,
      seq: inbox.seq,
      installationId: inbox.installationId,
      name: inbox.name,
      action: inbox.action,
      orderKey: inbox.orderKey,
      payload: inbox.payload,
      receivedAt: inbox.receivedAt,
      attempts: inbox.attempts,
    });
  return claimed
    .map((row) => ({ ...row, payload: row.payload ?? '', leaseToken }))
    .sort((a, b) => a.seq - b.seq);
}

/**
 * The ids of what is to be claimed. From one installation to the next, and from one delivery of it to the next, by an
 * index: the cost follows what is claimed and how many installations wait, and not how much of theirs does.
 */
function pick(
  { worker, now, limit, limitPerInstallation }: Omit<ClaimOptions, 'leaseMs'>,
  { after, rows }: Look,
): SQL {
  const isRoom = (claims: SQL) =>
    limitPerInstallation === undefined ? sql`true` : sql`${claims} <= ${limitPerInstallation}`;
  return sql`
    with recursive
    -- A union keeps nothing that it has already, so that it ends where it began.
    around (turn) as (
      select ${nextTurn(sql`${after}`)} union select ${nextTurn(sql`around.turn`)} from around
    ),
    -- Goes round only as far as it has to.
    claimable as (
      select around.turn from around cross join lateral (${heads(sql`around.turn`, now, rows, 1)}) as first
      limit ${INSTALLATIONS_COMPARED}
    ),
    under_way as (
      select ${turn} as turn, count(*) as claims, count(*) filter (where ${eq(inbox.worker, worker)}) as own
      from ${inbox} where ${and(isNotNull(inbox.leaseToken), gt(inbox.leaseUntil, now))} group by 1
    ),
    chosen as (
      select turn, coalesce(claims, 0) as claims, coalesce(own, 0) as own, turn <= ${after} as is_around
      from claimable left join under_way using (turn)
      where ${isRoom(sql`coalesce(own, 0) + 1`)}
      order by claims, is_around, turn limit ${limit}
    ),
    head as (
      select head.id, chosen.*, row_number() over (partition by turn order by head.seq) as place
      from chosen cross join lateral (${heads(sql`chosen.turn`, now, rows, limit)}) as head
    )
    select ${inbox.id} from ${inbox} inner join head on head.id = ${inbox.id}
    -- Due is said again, since a row is looked at anew when another process has changed it meanwhile.
    where ${isDue(now)} and ${isRoom(sql`own + place`)}
    order by claims + place, is_around, turn limit ${limit}
    for update of ${inbox} skip locked`;
}

const turn = turnOf(inbox.installationId);

/** The next installation with unfinished deliveries, behind the last one the first; null where there is none. */
function nextTurn(after: SQL): SQL {
  const first = (which: SQL | undefined) =>
    sql`(select ${turn} from ${inbox} where ${and(isNull(inbox.finishedAt), which)} order by ${turn}, ${inbox.seq} limit 1)`;
  return sql`coalesce(${first(gt(turn, after))}, ${first(undefined)})`;
}

function isDue(now: Date) {
  return and(
    isNull(inbox.finishedAt),
    lte(inbox.runAt, now),
    or(isNull(inbox.leaseUntil), lte(inbox.leaseUntil, now)),
  );
}

/**
 * The heads of an installation's keys that are due, oldest first. The head of a key is the delivery in work, or else the
 * oldest unfinished one. Asked by ranges and not by equals, which an index of the order alone, with all installations or
 * keys in it, would seem to serve as well: so the planner takes the right one whatever it believes of the table.
 */
function heads(of: SQL, now: Date, rows: number, limit: number): SQL {
  return sql`
    select due.id, due.seq from (
      select ${turn} as turn, ${inbox.id}, ${inbox.seq}, ${inbox.orderKey}, ${inbox.leaseToken} from ${inbox}
      where ${and(gte(turn, of), lte(turn, of), isDue(now))}
      order by ${turn}, ${inbox.seq} limit ${rows}
    ) as due
    where case
      -- Its lease ran out.
      when due.lease_token is not null then true
      when due.order_key in (select order_key from ${inbox} where lease_token is not null) then false
      else (
        select other.seq = due.seq from ${inbox} as other
        where other.order_key >= due.order_key and other.order_key <= due.order_key and other.finished_at is null
        order by other.order_key, other.seq limit 1
      )
    end
    order by due.turn, due.seq limit ${limit}`;
}
