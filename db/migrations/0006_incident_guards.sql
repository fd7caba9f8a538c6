INSERT INTO "attempt_transitions" ("from_state", "to_state") VALUES
  ('intent', 'accepted'),
  ('intent', 'rejected'),
  ('intent', 'ambiguous'),
  ('intent', 'canceled'),
  ('accepted', 'succeeded'),
  ('accepted', 'failed_retryable'),
  ('accepted', 'failed_permanent'),
  ('accepted', 'timed_out'),
  ('accepted', 'canceled'),
  ('accepted', 'written_off'),
  ('ambiguous', 'adopted'),
  ('ambiguous', 'rejected'),
  ('ambiguous', 'written_off'),
  ('adopted', 'succeeded'),
  ('adopted', 'failed_retryable'),
  ('adopted', 'failed_permanent'),
  ('adopted', 'timed_out'),
  ('adopted', 'canceled'),
  ('adopted', 'written_off');
--> statement-breakpoint
CREATE FUNCTION "check_attempt_move"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IS DISTINCT FROM OLD.state AND NOT EXISTS (
    SELECT 1 FROM attempt_transitions WHERE from_state = OLD.state AND to_state = NEW.state
  ) THEN
    RAISE EXCEPTION 'an attempt cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.job_id IS NOT NULL AND NEW.job_id IS DISTINCT FROM OLD.job_id THEN
    RAISE EXCEPTION 'an attempt keeps the job it has' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.fence < OLD.fence THEN
    RAISE EXCEPTION 'a fence only rises' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "attempts_move" BEFORE UPDATE ON "attempts" FOR EACH ROW EXECUTE FUNCTION "check_attempt_move"();
--> statement-breakpoint
CREATE TRIGGER "attempts_keep" BEFORE DELETE ON "attempts" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "attempt_transitions_append_only" BEFORE UPDATE OR DELETE ON "attempt_transitions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "attempt_findings_append_only" BEFORE UPDATE OR DELETE ON "attempt_findings" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "ledger_entries_append_only" BEFORE UPDATE OR DELETE ON "ledger_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE FUNCTION "check_decision_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.decided_at IS NOT NULL THEN
    RAISE EXCEPTION 'a decision does not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "decisions_keep" BEFORE UPDATE OR DELETE ON "decisions" FOR EACH ROW EXECUTE FUNCTION "check_decision_change"();
--> statement-breakpoint
CREATE FUNCTION "check_receipt_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.received_at > now() - interval '30 days' THEN
      RAISE EXCEPTION 'a receipt is kept for 30 days' USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF (NEW.id, NEW.provider, NEW.event_id, NEW.job_id, NEW.payload, NEW.payload_hash, NEW.verified_by, NEW.received_at)
    IS DISTINCT FROM
    (OLD.id, OLD.provider, OLD.event_id, OLD.job_id, OLD.payload, OLD.payload_hash, OLD.verified_by, OLD.received_at)
    OR (OLD.attempt_id IS NOT NULL AND NEW.attempt_id IS DISTINCT FROM OLD.attempt_id)
    OR NEW.duplicates < OLD.duplicates
    OR (OLD.applied_at IS NOT NULL AND NEW.applied_at IS DISTINCT FROM OLD.applied_at)
  THEN
    RAISE EXCEPTION 'a receipt stays as it came' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "webhook_receipts_keep" BEFORE UPDATE OR DELETE ON "webhook_receipts" FOR EACH ROW EXECUTE FUNCTION "check_receipt_change"();
--> statement-breakpoint
INSERT INTO "ledger_entries" ("attempt_id", "owner_id", "provider", "move", "debit", "credit", "amount_micros", "created_at")
SELECT a.id, v.owner_id, a.provider, 'reserve', 'available', 'reserved', a.price_micros, a.created_at
FROM attempts a JOIN videos v ON v.id = a.video_id WHERE a.price_micros > 0
UNION ALL
SELECT a.id, v.owner_id, a.provider, 'settle', 'reserved', 'spent', least(a.cost_micros, a.price_micros), a.ended_at
FROM attempts a JOIN videos v ON v.id = a.video_id
WHERE a.ended_at IS NOT NULL AND least(a.cost_micros, a.price_micros) > 0
UNION ALL
SELECT a.id, v.owner_id, a.provider, 'release', 'reserved', 'available', a.price_micros - a.cost_micros, a.ended_at
FROM attempts a JOIN videos v ON v.id = a.video_id
WHERE a.ended_at IS NOT NULL AND a.price_micros > a.cost_micros
UNION ALL
SELECT a.id, v.owner_id, a.provider, 'charge', 'available', 'spent', a.cost_micros - a.price_micros, a.ended_at
FROM attempts a JOIN videos v ON v.id = a.video_id
WHERE a.ended_at IS NOT NULL AND a.cost_micros > a.price_micros;
