INSERT INTO "video_transitions" ("type", "from_status", "to_status") VALUES
  ('claimed', 'queued', 'submitted'),
  ('claimed', 'retrying', 'submitted'),
  ('accepted', 'submitted', 'processing'),
  ('finished', 'processing', 'completed'),
  ('retried', 'submitted', 'retrying'),
  ('retried', 'processing', 'retrying'),
  ('retried', 'failed', 'retrying'),
  ('failed', 'queued', 'failed'),
  ('failed', 'submitted', 'failed'),
  ('failed', 'processing', 'failed'),
  ('failed', 'retrying', 'failed'),
  ('canceled', 'queued', 'canceled'),
  ('canceled', 'retrying', 'canceled'),
  ('canceled', 'submitted', 'canceled'),
  ('canceled', 'processing', 'canceled'),
  ('expired', 'queued', 'expired'),
  ('expired', 'retrying', 'expired'),
  ('expired', 'submitted', 'expired'),
  ('expired', 'processing', 'expired'),
  ('expired', 'completed', 'expired'),
  ('expired', 'approved', 'expired'),
  ('approved', 'completed', 'approved'),
  ('rejected', 'completed', 'rejected'),
  ('published', 'approved', 'published'),
  ('withdrawn', 'published', 'approved');
--> statement-breakpoint
INSERT INTO "rejection_reasons" ("code", "label", "position", "note_required") VALUES
  ('product_shape', 'Product shape changed', 1, false),
  ('label_unreadable', 'Label or text unreadable', 2, false),
  ('face_or_hands', 'Face or hands distorted', 3, false),
  ('rights_unclear', 'Source rights unclear', 4, false),
  ('needs_disclosure', 'Looks real, needs disclosure', 5, false),
  ('unapproved_claim', 'Implies an unapproved claim', 6, false),
  ('quality', 'Quality', 7, false),
  ('other', 'Other, with note', 8, true);
--> statement-breakpoint
CREATE FUNCTION "check_video_move"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IS DISTINCT FROM OLD.status AND NOT EXISTS (
    SELECT 1 FROM video_transitions WHERE from_status = OLD.status AND to_status = NEW.status
  ) THEN
    RAISE EXCEPTION 'a video cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "videos_move" BEFORE UPDATE OF status ON "videos" FOR EACH ROW EXECUTE FUNCTION "check_video_move"();
--> statement-breakpoint
CREATE FUNCTION "check_new_video"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'queued' THEN
    RAISE EXCEPTION 'a video begins as queued, not as %', NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "videos_begin" BEFORE INSERT ON "videos" FOR EACH ROW EXECUTE FUNCTION "check_new_video"();
--> statement-breakpoint
CREATE FUNCTION "check_video_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.type = 'created' AND NEW.previous_status IS NULL AND NEW.new_status = 'queued' THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM video_transitions
    WHERE type = NEW.type AND from_status = NEW.previous_status AND to_status = NEW.new_status
  ) THEN
    RAISE EXCEPTION 'the event % cannot lead from % to %', NEW.type, NEW.previous_status, NEW.new_status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "video_events_path" BEFORE INSERT ON "video_events" FOR EACH ROW EXECUTE FUNCTION "check_video_event"();
--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "video_events_append_only" BEFORE UPDATE OR DELETE ON "video_events" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "video_transitions_append_only" BEFORE UPDATE OR DELETE ON "video_transitions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TABLE "rate_limits" ("key" varchar(255) PRIMARY KEY, "points" integer NOT NULL DEFAULT 0, "expire" bigint);
