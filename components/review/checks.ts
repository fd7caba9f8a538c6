import type { ArtifactView } from "#lib/contract/artifact.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";

/** Seconds by which a file may miss the ordered length: encoders end on whole frames and groups. */
export const lengthToleranceSeconds = 0.25;

export type Check = {
  key: string;
  label: string;
  value: string;
  /** `fact` is told without a judgement. */
  state: "pass" | "differs" | "fact" | "checking";
};

/** Whether the bytes that are watched have the recorded hash; null where the browser cannot say. */
export type BytesMatch = boolean | null | "checking";

const sizeOf = ({ width, height }: { width: number; height: number }): string => `${width} × ${height}`;
const secondsOf = (seconds: number): string => `${seconds.toFixed(1)} s`;

/** What can be said of a file without looking at the picture: as ordered or not, and as recorded or not. */
export function checksOf(
  { parameters }: Pick<VideoSummaryView, "parameters">,
  file: ArtifactView,
  bytesMatch: BytesMatch,
): Check[] {
  const checks: Check[] = [];
  const sameSize = file.width === parameters.width && file.height === parameters.height;
  checks.push({
    key: "size",
    label: sameSize ? "Size as ordered" : "Size differs from the order",
    value: sameSize ? sizeOf(file) : `${sizeOf(file)}, ordered ${sizeOf(parameters)}`,
    state: sameSize ? "pass" : "differs",
  });
  if (file.durationSeconds !== null) {
    const ordered = parameters.durationSeconds;
    const sameLength = Math.abs(file.durationSeconds - ordered) <= lengthToleranceSeconds;
    checks.push({
      key: "length",
      label: sameLength ? "Length as ordered" : "Length differs from the order",
      value: sameLength
        ? secondsOf(file.durationSeconds)
        : `${secondsOf(file.durationSeconds)}, ordered ${secondsOf(ordered)}`,
      state: sameLength ? "pass" : "differs",
    });
  }
  if (bytesMatch === "checking")
    checks.push({ key: "bytes", label: "Comparing the bytes", value: "SHA-256", state: "checking" });
  else if (bytesMatch !== null)
    checks.push({
      key: "bytes",
      label: bytesMatch ? "Bytes match the record" : "Bytes differ from the record",
      value: "SHA-256",
      state: bytesMatch ? "pass" : "differs",
    });
  if (file.hasAudio !== null)
    checks.push({ key: "sound", label: "Sound", value: file.hasAudio ? "yes" : "none", state: "fact" });
  return checks;
}
