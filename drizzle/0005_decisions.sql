CREATE TABLE "decisions" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"week" text NOT NULL,
	"key" text NOT NULL,
	"cluster_id" bigint NOT NULL,
	"action" text NOT NULL,
	"reason" text NOT NULL,
	"actor" jsonb NOT NULL,
	"functions" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decisions_installation_id_repository_id_week_key_pk" PRIMARY KEY("installation_id","repository_id","week","key")
);
--> statement-breakpoint
ALTER TABLE "weeks" ADD COLUMN "summary" jsonb NOT NULL DEFAULT '{"topics":[],"signals":{}}';--> statement-breakpoint
ALTER TABLE "weeks" ALTER COLUMN "summary" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "weeks" ADD COLUMN "agenda" jsonb;--> statement-breakpoint
CREATE INDEX "decisions_latest" ON "decisions" USING btree ("installation_id","at");--> statement-breakpoint
ALTER TABLE "weeks" DROP COLUMN "body";