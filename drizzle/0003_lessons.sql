CREATE TABLE "learned" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"kinds" jsonb,
	"labelled" integer NOT NULL,
	"trained_at" timestamp (3) with time zone,
	"reset_at" timestamp (3) with time zone,
	CONSTRAINT "learned_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
CREATE TABLE "lessons" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"about" text NOT NULL,
	"key" text NOT NULL,
	"value" text,
	"guessed" text,
	"model_version" text NOT NULL,
	"trust" real NOT NULL,
	"words" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lessons_installation_id_repository_id_number_about_pk" PRIMARY KEY("installation_id","repository_id","number","about")
);
--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "kind_source" text;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "severity" text;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "severity_source" text;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "themes" jsonb;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "paths" jsonb;--> statement-breakpoint
UPDATE "items" SET
	"kind" = "observation" ->> 'kind',
	"kind_source" = 'model',
	"severity" = "observation" -> 'severity' ->> 'value',
	"severity_source" = CASE WHEN "observation" -> 'severity' ->> 'inferred' = 'true' THEN 'model' ELSE 'label' END,
	"themes" = '[]';
--> statement-breakpoint
ALTER TABLE "items" ALTER COLUMN "kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "items" ALTER COLUMN "kind_source" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "items" ALTER COLUMN "severity" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "items" ALTER COLUMN "severity_source" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "items" ALTER COLUMN "themes" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "lessons_latest" ON "lessons" USING btree ("installation_id","repository_id","about","at");