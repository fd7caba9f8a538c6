import { attemptIn } from "#lib/testing/attempts.ts";
import { type Breach, describeBreaches } from "#lib/testing/breaches.ts";
import { force } from "#lib/testing/invariants.ts";
import { fileOf, videoIn } from "#lib/testing/videos.ts";

const breaches: Breach[] = [
  ...(
    [
      [
        "a reservation that is not the price",
        "accepted",
        "update attempts set price_micros = price_micros + 1",
      ],
      [
        "money of an open take that is spent",
        "accepted",
        "insert into ledger_entries (attempt_id, owner_id, provider, move, debit, credit, amount_micros) select attempt_id, owner_id, provider, 'settle', 'reserved', 'spent', 5 from ledger_entries",
      ],
      [
        "money that stays reserved after the end",
        "succeeded",
        "delete from ledger_entries where move = 'release'",
      ],
      ["a cost that is not booked", "succeeded", "update attempts set cost_micros = cost_micros + 1"],
      [
        "money that was given back before it was taken",
        "succeeded",
        "update ledger_entries set id = id + 100 where move = 'reserve'",
      ],
      [
        "money of somebody else",
        "succeeded",
        "update ledger_entries set owner_id = 'usr_other' where move = 'settle'",
      ],
      ["money at another vendor", "succeeded", "update ledger_entries set provider = 'kling'"],
      ["a take above its ceiling", "succeeded", "update videos set price_max_micros = 419999"],
    ] as const
  ).map(
    ([name, state, statement]): Breach => ({
      id: "I6",
      name,
      async break({ bench, owner, takeOf }) {
        const id = await takeOf(await videoIn(bench, owner, "processing"), state);
        await force(bench, statement);
        return id;
      },
    }),
  ),
  {
    id: "I6",
    name: "a take that is dearer than was decided",
    async break({ bench, owner, takeOf }) {
      const videoId = await videoIn(bench, owner, "retrying");
      const first = await takeOf(videoId, "written_off");
      await force(
        bench,
        `insert into decisions (id, attempt_id, reason, outcome, decided_at, price_max_micros)
        values ('dec_1', '${first}', 'lost_job', 'resubmit', now(), 419999)`,
      );
      return attemptIn(bench, { videoId, number: 2, state: "intent", priceMicros: 420_000 });
    },
  },
  {
    id: "I8",
    name: "a file that was missed an hour ago",
    async break({ bench }) {
      await force(
        bench,
        `insert into storage_findings (storage_key, problem, since, seen_at) values
        ('fresh', 'missing', now() - interval '59 minutes', now()), ('old', 'missing', now() - interval '61 minutes', now())`,
      );
      return "old";
    },
  },
  ...(
    [
      ["no approval", "delete from reviews"],
      ["an approval of another file", "update reviews set artifact_sha256 = 'another'"],
      ["an approval by its creator", "update reviews set reviewer_id = (select owner_id from videos)"],
      ["an approval by somebody who may not", "update users set role = 'creator'"],
      ["a page that was withdrawn", "update publications set withdrawn_at = now()"],
    ] as const
  ).map(
    ([name, statement]): Breach => ({
      id: "I9",
      name: `a public clip with ${name}`,
      async break({ bench, owner }) {
        const id = await videoIn(bench, owner, "published");
        await force(bench, statement);
        return id;
      },
    }),
  ),
  {
    id: "I10",
    name: "a key that answers with somebody else's video",
    async break({ bench, owner, keyed }) {
      await keyed();
      const other = await bench.person();
      await force(bench, `update videos set owner_id = '${other.id}'`);
      return `${owner.id} a key`;
    },
  },
  {
    id: "I12",
    name: "a page of a video that is not public",
    async break({ bench, owner }) {
      const id = await videoIn(bench, owner, "approved");
      const file = await fileOf(bench, id);
      await force(
        bench,
        `insert into publications (id, video_id, artifact_id, slug, title, visibility, published_by)
        values ('pub_1', '${id}', '${file.id}', 's', 't', 'public', '${owner.id}')`,
      );
      return "pub_1";
    },
  },
];

describeBreaches("what breaks money, files and pages", breaches);
