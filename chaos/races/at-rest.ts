import { sql } from "drizzle-orm";
import { artifacts } from "#db/schema/index.ts";
import { activeStatuses } from "#lib/contract/status.ts";
import { type TestBench, worker } from "#lib/testing/context.ts";

const questions = {
  "an invariant is broken": sql`select invariant || ' ' || subject || ' ' || detail as subject from invariant_violations`,
  "the history has a gap": sql`select video_id as subject from video_events group by video_id
    having max(sequence) + 1 <> count(*)`,
  "more than one end": sql`select video_id as subject from video_events
    where type in ('canceled', 'finished', 'failed', 'expired') group by video_id having count(*) > 1`,
  "more than one verdict": sql`select video_id as subject from video_events
    where type in ('approved', 'rejected') group by video_id having count(*) > 1`,
  "running videos miscounted": sql`select u.user_id as subject from quota_usage u
    where u."window" = 'concurrent' and u.used <> (select count(*) from videos v where v.owner_id = u.user_id
      and v.status in (${sql.join(
        activeStatuses.map((status) => sql`${status}`),
        sql`, `,
      )}))`,
  "money is still held, or moved twice": sql`select attempt_id as subject from ledger_entries group by attempt_id
    having sum(case when credit = 'reserved' then amount_micros when debit = 'reserved' then -amount_micros else 0 end) <> 0`,
  "another sum is spent than the takes came to": sql`select a.id as subject from attempts a
    left join ledger_entries l on l.attempt_id = a.id and l.credit = 'spent'
    group by a.id having a.cost_micros <> coalesce(sum(l.amount_micros), 0)`,
};

async function filesAmiss(bench: TestBench): Promise<string[]> {
  const rows = await bench.db.select({ key: artifacts.storageKey }).from(artifacts);
  const named = new Set(rows.map(({ key }) => key));
  const stored = new Set<string>();
  for await (const { key } of bench.context(worker).parts.storage.list()) stored.add(key);
  return [
    ...[...stored].filter((key) => !named.has(key)).map((key) => `a file without its row: ${key}`),
    ...[...named].filter((key) => !stored.has(key)).map((key) => `a row without its file: ${key}`),
  ];
}

/** What may not be once every race is over and nothing is at work: empty where all agree. */
export async function amissIn(bench: TestBench): Promise<string[]> {
  const found: string[] = [];
  for (const [what, question] of Object.entries(questions)) {
    const rows = await bench.db.execute(question);
    found.push(...rows.map(({ subject }) => `${what}: ${String(subject)}`));
  }
  return [...found, ...(await filesAmiss(bench))];
}
