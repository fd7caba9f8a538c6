import type { DecisionOutcome, DecisionReason } from "#lib/contract/incident.ts";
import { adminCopy } from "./admin.ts";
import { countOf } from "./format.ts";

export const incidentShows = ["decisions", "stuck", "orphans", "duplicates", "invariants"] as const;
export type IncidentShow = (typeof incidentShows)[number];

/** Words of the page of incidents, and of what leads to it. */
export const incidentCopy = {
  title: "Incidents",
  checked: "checked",
  sections: "Kinds of incidents",
  names: {
    decisions: "Decisions",
    stuck: "Stuck",
    orphans: "Orphans",
    duplicates: "Duplicates",
    invariants: "Promises",
  } satisfies Record<IncidentShow, string>,
  about: {
    decisions: "Takes that cannot go on without a person. Their money stays held until you decide.",
    stuck:
      "Videos past their absolute deadline, and finished clips that could not be copied for five minutes.",
    orphans: "Callbacks that fit no take. They are matched by themselves when the job becomes known.",
    duplicates: "Callbacks that came more than once. Each was applied once; this is only counted.",
    invariants: "What may never be false, asked of the database itself.",
  } satisfies Record<IncidentShow, string>,
  needs: {
    decisions: (count) => (count === 1 ? "needs you" : "need you"),
    stuck: () => adminCopy.stuckMeans,
    orphans: (count) => (count === 1 ? "fits no take" : "fit no take"),
    duplicates: () => "came again",
    invariants: (count) => (count === 1 ? "row breaks one" : "rows break one"),
  } satisfies Record<IncidentShow, (count: number) => string>,
  nothing: {
    decisions: "Nothing needs you",
    stuck: "Nothing is stuck",
    orphans: "Every callback fits a take",
    duplicates: "No callback came twice",
    invariants: "All hold",
  } satisfies Record<IncidentShow, string>,
  nothingHint: {
    decisions: "What a machine can settle is settled. A take appears here when only a person can.",
    stuck:
      "A video appears here when the sweep could not end it at its deadline, or its clip cannot be copied.",
    orphans: "A signed callback about an unknown job appears here until its job is known.",
    duplicates: "Vendors may send a callback again. It appears here, and nothing is done twice.",
    invariants: "",
  } satisfies Record<IncidentShow, string>,

  states: { open: "Open", decided: "Decided" },
  stateLabel: "Which decisions",
  decidedNone: "Nothing has been decided yet",
  decidedNoneHint: "What you decide is kept here, with who, when and why.",
  onlyNewest: "The newest hundred are shown.",
  reasons: {
    unknown_submission: "Nobody knows whether the vendor took the job",
    lost_job: "The vendor lost track of the job",
    silent_vendor: "The vendor has not answered until the deadline",
    output_refused: "The clip lies at a place that is not read from",
  } satisfies Record<DecisionReason, string>,
  hints: {
    unknown_submission:
      "Look at the vendor's own list of jobs, around the time it was sent. Found: adopt it. Not there: write it off or send it again.",
    lost_job: "Ask the vendor what became of the job and whether it was charged for.",
    silent_vendor: "Look whether the vendor works at all. Adopting it gives the job its whole time again.",
    output_refused: "Allow the place in OUTPUT_HOSTS and restart, then adopt: the clip is copied again.",
  } satisfies Record<DecisionReason, string>,
  take: (number: number) => `Take ${number}`,
  of: (owner: string) => `of ${owner}`,
  held: "Held",
  heldNone: "nothing",
  sent: "Sent",
  deadline: "Deadline",
  vendor: "Vendor",
  job: "Job",
  jobUnknown: "not known",
  evidence: "What is known",
  evidenceNone: "Nothing was found out beyond the silence.",
  over: "Its video is over, so nothing is sent for it again.",

  outcomes: {
    adopt: "Adopt",
    write_off: "Write off",
    resubmit: "Send again",
  } satisfies Record<DecisionOutcome, string>,
  decided: {
    adopt: "Adopted",
    write_off: "Written off",
    resubmit: "Sent again",
  } satisfies Record<DecisionOutcome, string>,
  titles: {
    adopt: "Adopt the vendor's job?",
    write_off: "Write this take off?",
    resubmit: "Send it again?",
  } satisfies Record<DecisionOutcome, string>,
  effects: {
    adopt: "The job is followed further, with its whole time again, and its clip becomes this video.",
    adoptOver: "Its video is over: the job is followed to its end, accounted, and its clip is not used.",
    write_off: "The take ends at what you say it was charged. What stays of the held money is free again.",
    write_offActive: "Its video fails, and its owner may try again.",
    resubmit:
      "This take is written off at no cost and one more is sent. If the vendor did take the job after all, both may be charged.",
    resubmitDelivered:
      "One more take is sent. The vendor finished the clip of this one, so both are likely to be charged.",
  },
  jobId: "The vendor's id of the job",
  jobIdHint: "As it stands in the vendor's list. It is asked for before anything is written.",
  charged: "What the vendor charged",
  chargedHint: "Nothing, if it was never taken.",
  chargedHintDelivered: "It finished the clip, so it charges for it.",
  ceiling: "The next take may cost at most",
  ceilingHint: "Never more than its owner allowed.",
  amountNeeded: "Say an amount in dollars.",
  note: "Why",
  noteHint: "The owner reads it in the video's story.",
  cancel: "Not now",
  doneToast: {
    adopt: "The job is followed further",
    write_off: "The take is closed",
    resubmit: "It is sent again",
  } satisfies Record<DecisionOutcome, string>,
  settledBy: (name: string, when: string) => `${name} has already settled it, ${when}. Nothing was changed.`,

  event: "event",
  verified: "verified by",
  unsigned: "nobody: it only led to a look",
  times: (count: number) => (count === 1 ? "came once more" : `came ${countOf(count)} times more`),
  fitsNothing: "Fits no take yet",
  fitsTake: (number: number | null) => (number === null ? "Its video" : `Take ${number} of its video`),
  more: "Show more",

  holds: "Holds",
  broken: (count: number) => (count === 1 ? "1 row breaks it" : `${countOf(count)} rows break it`),
  brokenShown: (shown: number, count: number) =>
    shown < count ? `The first ${shown} of ${countOf(count)}:` : "",

  decisionsBanner: (count: number) =>
    count === 1 ? "1 take waits for your decision." : `${countOf(count)} takes wait for your decision.`,
  decisionsBannerHint: "Nothing is sent twice meanwhile, and the money stays held.",
  violationsBanner: (count: number) =>
    count === 1 ? "A promise of the database is broken." : `${countOf(count)} rows break a promise.`,
  violationsBannerHint: "This should never happen. Look at the rows before anything else.",
  look: "Look at them",
} as const;
