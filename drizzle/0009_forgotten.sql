CREATE TABLE "forgotten" (
	"installation_id" bigint NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "forgotten_installation_id_hash_pk" PRIMARY KEY("installation_id","hash")
);
