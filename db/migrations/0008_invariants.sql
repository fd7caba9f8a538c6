CREATE FUNCTION "invariant_now"() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('dailies.now', true), '')::timestamptz, now())
$$;
--> statement-breakpoint
CREATE FUNCTION "known_failure_codes"() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY[
    'provider_rejected_input', 'provider_refused_policy', 'prompt_refused', 'no_model_left', 'provider_quota',
    'provider_auth', 'provider_unavailable', 'provider_failed', 'provider_timeout', 'submit_ambiguous',
    'output_unreadable', 'output_refused', 'output_quarantined', 'output_missing', 'job_lost', 'deadline_passed',
    'internal'
  ]
$$;
--> statement-breakpoint
CREATE FUNCTION "holds_prompt"("doc" jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
  SELECT coalesce(doc::text ILIKE '%prompt%' AND jsonb_path_exists(
    doc,
    'lax $.** ? (@.type() == "object").keyvalue() ? (@.value.type() == "string" && @.value != "" && @.key like_regex "^(negative_?)?prompt(_?text)?$" flag "i")'
  ), false)
$$;
--> statement-breakpoint
CREATE FUNCTION "columns_holding"("needle" text)
RETURNS TABLE ("table_name" text, "column_name" text, "rows_found" bigint) LANGUAGE plpgsql STABLE AS $$
DECLARE
  place record;
BEGIN
  FOR place IN
    SELECT c.table_schema, c.table_name AS t, c.column_name AS c
    FROM information_schema.columns c
    JOIN information_schema.tables b USING (table_schema, table_name)
    WHERE b.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
      AND (c.data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'bytea'))
    ORDER BY 1, 2, 3
  LOOP
    EXECUTE format(
      'SELECT count(*) FROM %I.%I WHERE position($1 IN %s) > 0', place.table_schema, place.t,
      CASE WHEN (
        SELECT data_type FROM information_schema.columns i
        WHERE i.table_schema = place.table_schema AND i.table_name = place.t AND i.column_name = place.c
      ) = 'bytea' THEN format('encode(%I, ''escape'')', place.c) ELSE format('%I::text', place.c) END
    ) INTO rows_found USING needle;
    IF rows_found > 0 THEN
      table_name := CASE place.table_schema WHEN 'public' THEN place.t ELSE place.table_schema || '.' || place.t END;
      column_name := place.c;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE INDEX "attempts_operation_prompt" ON "attempts" ("id") WHERE holds_prompt("operation");
--> statement-breakpoint
CREATE INDEX "attempts_differences_prompt" ON "attempts" ("id") WHERE holds_prompt("differences");
--> statement-breakpoint
CREATE INDEX "audit_entries_before_prompt" ON "audit_entries" ("id") WHERE holds_prompt("before");
--> statement-breakpoint
CREATE INDEX "audit_entries_after_prompt" ON "audit_entries" ("id") WHERE holds_prompt("after");
--> statement-breakpoint
CREATE INDEX "idempotency_keys_response_prompt" ON "idempotency_keys" ("key") WHERE holds_prompt("response");
--> statement-breakpoint
CREATE INDEX "route_versions_rules_prompt" ON "route_versions" ("version") WHERE holds_prompt("rules");
--> statement-breakpoint
CREATE INDEX "uploads_metadata_prompt" ON "uploads" ("id") WHERE holds_prompt("metadata");
--> statement-breakpoint
CREATE INDEX "uploads_result_prompt" ON "uploads" ("id") WHERE holds_prompt("result");
--> statement-breakpoint
CREATE INDEX "videos_plan_prompt" ON "videos" ("id") WHERE holds_prompt("plan");
--> statement-breakpoint
CREATE INDEX "webhook_receipts_payload_prompt" ON "webhook_receipts" ("id") WHERE holds_prompt("payload");
--> statement-breakpoint
CREATE VIEW "missing_uniques" AS
SELECT r.name AS subject, r.invariant
FROM (VALUES
  ('I4', 'attempts_one_live'), ('I4', 'attempts_number'), ('I5', 'attempts_job'), ('I5', 'attempts_token'),
  ('I6', 'ledger_entries_once'), ('I7', 'webhook_receipts_event'), ('I9', 'reviews_once_a_file'),
  ('I10', 'idempotency_keys_user_id_key_pk'), ('I11', 'video_events_sequence'), ('I11', 'video_events_cause'),
  ('I12', 'publications_open'), ('I2', 'decisions_one_open')
) AS r(invariant, name)
WHERE NOT EXISTS (
  SELECT FROM pg_index i
  WHERE i.indexrelid = to_regclass('public.' || quote_ident(r.name)) AND i.indisunique AND i.indisvalid
);
--> statement-breakpoint
CREATE VIEW "invariant_i1" AS
SELECT k.response ->> 'id' AS subject, 'was accepted, and there is no such video' AS detail
FROM idempotency_keys k
WHERE k.response ->> 'id' IS NOT NULL AND NOT EXISTS (SELECT FROM videos v WHERE v.id = k.response ->> 'id')
UNION ALL
SELECT k.response ->> 'stillId', 'was accepted, and there is no such still'
FROM idempotency_keys k
WHERE k.response ->> 'stillId' IS NOT NULL
  AND NOT EXISTS (SELECT FROM stills s WHERE s.id = k.response ->> 'stillId')
