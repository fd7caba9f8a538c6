import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import { withBareNext } from "./bare-next.ts";
import { quantile, signIn, withProduct } from "./running.ts";

const connections = 16;
const roundSeconds = 4;
const rounds = 5;

type Contender = { name: string; once: () => Promise<void> };

const agent = new Agent({ keepAlive: true, maxSockets: connections });

function post(url: string, headers: Record<string, string>, body: string): Promise<void> {
  return new Promise((done, fail) => {
    const outgoing = request(
      url,
      {
        method: "POST",
        agent,
        headers: {
          ...headers,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
        },
      },
      (answer) => {
        answer.resume();
        answer.on("end", () =>
          answer.statusCode === 202 ? done() : fail(new Error(`${url} answered ${answer.statusCode}`)),
        );
      },
    );
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}

/** Completed calls a second with all connections busy, closed loop. */
async function rate({ once }: Contender): Promise<number> {
  const end = performance.now() + roundSeconds * 1000;
  let completed = 0;
  const loop = async () => {
    while (performance.now() < end) {
      await once();
      completed += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  return completed / roundSeconds;
}

/** Takes every event and does nothing, so that only the intake works while it is measured. */
async function withSilentEngine<T>(work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((incoming, answer) => {
    incoming.resume();
    answer.setHeader("content-type", "application/json").end(JSON.stringify({ ids: ["01"], status: 200 }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function measure(contenders: Contender[]): Promise<void> {
  for (const contender of contenders) await rate(contender);
  const figures = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? contenders : contenders.toReversed();
    for (const contender of order) figures.get(contender.name)?.push(await rate(contender));
  }
  const ours = figures.get("intake") ?? [];
  console.log(
    `Intake at ${connections} connections, ${rounds} rounds of ${roundSeconds} s in alternating order`,
  );
  for (const [name, rates] of figures) {
    const ratios = ours.map((own, round) => own / (rates[round] ?? Number.NaN));
    const [low, middle, high] = [0, 0.5, 1].map((share) => quantile(ratios, share).toFixed(2));
    console.log(
      `  ${name.padEnd(20)} ${quantile(rates, 0.5).toFixed(0).padStart(6)} /s   intake is ${middle} × it (${low}–${high})`,
    );
  }
}

/** The whole intake (session, checks, quota, sealing, five rows) beside a bare route handler and a raw insert. */
export async function run(): Promise<void> {
  await withSilentEngine((engineUrl) =>
    withBareNext((bareUrl) =>
      withProduct(
        async ({ baseUrl, databaseUrl }) => {
          const sql = postgres(databaseUrl, { max: connections, onnotice: () => undefined });
          await sql`insert into quota_overrides (user_id, "window", videos_max, set_by) select u.id, w, 1000000, u.id from users u, unnest(array['concurrent', 'day', 'month']) w where u.role = 'admin'`;
          await sql`create table bench_rows (id bigserial primary key, body text not null)`;
          const headers = await signIn(baseUrl, "admin@demo.local");
          const body = JSON.stringify({
            prompt: "Open sea at golden hour, slow push-in",
            durationSeconds: 5,
          });
          await measure([
            { name: "intake", once: () => post(`${baseUrl}/api/v1/videos`, headers, body) },
            { name: "bare route handler", once: () => post(bareUrl, {}, body) },
            {
              name: "raw insert",
              once: async () => void (await sql`insert into bench_rows (body) values (${body})`),
            },
          ]);
          await sql.end();
        },
        {
          INNGEST_BASE_URL: engineUrl,
          INNGEST_EVENT_KEY: "bench-event-key-0123",
          INNGEST_SIGNING_KEY: `signkey-prod-${"0".repeat(64)}`,
        },
      ),
    ),
  );
}

if (import.meta.main) await run();
