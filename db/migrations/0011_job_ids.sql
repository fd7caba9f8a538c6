UPDATE "attempts" a SET "job_id" = told.job_id
FROM (
  SELECT id, provider, job_id, row_number() OVER (
    PARTITION BY provider, job_id ORDER BY state IN ('accepted', 'adopted') DESC, created_at, id
  ) AS place
  FROM (
    SELECT id, provider, state, created_at, coalesce(
      operation ->> 'taskId', operation ->> 'predictionId', operation ->> 'requestId', operation ->> 'videoId',
      operation ->> 'interactionId', operation ->> 'jobId', operation ->> 'name'
    ) AS job_id
    FROM attempts WHERE job_id IS NULL AND operation IS NOT NULL
  ) old
  WHERE job_id IS NOT NULL
) told
WHERE a.id = told.id AND told.place = 1
  AND NOT EXISTS (SELECT FROM attempts b WHERE b.provider = told.provider AND b.job_id = told.job_id);
