CREATE FUNCTION "check_new_attempt"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'intent' THEN
    RAISE EXCEPTION 'an attempt begins as intent, not as %', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "attempts_begin" BEFORE INSERT ON "attempts" FOR EACH ROW EXECUTE FUNCTION "check_new_attempt"();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "check_attempt_move"() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF (NEW.id, NEW.video_id, NEW.number, NEW.round, NEW.provider, NEW.model, NEW.token_hash, NEW.price_micros)
    IS DISTINCT FROM
    (OLD.id, OLD.video_id, OLD.number, OLD.round, OLD.provider, OLD.model, OLD.token_hash, OLD.price_micros)
  THEN
    RAISE EXCEPTION 'an attempt stays what it was begun as' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE OR REPLACE VIEW "invariant_i3" AS
SELECT e.video_id AS subject,
  CASE
    WHEN e.sequence = 0 AND (e.type <> 'created' OR e.previous_status IS NOT NULL OR e.new_status <> 'queued')
      THEN format('begins with the event %s', e.type)
    WHEN e.sequence > 0 AND e.before IS DISTINCT FROM e.previous_status
      THEN format('event %s starts from %s after %s', e.sequence, e.previous_status, e.before)
    WHEN e.sequence > 0 AND t.type IS NULL
      THEN format('event %s is no move: %s from %s to %s', e.sequence, e.type, e.previous_status, e.new_status)
    ELSE format('is %s, and its history ends with %s', v.status, e.new_status)
  END AS detail
FROM (
  SELECT video_id, sequence, type, previous_status, new_status,
    lag(new_status) OVER w AS before, lead(sequence) OVER w AS after
  FROM video_events WINDOW w AS (PARTITION BY video_id ORDER BY sequence)
) e
LEFT JOIN video_transitions t
  ON t.type = e.type AND t.from_status = e.previous_status AND t.to_status = e.new_status
LEFT JOIN videos v ON v.id = e.video_id AND e.after IS NULL
WHERE v.status <> e.new_status OR CASE
  WHEN e.sequence = 0 THEN e.type <> 'created' OR e.previous_status IS NOT NULL OR e.new_status <> 'queued'
  ELSE t.type IS NULL OR e.before IS DISTINCT FROM e.previous_status
END;
--> statement-breakpoint
CREATE OR REPLACE VIEW "invariant_i11" AS
SELECT video_id AS subject, format('%s events are numbered %s to %s', count(*), min(sequence), max(sequence)) AS detail
FROM video_events GROUP BY video_id HAVING min(sequence) <> 0 OR max(sequence) <> count(*) - 1
UNION ALL
SELECT r.name, 'the trigger is gone or switched off'
FROM (VALUES
  ('videos', 'videos_begin'), ('videos', 'videos_move'), ('video_events', 'video_events_path'),
  ('video_events', 'video_events_append_only'), ('video_transitions', 'video_transitions_append_only'),
  ('attempts', 'attempts_begin'), ('attempts', 'attempts_move'), ('attempts', 'attempts_keep'),
  ('attempt_transitions', 'attempt_transitions_append_only'),
  ('attempt_findings', 'attempt_findings_append_only'), ('ledger_entries', 'ledger_entries_append_only'),
  ('decisions', 'decisions_keep'), ('webhook_receipts', 'webhook_receipts_keep'),
  ('audit_entries', 'audit_entries_append_only'), ('route_versions', 'route_versions_append_only')
) AS r(on_table, name)
WHERE NOT EXISTS (
  SELECT FROM pg_trigger g
  WHERE g.tgrelid = to_regclass('public.' || r.on_table) AND g.tgname = r.name AND g.tgenabled IN ('O', 'A')
)
UNION ALL
SELECT subject, 'the unique index is gone' FROM missing_uniques WHERE invariant = 'I11';
