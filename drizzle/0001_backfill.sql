CREATE TABLE "backfills" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"type" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"cursor" text,
	"page_size" integer NOT NULL,
	"threads" integer NOT NULL,
	"problem" text,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "backfills_installation_id_repository_id_type_pk" PRIMARY KEY("installation_id","repository_id","type")
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"installation_id" bigint NOT NULL,
	"task" text NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"lease_token" text,
	"lease_until" timestamp (3) with time zone,
	CONSTRAINT "timers_installation_id_task_pk" PRIMARY KEY("installation_id","task")
);