UNION ALL
SELECT v.id, 'has a history without a beginning'
FROM videos v
WHERE NOT EXISTS (SELECT FROM video_events e WHERE e.video_id = v.id AND e.sequence = 0);
--> statement-breakpoint
CREATE VIEW "invariant_i2" AS
SELECT v.id AS subject, format('is %s past its deadline and waits for nobody', v.status) AS detail
FROM videos v
WHERE v.status IN ('queued', 'submitted', 'processing', 'retrying')
  AND v.deadline_at < invariant_now() - interval '5 minutes'
  AND NOT EXISTS (
    SELECT FROM attempts a JOIN decisions d ON d.attempt_id = a.id AND d.decided_at IS NULL WHERE a.video_id = v.id
  )
UNION ALL
SELECT a.id, format('is %s long past every deadline and waits for nobody', a.state)
FROM attempts a
JOIN videos v ON v.id = a.video_id
WHERE a.state IN ('intent', 'accepted', 'ambiguous', 'adopted')
  AND v.status NOT IN ('queued', 'submitted', 'processing', 'retrying')
  AND greatest(a.deadline_at, v.deadline_at) < invariant_now() - interval '1 hour'
  AND NOT EXISTS (SELECT FROM decisions d WHERE d.attempt_id = a.id AND d.decided_at IS NULL)
UNION ALL
SELECT d.id, format('is open, and its attempt is %s', a.state)
FROM decisions d
JOIN attempts a ON a.id = d.attempt_id
WHERE d.decided_at IS NULL AND a.state NOT IN ('intent', 'accepted', 'ambiguous', 'adopted')
UNION ALL
SELECT subject, 'the unique index is gone' FROM missing_uniques WHERE invariant = 'I2';
--> statement-breakpoint
CREATE VIEW "invariant_i3" AS
SELECT e.video_id AS subject,
  CASE
    WHEN e.sequence = 0 THEN format('begins with the event %s', e.type)
    WHEN e.before IS DISTINCT FROM e.previous_status
      THEN format('event %s starts from %s after %s', e.sequence, e.previous_status, e.before)
    ELSE format('event %s is no move: %s from %s to %s', e.sequence, e.type, e.previous_status, e.new_status)
  END AS detail
FROM (
  SELECT video_id, sequence, type, previous_status, new_status,
    lag(new_status) OVER (PARTITION BY video_id ORDER BY sequence) AS before
  FROM video_events
) e
LEFT JOIN video_transitions t
  ON t.type = e.type AND t.from_status = e.previous_status AND t.to_status = e.new_status
WHERE CASE
  WHEN e.sequence = 0 THEN e.type <> 'created' OR e.previous_status IS NOT NULL OR e.new_status <> 'queued'
  ELSE t.type IS NULL OR e.before IS DISTINCT FROM e.previous_status
END
UNION ALL
SELECT v.id, format('is %s, and its history ends with %s', v.status, l.new_status)
FROM videos v
JOIN (
  SELECT DISTINCT ON (video_id) video_id, new_status FROM video_events ORDER BY video_id, sequence DESC
) l ON l.video_id = v.id
WHERE l.new_status <> v.status;
--> statement-breakpoint
CREATE VIEW "invariant_i4" AS
SELECT a.video_id AS subject, format('vendors took %s tasks, %s follow each other in its history', a.tasks, e.tries) AS detail
FROM (
  SELECT video_id, count(*) AS tasks FROM attempts
  WHERE accepted_at IS NOT NULL OR job_id IS NOT NULL GROUP BY video_id HAVING count(*) > 1
) a
CROSS JOIN LATERAL (
  SELECT 1 + count(*) AS tries FROM video_events e WHERE e.video_id = a.video_id AND e.type = 'retried'
) e
WHERE a.tasks > e.tries
UNION ALL
SELECT video_id, format('has %s live attempts', count(*))
FROM attempts WHERE state IN ('intent', 'accepted', 'ambiguous', 'adopted') GROUP BY video_id HAVING count(*) > 1
UNION ALL
SELECT subject, 'the unique index is gone' FROM missing_uniques WHERE invariant = 'I4';
--> statement-breakpoint
CREATE VIEW "invariant_i5" AS
SELECT provider || ' ' || job_id AS subject, format('belongs to %s attempts', count(*)) AS detail
FROM attempts WHERE job_id IS NOT NULL GROUP BY provider, job_id HAVING count(*) > 1
UNION ALL
SELECT id, 'is followed, and nothing says as which job'
FROM attempts WHERE state IN ('intent', 'accepted', 'ambiguous', 'adopted')
  AND state IN ('accepted', 'adopted') AND job_id IS NULL
