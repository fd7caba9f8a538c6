import postgres from "postgres";
import { quantile, signIn, withProduct } from "./running.ts";

const clips = 5;
const prompt = "Open sea at golden hour, slow push-in";

type Row = { type: string; at: Date };
type Parts = { queue: number; render: number; collect: number; total: number };

const seconds = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;

/** Renders of the same job by the renderer alone, asked directly: the control of what the rest adds. */
async function renderAlone(sql: postgres.Sql, id: string): Promise<number | undefined> {
  const [row] = await sql<{ seconds: number }[]>`
    select extract(epoch from min(received_at) - min(a.accepted_at))::float8 as seconds
    from attempts a join webhook_receipts r on r.attempt_id = a.id where a.video_id = ${id}`;
  return row?.seconds;
}

async function make(baseUrl: string, headers: Record<string, string>, sql: postgres.Sql): Promise<Parts> {
  const posted = new Date();
  const answer = await fetch(`${baseUrl}/api/v1/videos`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ prompt, durationSeconds: 5, platform: "youtube", tier: "draft", seed: 7 }),
  });
  if (answer.status !== 202) throw new Error(`the intake answered ${answer.status}`);
  const { id } = (await answer.json()) as { id: string };
  for (;;) {
    const rows = await sql<
      Row[]
    >`select type, created_at as at from video_events where video_id = ${id} order by sequence`;
    const at = (type: string) => rows.find((row) => row.type === type)?.at;
    if (at("failed")) throw new Error("the video failed");
    const [accepted, finished] = [at("accepted"), at("finished")];
    if (accepted && finished) {
      const render = (await renderAlone(sql, id)) ?? seconds(accepted, finished);
      const queue = seconds(posted, accepted);
      const total = seconds(posted, finished);
      return { queue, render, collect: total - queue - render, total };
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** From POST to ready for a 5 s 720p draft, and its parts: queue, render (to the signed callback), collect. */
export async function run(): Promise<void> {
  const made = await withProduct(async ({ baseUrl, databaseUrl }) => {
    const sql = postgres(databaseUrl, { max: 1 });
    const headers = await signIn(baseUrl, "admin@demo.local");
    const all: Parts[] = [];
    for (let clip = 0; clip < clips; clip++) all.push(await make(baseUrl, headers, sql));
    await sql.end();
    return all;
  });
  console.log(
    `POST to ready, ${clips} clips of 5 s at 1280×720, one after the other (seconds: median, worst)`,
  );
  for (const part of ["queue", "render", "collect", "total"] as const) {
    const figures = made.map((parts) => parts[part]);
    console.log(
      `  ${part.padEnd(8)} ${quantile(figures, 0.5).toFixed(2).padStart(6)} ${quantile(figures, 1).toFixed(2).padStart(6)}`,
    );
  }
  const ratios = made.map(({ total, render }) => total / render);
  console.log(`  total / render alone: median ${quantile(ratios, 0.5).toFixed(2)}`);
}

if (import.meta.main) await run();
