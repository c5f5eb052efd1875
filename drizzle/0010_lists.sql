CREATE INDEX "cluster_transitions_to" ON "cluster_transitions" USING btree ("installation_id","to_stage","cluster_id");--> statement-breakpoint
CREATE INDEX "inbox_dead" ON "inbox" USING btree ("installation_id","finished_at") WHERE "inbox"."state" = 'dead';--> statement-breakpoint
CREATE INDEX "items_stage" ON "items" USING btree ("installation_id","stage","created_at","item_id");--> statement-breakpoint
CREATE INDEX "items_type" ON "items" USING btree ("installation_id","type","created_at","item_id");--> statement-breakpoint
CREATE INDEX "items_themes" ON "items" USING gin ("themes" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "outbox_listed" ON "outbox" USING btree ("installation_id","state","id");