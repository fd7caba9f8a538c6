import type { FailureCode } from "#lib/contract/failure.ts";
import type { DecisionOutcome, DecisionReason, FindingKind } from "#lib/contract/incident.ts";
import type { VideoEventType } from "#lib/contract/status.ts";
import type { StoryTone } from "#lib/contract/story.ts";
import type { AttemptState } from "#lib/contract/video.ts";

export const eventTones: Record<VideoEventType, StoryTone> = {
  created: "good",
  claimed: "neutral",
  accepted: "neutral",
  finished: "good",
  retried: "warn",
  failed: "bad",
  canceled: "neutral",
  expired: "neutral",
  approved: "good",
  rejected: "warn",
  published: "good",
  withdrawn: "neutral",
};

/** Why something was tried again, after "because". */
export const becauseOf: Record<FailureCode, (model: string) => string> = {
  provider_rejected_input: (model) => `${model} could not work with the request`,
  provider_refused_policy: (model) => `${model} refused the prompt`,
  prompt_refused: () => "the safety check refused it",
  no_model_left: () => "no model could take it",
  provider_quota: (model) => `${model} was over its limit`,
  provider_auth: (model) => `${model} did not accept this installation's key`,
  provider_unavailable: (model) => `${model} did not answer`,
  provider_failed: (model) => `${model} could not finish the job`,
  provider_timeout: (model) => `${model} did not deliver in time`,
  submit_ambiguous: (model) => `${model} did not say whether it took the job`,
  output_unreadable: (model) => `the file from ${model} does not play`,
  output_refused: (model) => `the clip of ${model} lies at a place that is not read from`,
  output_quarantined: (model) => `the file from ${model} is no video`,
  output_missing: (model) => `the clip of ${model} could not be copied`,
  job_lost: (model) => `${model} lost track of the job`,
  deadline_passed: () => "its time was up",
  internal: () => "something went wrong on our side",
};

type Told = {
  tone: StoryTone;
  text: (model: string, detail: string) => string;
  /** What follows from it, for everybody. */
  next: (model: string) => string | undefined;
  /** How it is told while the take is still held up by it. */
  open?: {
    in: readonly AttemptState[];
    text: (model: string) => string;
    next: (model: string) => string;
  };
  /** The text tells all that was noted. */
  isWhole?: true;
  /** What was noted is fit for everybody; else only admins read it. */
  isPlain?: true;
};

const named = (model: string, detail: string): string =>
  detail.replace(/^The vendor\b/, model).replace(/\.$/, "");
const nothing = () => undefined;
const lookedFor = (model: string): string =>
  `Nothing is sent twice: the job is looked for at ${model} first.`;

export const findingWords: Record<FindingKind, Told> = {
  answer_lost: {
    tone: "warn",
    text: (model) => `No answer came: ${model} did not say whether it took the job`,
    next: lookedFor,
    open: {
      in: ["intent", "ambiguous"],
      text: (model) => `Waiting for the vendor's answer: ${model} has not said whether it took the job`,
      next: lookedFor,
    },
  },
  searched: { tone: "neutral", text: named, next: nothing, isWhole: true, isPlain: true },
  found: {
    tone: "good",
    text: (model) => `The job was found: ${model} had taken it`,
    next: nothing,
    isPlain: true,
  },
  answered_late: {
    tone: "neutral",
    text: (model) => `The answer of ${model} came late`,
    next: () => "It is used like any other evidence, so that nothing paid for is lost.",
  },
  missing: {
    tone: "warn",
    text: (model) => `${model} did not know its job any more`,
    next: () => "It is looked for elsewhere before anything else is done.",
  },
  overdue: {
    tone: "warn",
    text: (model) => `${model} did not deliver in time and does not answer`,
    next: () => "It is asked further, and nothing else is sent meanwhile.",
  },
  late_report: { tone: "warn", text: named, next: nothing, isWhole: true, isPlain: true },
  contradicted: {
    tone: "warn",
    text: (model) => `${model} told two different things about this take`,
    next: () => "What was known first stands until it is proved wrong.",
  },
  link_refreshed: {
    tone: "neutral",
    text: () => "The link to the finished clip had run out",
    next: (model) => `${model} was asked for a fresh one.`,
  },
  uncopied: {
    tone: "warn",
    text: (model) => `The finished clip of ${model} could not be copied at once`,
    next: nothing,
    open: {
      in: ["accepted", "adopted"],
      text: (model) => `The clip is finished at ${model}, and could not be copied yet`,
      next: () => "It waits there, and copying it is tried again.",
    },
  },
  output_refused: {
    tone: "warn",
    text: (model) => `The clip of ${model} lies at a place that this installation does not read from`,
    next: () => "An admin can allow the place; the clip is not lost.",
  },
  quarantined: {
    tone: "bad",
    text: (model) => `The file from ${model} is not a video, so it was put aside`,
    next: nothing,
  },
  dearer: { tone: "warn", text: named, next: nothing, isWhole: true, isPlain: true },
};

/** Why an admin was asked. */
export const openedWords: Record<DecisionReason, (model: string) => string> = {
  unknown_submission: (model) => `An admin is asked: nobody can say whether ${model} took the job`,
  lost_job: (model) => `An admin is asked: ${model} knows no such job any more`,
  silent_vendor: (model) => `An admin is asked: ${model} has not answered until the deadline`,
  output_refused: () => "An admin is asked whether the clip may be read from where it lies",
};

/** What was decided, by whom; nobody where what was found out settled it. */
export const decidedWords: Record<DecisionOutcome, (by: string) => string> = {
  adopt: (by) => `${by} decided to follow the job further`,
  write_off: (by) => `${by} closed the take`,
  resubmit: (by) => `${by} lets it be sent again`,
};
