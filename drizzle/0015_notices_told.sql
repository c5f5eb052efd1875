ALTER TABLE "notices" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
-- Without statistics the next statement would look for what was sent to each slot among all that was ever sent.
ANALYZE "notices", "posts", "outbox";--> statement-breakpoint
-- The first word that stood there, as far as the outbox remembers; else when its slot changed last.
UPDATE "notices" SET "told_at" = "first_told"."at"
FROM (
  SELECT "told"."installation_id", "told"."slot", coalesce(min("outbox"."settled_at"), "posts"."changed_at") AS "at"
  FROM "notices" AS "told"
  JOIN "posts" ON "posts"."installation_id" = "told"."installation_id" AND "posts"."slot" = "told"."slot" AND "posts"."posted"
  LEFT JOIN "outbox" ON "outbox"."installation_id" = "told"."installation_id" AND "outbox"."slot" = "told"."slot" AND "outbox"."state" = 'sent' AND "outbox"."settled_at" >= "told"."eligible_at"
  GROUP BY "told"."installation_id", "told"."slot", "posts"."changed_at"
) AS "first_told"
WHERE "first_told"."installation_id" = "notices"."installation_id" AND "first_told"."slot" = "notices"."slot";
