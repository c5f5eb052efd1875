CREATE TABLE "adopters" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"added" boolean NOT NULL,
	CONSTRAINT "adopters_installation_id_repository_id_key_pk" PRIMARY KEY("installation_id","repository_id","key")
);
--> statement-breakpoint
CREATE TABLE "signals" (
	"installation_id" bigint NOT NULL,
	"source" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"person" bigint,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"url" text,
	"private" boolean NOT NULL,
	"minutes" real,
	"at" timestamp (3) with time zone NOT NULL,
	"observed" jsonb,
	"item_id" bigint,
	CONSTRAINT "signals_installation_id_source_id_pk" PRIMARY KEY("installation_id","source","id")
);
--> statement-breakpoint
CREATE TABLE "starter_runs" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"run_id" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"workflow" text NOT NULL,
	"trigger" text NOT NULL,
	"conclusion" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "starter_runs_installation_id_run_id_attempt_pk" PRIMARY KEY("installation_id","run_id","attempt")
);
--> statement-breakpoint
CREATE INDEX "signals_at" ON "signals" USING btree ("installation_id","at");--> statement-breakpoint
CREATE INDEX "starter_runs_started" ON "starter_runs" USING btree ("installation_id","started_at");