UNION ALL
SELECT a.id, format('has the job %s, and %s was found for it', coalesce(a.job_id, 'of nobody'), f.job_id)
FROM attempt_findings f JOIN attempts a ON a.id = f.attempt_id
WHERE f.kind = 'found' AND f.job_id IS NOT NULL AND f.job_id IS DISTINCT FROM a.job_id
UNION ALL
SELECT r.id, format('speaks of the job %s, its attempt has %s', r.job_id, a.job_id)
FROM webhook_receipts r JOIN attempts a ON a.id = r.attempt_id
WHERE r.job_id <> a.job_id
  AND NOT EXISTS (
    SELECT FROM attempt_findings f
    WHERE f.attempt_id = a.id AND f.kind = 'contradicted' AND f.job_id = r.job_id
  )
UNION ALL
SELECT subject, 'the unique index is gone' FROM missing_uniques WHERE invariant = 'I5';
--> statement-breakpoint
CREATE VIEW "attempt_money" AS
SELECT attempt_id,
  coalesce(sum(amount_micros) FILTER (WHERE move = 'reserve'), 0)::bigint AS reserved,
  coalesce(sum(amount_micros) FILTER (WHERE move = 'settle'), 0)::bigint AS settled,
  coalesce(sum(amount_micros) FILTER (WHERE move = 'release'), 0)::bigint AS released,
  coalesce(sum(amount_micros) FILTER (WHERE move = 'charge'), 0)::bigint AS charged,
  min(id) FILTER (WHERE move = 'reserve') AS reserved_first,
  min(id) AS first,
  min(owner_id) AS owner_first, max(owner_id) AS owner_last,
  min(provider) AS provider_first, max(provider) AS provider_last
FROM ledger_entries GROUP BY attempt_id;
--> statement-breakpoint
CREATE VIEW "invariant_i6" AS
SELECT s.id AS subject, s.detail
FROM (
  SELECT a.id, CASE
    WHEN coalesce(m.reserved, 0) <> a.price_micros
      THEN format('%s micro-USD were reserved for a price of %s', coalesce(m.reserved, 0), a.price_micros)
    WHEN a.state IN ('intent', 'accepted', 'ambiguous', 'adopted')
      AND coalesce(m.settled + m.released + m.charged, 0) <> 0
      THEN format('is %s, and its reservation is touched', a.state)
    WHEN a.state NOT IN ('intent', 'accepted', 'ambiguous', 'adopted')
      AND coalesce(m.reserved - m.settled - m.released, 0) <> 0
      THEN format('is over, and %s micro-USD are still reserved', m.reserved - m.settled - m.released)
    WHEN coalesce(m.settled + m.charged, 0) <> a.cost_micros
      THEN format('cost %s micro-USD, and %s are booked', a.cost_micros, coalesce(m.settled + m.charged, 0))
    WHEN m.settled + m.released > 0 AND m.reserved_first IS DISTINCT FROM m.first
      THEN 'gave money back before it was reserved'
    WHEN m.attempt_id IS NOT NULL AND (m.owner_first, m.owner_last) <> (v.owner_id, v.owner_id)
      THEN 'is booked to somebody else than its owner'
    WHEN m.attempt_id IS NOT NULL AND (m.provider_first, m.provider_last) <> (a.provider, a.provider)
      THEN 'is booked to another vendor than its own'
    WHEN v.price_max_micros < a.price_micros AND NOT EXISTS (
      SELECT FROM decisions d JOIN attempts b ON b.id = d.attempt_id
      WHERE b.video_id = a.video_id AND d.outcome = 'resubmit'
    ) THEN format('reserved %s micro-USD above the ceiling of %s', a.price_micros, v.price_max_micros)
    WHEN a.number > 1 AND a.price_micros > (
      SELECT d.price_max_micros FROM decisions d JOIN attempts b ON b.id = d.attempt_id
      WHERE b.video_id = a.video_id AND b.number < a.number AND d.outcome = 'resubmit'
      ORDER BY b.number DESC LIMIT 1
    ) THEN format('reserved %s micro-USD, more than was decided', a.price_micros)
  END AS detail
  FROM attempts a
  JOIN videos v ON v.id = a.video_id
  LEFT JOIN attempt_money m ON m.attempt_id = a.id
) s
WHERE s.detail IS NOT NULL
UNION ALL
SELECT subject, 'the unique index is gone' FROM missing_uniques WHERE invariant = 'I6';
--> statement-breakpoint
CREATE VIEW "invariant_i7" AS
SELECT provider || ' ' || event_id AS subject, format('is kept %s times', count(*)) AS detail
FROM webhook_receipts GROUP BY provider, event_id HAVING count(*) > 1
UNION ALL
SELECT subject, 'the unique index is gone' FROM missing_uniques WHERE invariant = 'I7';
--> statement-breakpoint
CREATE VIEW "invariant_i8" AS
SELECT storage_key AS subject, CASE problem
    WHEN 'missing' THEN 'has its row and no object'
    WHEN 'changed' THEN 'is not the file that it was'
    ELSE 'has its object and no row'
  END AS detail
