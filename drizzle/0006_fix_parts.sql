ALTER TABLE "landings" ADD COLUMN "includes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "commands_verb" ON "commands" USING btree ("installation_id","verb");