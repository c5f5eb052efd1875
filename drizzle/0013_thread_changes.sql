CREATE TABLE "thread_changes" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"changed_in" "xid8" NOT NULL,
	CONSTRAINT "thread_changes_installation_id_repository_id_number_pk" PRIMARY KEY("installation_id","repository_id","number")
);
--> statement-breakpoint
CREATE INDEX "thread_changes_latest" ON "thread_changes" USING btree ("installation_id","changed_in");--> statement-breakpoint
-- What measuring reads of threads is noted here by the tables themselves, so that only what changed is read again.
CREATE FUNCTION "note_thread_changes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- In one order, so that two writers never wait for each other.
	INSERT INTO "thread_changes" ("installation_id", "repository_id", "number", "changed_in")
	SELECT DISTINCT "installation_id", "repository_id", "number", pg_current_xact_id() FROM "changed" ORDER BY 1, 2, 3
	ON CONFLICT ("installation_id", "repository_id", "number") DO UPDATE SET "changed_in" = excluded."changed_in";
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "note_cluster_changes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "thread_changes" ("installation_id", "repository_id", "number", "changed_in")
	SELECT DISTINCT "items"."installation_id", "items"."repository_id", "items"."number", pg_current_xact_id()
	FROM "changed" JOIN "items" ON "items"."item_id" = "changed"."item_id" ORDER BY 1, 2, 3
	ON CONFLICT ("installation_id", "repository_id", "number") DO UPDATE SET "changed_in" = excluded."changed_in";
	RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
	noted text[];
BEGIN
	FOREACH noted SLICE 1 IN ARRAY ARRAY[['items', 'note_thread_changes'], ['comments', 'note_thread_changes'], ['judgements', 'note_thread_changes'], ['cluster_items', 'note_cluster_changes']] LOOP
		EXECUTE format('CREATE TRIGGER "noted_insert" AFTER INSERT ON %I REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION %I()', noted[1], noted[2]);
		EXECUTE format('CREATE TRIGGER "noted_delete" AFTER DELETE ON %I REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION %I()', noted[1], noted[2]);
		-- What is moved is changed in both places.
		EXECUTE format('CREATE TRIGGER "noted_update_from" AFTER UPDATE ON %I REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION %I()', noted[1], noted[2]);
		EXECUTE format('CREATE TRIGGER "noted_update_to" AFTER UPDATE ON %I REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION %I()', noted[1], noted[2]);
	END LOOP;
END $$;