FROM storage_findings
WHERE since < invariant_now() - interval '1 hour';
--> statement-breakpoint
CREATE VIEW "invariant_i9" AS
SELECT v.id AS subject, format('is public with %s approvals by others that bind to its file', count(r.id)) AS detail
FROM videos v
LEFT JOIN publications p ON p.video_id = v.id AND p.withdrawn_at IS NULL
LEFT JOIN artifacts f ON f.id = p.artifact_id AND f.video_id = v.id
LEFT JOIN (
  reviews r JOIN users u ON u.id = r.reviewer_id
  LEFT JOIN LATERAL (
    SELECT c.before ->> 'role' AS role FROM audit_entries c
    WHERE c.subject_id = u.id AND c.action = 'role/changed' AND c.created_at > r.created_at
    ORDER BY c.id LIMIT 1
  ) was ON true
) ON r.video_id = v.id AND r.decision = 'approve' AND r.artifact_sha256 = f.sha256
  AND r.reviewer_id <> v.owner_id AND coalesce(was.role, u.role) IN ('reviewer', 'admin')
WHERE v.status = 'published'
GROUP BY v.id
HAVING count(r.id) <> 1
UNION ALL
SELECT subject, 'the unique index is gone' FROM missing_uniques WHERE invariant = 'I9';
--> statement-breakpoint
CREATE VIEW "invariant_i10" AS
SELECT k.user_id || ' ' || left(k.key, 8) AS subject, 'a key answers with a video of somebody else' AS detail
FROM idempotency_keys k JOIN videos v ON v.id = k.response ->> 'id'
WHERE v.owner_id <> k.user_id
UNION ALL
SELECT k.user_id || ' ' || left(k.key, 8), 'a key answers with a still of somebody else'
FROM idempotency_keys k JOIN stills s ON s.id = k.response ->> 'stillId'
WHERE s.owner_id <> k.user_id
UNION ALL
SELECT user_id || ' ' || left(key, 8), format('a key has %s answers', count(*))
FROM idempotency_keys GROUP BY user_id, key HAVING count(*) > 1
UNION ALL
SELECT subject, 'the unique index is gone' FROM missing_uniques WHERE invariant = 'I10';
--> statement-breakpoint
CREATE VIEW "invariant_i11" AS
SELECT video_id AS subject, format('%s events are numbered %s to %s', count(*), min(sequence), max(sequence)) AS detail
FROM video_events GROUP BY video_id HAVING min(sequence) <> 0 OR max(sequence) <> count(*) - 1
UNION ALL
SELECT r.name, 'the trigger is gone or switched off'
FROM (VALUES
  ('videos', 'videos_begin'), ('videos', 'videos_move'), ('video_events', 'video_events_path'),
  ('video_events', 'video_events_append_only'), ('video_transitions', 'video_transitions_append_only'),
  ('attempts', 'attempts_move'), ('attempts', 'attempts_keep'),
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
--> statement-breakpoint
CREATE VIEW "invariant_i12" AS
SELECT p.id AS subject, CASE
    WHEN v.status <> 'published' THEN format('is public, and its video is %s', v.status)
    WHEN p.artifact_id IS NULL THEN 'is public without a file'
    ELSE 'is public with a file that was rejected'
  END AS detail
FROM publications p
JOIN videos v ON v.id = p.video_id
LEFT JOIN artifacts f ON f.id = p.artifact_id
WHERE p.withdrawn_at IS NULL AND (
  v.status <> 'published' OR p.artifact_id IS NULL OR EXISTS (
    SELECT FROM reviews r
    WHERE r.video_id = p.video_id AND r.artifact_sha256 = f.sha256 AND r.decision = 'reject'
  )
)
UNION ALL
SELECT subject, 'the unique index is gone' FROM missing_uniques WHERE invariant = 'I12';
--> statement-breakpoint
CREATE VIEW "invariant_i13" AS
SELECT v.id AS subject, CASE
    WHEN v.failure_code IS NULL THEN 'has failed without a cause'
    WHEN v.failure_code <> ALL (known_failure_codes()) THEN format('has failed of %s, which nobody explains', v.failure_code)
    ELSE format('has failed of %s, its history says %s', v.failure_code, coalesce(l.error_code, 'nothing'))
  END AS detail
FROM videos v
LEFT JOIN LATERAL (
  SELECT e.type, e.error_code FROM video_events e WHERE e.video_id = v.id ORDER BY e.sequence DESC LIMIT 1
) l ON true
WHERE v.status = 'failed' AND (
  v.failure_code IS NULL OR v.failure_code <> ALL (known_failure_codes())
  OR l.error_code IS DISTINCT FROM v.failure_code
)
UNION ALL
SELECT id, format('is %s of %s, which nobody explains', state, coalesce(failure_code, 'nothing'))
FROM attempts
WHERE state IN ('rejected', 'failed_retryable', 'failed_permanent', 'timed_out')
  AND (failure_code IS NULL OR failure_code <> ALL (known_failure_codes()))
UNION ALL
SELECT id, format('has failed of %s, which nobody explains', coalesce(failure_code, 'nothing'))
FROM stills
WHERE status = 'failed' AND (failure_code IS NULL OR failure_code <> ALL (known_failure_codes()));
--> statement-breakpoint
CREATE VIEW "invariant_i14" AS
SELECT id AS subject, 'a prompt lies in attempts.operation' AS detail FROM attempts WHERE holds_prompt(operation)
UNION ALL
SELECT id, 'a prompt lies in attempts.differences' FROM attempts WHERE holds_prompt(differences)
UNION ALL
SELECT id::text, 'a prompt lies in audit_entries.before' FROM audit_entries WHERE holds_prompt(before)
UNION ALL
SELECT id::text, 'a prompt lies in audit_entries.after' FROM audit_entries WHERE holds_prompt(after)
UNION ALL
SELECT left(key, 8), 'a prompt lies in idempotency_keys.response' FROM idempotency_keys WHERE holds_prompt(response)
UNION ALL
SELECT version::text, 'a prompt lies in route_versions.rules' FROM route_versions WHERE holds_prompt(rules)
UNION ALL
SELECT id, 'a prompt lies in uploads.metadata' FROM uploads WHERE holds_prompt(metadata)
UNION ALL
SELECT id, 'a prompt lies in uploads.result' FROM uploads WHERE holds_prompt(result)
UNION ALL
SELECT id, 'a prompt lies in videos.plan' FROM videos WHERE holds_prompt(plan)
UNION ALL
SELECT id, 'a prompt lies in webhook_receipts.payload' FROM webhook_receipts WHERE holds_prompt(payload);
--> statement-breakpoint
CREATE VIEW "invariant_violations" AS
SELECT 'I1' AS invariant, subject, detail FROM invariant_i1
UNION ALL SELECT 'I2', subject, detail FROM invariant_i2
UNION ALL SELECT 'I3', subject, detail FROM invariant_i3
UNION ALL SELECT 'I4', subject, detail FROM invariant_i4
UNION ALL SELECT 'I5', subject, detail FROM invariant_i5
UNION ALL SELECT 'I6', subject, detail FROM invariant_i6
UNION ALL SELECT 'I7', subject, detail FROM invariant_i7
UNION ALL SELECT 'I8', subject, detail FROM invariant_i8
UNION ALL SELECT 'I9', subject, detail FROM invariant_i9
UNION ALL SELECT 'I10', subject, detail FROM invariant_i10
UNION ALL SELECT 'I11', subject, detail FROM invariant_i11
UNION ALL SELECT 'I12', subject, detail FROM invariant_i12
UNION ALL SELECT 'I13', subject, detail FROM invariant_i13
UNION ALL SELECT 'I14', subject, detail FROM invariant_i14;
