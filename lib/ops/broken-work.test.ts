import { attemptIn } from "#lib/testing/attempts.ts";
import { type Breach, describeBreaches } from "#lib/testing/breaches.ts";
import { force } from "#lib/testing/invariants.ts";
import { videoIn } from "#lib/testing/videos.ts";

const breaches: Breach[] = [
  {
    id: "I1",
    name: "an answer of 202 without its video",
    async break({ bench, keyed }) {
      await keyed();
      await force(bench, `update idempotency_keys set response = '{"id":"vid_gone"}'`);
      return "vid_gone";
    },
  },
  {
    id: "I2",
    name: "a take of a video that is over, followed by nobody",
    async break({ bench, owner, takeOf }) {
      const id = await takeOf(await videoIn(bench, owner, "canceled"), "ambiguous");
      await force(bench, `update attempts set deadline_at = now() - interval '3 hours'`);
      await force(bench, `update videos set deadline_at = now() - interval '2 hours'`);
      return id;
    },
  },
  {
    id: "I2",
    name: "an open decision about a take that is over",
    async break({ bench, owner, takeOf }) {
      const attemptId = await takeOf(await videoIn(bench, owner, "processing"), "succeeded");
      await force(
        bench,
        `insert into decisions (id, attempt_id, reason) values ('dec_1', '${attemptId}', 'lost_job')`,
      );
      return "dec_1";
    },
  },
  {
    id: "I3",
    name: "an event that starts elsewhere than the last one ended",
    async break({ bench, owner }) {
      const id = await videoIn(bench, owner, "completed");
      await force(
        bench,
        `update video_events set type = 'claimed', previous_status = 'retrying', new_status = 'submitted'
        where video_id = '${id}' and sequence = 1`,
      );
      return id;
    },
  },
  {
    id: "I3",
    name: "a move that the machine does not know",
    async break({ bench, owner }) {
      const id = await videoIn(bench, owner, "submitted");
      await force(
        bench,
        `update video_events set type = 'accepted' where video_id = '${id}' and sequence = 1`,
      );
      return id;
    },
  },
  {
    id: "I3",
    name: "a video that is elsewhere than its history",
    async break({ bench, owner }) {
      const id = await videoIn(bench, owner, "submitted");
      await force(bench, `update videos set status = 'canceled'`);
      return id;
    },
  },
  {
    id: "I4",
    name: "a second task that nothing in the history explains",
    async break({ bench, owner, takeOf }) {
      const id = await videoIn(bench, owner, "processing");
      await takeOf(id, "failed_permanent");
      await attemptIn(bench, { videoId: id, number: 2, state: "accepted" });
      return id;
    },
  },
  {
    id: "I5",
    name: "a take that is followed as no job",
    async break({ bench, owner, takeOf }) {
      const id = await takeOf(await videoIn(bench, owner, "processing"), "accepted");
      await force(bench, `update attempts set job_id = null`);
      return id;
    },
  },
  {
    id: "I5",
    name: "a job that was found and kept by nobody",
    async break({ bench, owner, takeOf }) {
      const id = await takeOf(await videoIn(bench, owner, "processing"), "accepted");
      await force(
        bench,
        `insert into attempt_findings (attempt_id, kind, cause, detail, job_id, source)
        values ('${id}', 'found', 'c', 'd', 'another job', 'sweep')`,
      );
      return id;
    },
  },
  {
    id: "I5",
    name: "a callback that speaks of another job than its take's",
    async break({ bench, owner, takeOf }) {
      const id = await takeOf(await videoIn(bench, owner, "processing"), "accepted");
      await force(
        bench,
        `insert into webhook_receipts (id, provider, event_id, job_id, attempt_id, payload, payload_hash, verified_by)
        values ('rcp_1', 'animatic', 'e', 'another job', '${id}', '{}', 'h', 'hmac')`,
      );
      return "rcp_1";
    },
  },
  {
    id: "I13",
    name: "a failure whose history gives another cause",
    async break({ bench, owner }) {
      const id = await videoIn(bench, owner, "failed");
      await force(bench, `update video_events set error_code = null`);
      return id;
    },
  },
  {
    id: "I13",
    name: "a take that failed of nothing",
    async break({ bench, owner, takeOf }) {
      const id = await takeOf(await videoIn(bench, owner, "processing"), "failed_permanent");
      await force(bench, `update attempts set failure_code = null`);
      return id;
    },
  },
  {
    id: "I14",
    name: "a prompt deep in a vendor's answer",
    async break({ bench, owner, takeOf }) {
      const id = await takeOf(await videoIn(bench, owner, "processing"));
      await force(bench, `update attempts set operation = '{"a":[{"b":{"negative_prompt":"no birds"}}]}'`);
      return id;
    },
  },
];

describeBreaches("what breaks the work of a video", breaches);
