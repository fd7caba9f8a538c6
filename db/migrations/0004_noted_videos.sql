DROP INDEX "videos_progress";--> statement-breakpoint
CREATE INDEX "videos_noted" ON "videos" USING btree ("progress_at") WHERE status in ('queued', 'submitted', 'processing', 'retrying');