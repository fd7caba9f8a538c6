const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const two = (value: number): string => String(value).padStart(2, "0");

/** Seconds as a clip's length or a wait: `0:08`, `1:40`, `1:02:09`. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / minute);
  if (minutes < 60) return `${minutes}:${two(whole % minute)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % minute)}`;
}

/** Micro-USD as money; nothing costs "Free". */
export function priceOf(micros: number): string {
  return micros === 0 ? "Free" : moneyOf(micros);
}

/** Micro-USD as money; a third digit below ten dollars where cents would hide something: "$0.475". */
export function moneyOf(micros: number): string {
  const cents = micros % 10_000 === 0 || Math.abs(micros) >= 10_000_000;
  return (micros / 1_000_000).toLocaleString(undefined, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: cents ? 2 : 3,
  });
}

export function countOf(value: number): string {
  return value.toLocaleString();
}

/** Bytes with a decimal unit, as file managers show them. */
export function bytesOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${value.toLocaleString(undefined, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}

/** Seconds in words, rounded as a person would: "40 s", "2 min". */
export function roughOf(seconds: number): string {
  const whole = Math.max(0, seconds);
  if (whole < 10) return `${Math.max(1, Math.round(whole))} s`;
  if (whole < 95) return `${Math.round(whole / 5) * 5} s`;
  if (whole < 90 * minute) return `${Math.round(whole / minute)} min`;
  return `${Math.round(whole / hour)} h`;
}

/** How long ago a moment was; `now` in milliseconds. */
export function agoOf(at: string, now: number): string {
  const then = new Date(at);
  const seconds = (now - then.getTime()) / 1000;
  if (seconds < 45) return "now";
  if (seconds < hour) return `${Math.max(1, Math.round(seconds / minute))} min ago`;
  if (seconds < day && new Date(now).getDate() === then.getDate())
    return `${Math.round(seconds / hour)} h ago`;
  if (seconds < 2 * day && new Date(now - day * 1000).getDate() === then.getDate()) return "yesterday";
  if (seconds < 6 * day) return then.toLocaleDateString(undefined, { weekday: "short" });
  return then.toLocaleDateString(undefined, { day: "numeric", month: "short" });
}

/** The full moment, for a title or a machine's reader. */
export function momentOf(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}

/** Time of the day to the second. */
export function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  });
}

/** "21:32 today", "tomorrow, 00:00", "1 Dec, 00:00". */
export function whenOf(at: string, now: number): string {
  const then = new Date(at);
  const time = then.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hour12: false });
  const sameDay = (offset: number) =>
    new Date(now + offset * day * 1000).toDateString() === then.toDateString();
  if (sameDay(0)) return `${time} today`;
  if (sameDay(1)) return `tomorrow, ${time}`;
  if (sameDay(-1)) return `yesterday, ${time}`;
  return `${then.toLocaleDateString(undefined, { day: "numeric", month: "short" })}, ${time}`;
}

/** A hash shortened for the eye: first eight and last four digits. */
export function hashOf(sha256: string): string {
  return `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`;
}

/** An id shortened in its middle. */
export function idOf(id: string): string {
  return id.length <= 14 ? id : `${id.slice(0, 8)}…${id.slice(-4)}`;
}
