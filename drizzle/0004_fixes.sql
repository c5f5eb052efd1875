CREATE TABLE "cluster_transitions" (
	"installation_id" bigint NOT NULL,
	"cluster_id" bigint NOT NULL,
	"index" integer NOT NULL,
	"from_stage" text NOT NULL,
	"to_stage" text NOT NULL,
	"cause" text NOT NULL,
	"key" text NOT NULL,
	"actor" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cluster_transitions_installation_id_cluster_id_index_pk" PRIMARY KEY("installation_id","cluster_id","index")
);
--> statement-breakpoint
CREATE TABLE "containments" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"release_id" bigint NOT NULL,
	"landing_key" text NOT NULL,
	"witness" text,
	CONSTRAINT "containments_installation_id_release_id_landing_key_pk" PRIMARY KEY("installation_id","release_id","landing_key")
);
--> statement-breakpoint
CREATE TABLE "landing_links" (
	"installation_id" bigint NOT NULL,
	"key" text NOT NULL,
	"verb" text NOT NULL,
	"target" text NOT NULL,
	CONSTRAINT "landing_links_installation_id_key_verb_target_pk" PRIMARY KEY("installation_id","key","verb","target")
);
--> statement-breakpoint
CREATE TABLE "landings" (
	"installation_id" bigint NOT NULL,
	"key" text NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer,
	"sha" text,
	"at" timestamp (3) with time zone NOT NULL,
	"packages" jsonb NOT NULL,
	CONSTRAINT "landings_installation_id_key_pk" PRIMARY KEY("installation_id","key")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"installation_id" bigint NOT NULL,
	"slot" text NOT NULL,
	"cluster_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"people" jsonb NOT NULL,
	"news" text NOT NULL,
	"release" text,
	"held" text,
	"eligible_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notices_installation_id_slot_pk" PRIMARY KEY("installation_id","slot")
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"release_id" bigint NOT NULL,
	"tag" text NOT NULL,
	"url" text NOT NULL,
	"prerelease" boolean NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"named" jsonb NOT NULL,
	"gone_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "releases_installation_id_repository_id_release_id_pk" PRIMARY KEY("installation_id","repository_id","release_id")
);
--> statement-breakpoint
CREATE INDEX "cluster_transitions_at" ON "cluster_transitions" USING btree ("installation_id","at");--> statement-breakpoint
CREATE INDEX "containments_landing" ON "containments" USING btree ("installation_id","landing_key");--> statement-breakpoint
CREATE INDEX "landing_links_target" ON "landing_links" USING btree ("installation_id","target");--> statement-breakpoint
CREATE INDEX "landings_repository" ON "landings" USING btree ("installation_id","repository_id","at");--> statement-breakpoint
CREATE INDEX "notices_cluster" ON "notices" USING btree ("installation_id","cluster_id");--> statement-breakpoint
CREATE INDEX "notices_release" ON "notices" USING btree ("installation_id","release");--> statement-breakpoint
CREATE INDEX "releases_published" ON "releases" USING btree ("installation_id","repository_id","published_at");