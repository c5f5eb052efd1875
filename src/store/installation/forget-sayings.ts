import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { clusterItems } from '../schema/clusters.ts';
import { clusterTransitions } from '../schema/fixes.ts';
import { commands, items } from '../schema/items.ts';
import { forgetWords, IS_NO_DECISION } from './forget-words.ts';
import type { KnownPerson } from './forgotten.ts';

/** Wishes of theirs: without the person there is nobody whose they are. */
const WISHES = ['notify-me', 'mute'];

/** Answers to "is it fixed for you?", which count from those alone who are concerned. */
const ANSWERS = ['verified', 'still-broken'];

/**
 * Answers of theirs that never counted go, since nobody could tell afterwards that they were none of a reporter: those about
 * problems of which they reported nothing, and had not asked to be told. Before their threads lose their author.
 */
export async function forgetIdleAnswers(
  transaction: Database,
  installationId: number,
  person: KnownPerson,
): Promise<void> {
  const near = alias(items, 'near');
  const wish = alias(commands, 'wish');
  const isOf = (table: typeof commands | typeof wish) =>
    and(
      eq(near.installationId, table.installationId),
      eq(near.repositoryId, table.repositoryId),
      eq(near.number, table.number),
    );
  /** Threads of the problem that the answer is about: its own, and those of its cluster. */
  const isNear = sql`${near.installationId} = ${installationId} and (${isOf(commands)} or ${near.itemId} in (
    select other.item_id from ${items} own
    join ${clusterItems} mine on mine.installation_id = own.installation_id and mine.item_id = own.item_id
    join ${clusterItems} other
      on other.installation_id = mine.installation_id and other.cluster_id = mine.cluster_id
    where own.installation_id = ${commands.installationId} and own.repository_id = ${commands.repositoryId}
      and own.number = ${commands.number}))`;
  // Whoever repaired it reported nothing by that.
  const reported = sql`exists (select 1 from ${items} near
    where ${isNear} and ${isAmong(near.authorId, person.ids)} and not ${near.merged})`;
  const asked = sql`exists (select 1 from ${items} near join ${commands} wish on ${isOf(wish)}
    where ${isNear} and ${wish.verb} = 'notify-me' and ${wish.at} <= ${commands.at}
      and ${isBy(sql`${wish.actor}`, person)})`;
  await transaction.delete(commands).where(
    and(
      eq(commands.installationId, installationId),
      isBy(sql`${commands.actor}`, person),
      inArray(commands.verb, ANSWERS),
      sql`not ${reported}`,
      sql`not ${asked}`,
      // Their report may be gone by now; what it changed shows that it counted.
      sql`not exists (select 1 from ${clusterTransitions} where ${clusterTransitions.installationId} = ${installationId}
          and ${clusterTransitions.key} = ${commands.repositoryId} || '-' || ${commands.number} || ':' || ${commands.key})`,
    ),
  );
}

/**
 * Wishes go; words of their own go out of what they said, and out of the key that it is known by, wherever it stands. What
 * the project decided stays as it was said; of whoever may decide nothing, all words are their own.
 */
export async function forgetSayings(
  transaction: Database,
  installationId: number,
  person: KnownPerson,
): Promise<void> {
  const isTheirs = isBy(sql`${commands.actor}`, person);
  await transaction
    .delete(commands)
    .where(and(eq(commands.installationId, installationId), isTheirs, inArray(commands.verb, WISHES)));
  await forgetWords(transaction, installationId, and(isTheirs, IS_NO_DECISION));
}

function isBy(account: SQL, { ids, logins }: KnownPerson): SQL {
  const names = `{${logins.map((login) => `"${login}"`).join(',')}}`;
  if (ids.length === 0) return sql`lower(${account} ->> 'login') = any(${names}::text[])`;
  return sql`(${account} ->> 'id')::bigint = any(${`{${ids.join(',')}}`}::bigint[])`;
}
