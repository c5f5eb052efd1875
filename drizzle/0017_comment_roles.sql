-- First of all, and in the order in which decisions come to them: one that is under way ends before anything is changed.
LOCK TABLE "installations", "items", "comments" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "role_inferred" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- How roles were known was kept with threads only: nobody was configured yet when a thread was read last, nor before that.
UPDATE "comments" SET "role_inferred" = true
FROM "items" WHERE "items"."installation_id" = "comments"."installation_id" AND "items"."repository_id" = "comments"."repository_id" AND "items"."number" = "comments"."number" AND "items"."role_inferred" AND "comments"."author_role" = 'staff';
