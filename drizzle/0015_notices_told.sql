ALTER TABLE "notices" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
-- The first word that stood there, as far as the outbox remembers; else when its slot changed last.
UPDATE "notices" SET "told_at" = coalesce(
  (SELECT min("outbox"."settled_at") FROM "outbox" WHERE "outbox"."installation_id" = "notices"."installation_id" AND "outbox"."slot" = "notices"."slot" AND "outbox"."state" = 'sent' AND "outbox"."settled_at" >= "notices"."eligible_at"),
  "posts"."changed_at")
FROM "posts" WHERE "posts"."installation_id" = "notices"."installation_id" AND "posts"."slot" = "notices"."slot" AND "posts"."posted";
