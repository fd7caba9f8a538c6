const fields = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day", min: 1, max: 31 },
  { name: "month", min: 1, max: 12 },
  { name: "weekday", min: 0, max: 7 },
] as const;
const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const minuteMs = 60_000;
const searchSteps = 20_000;

export type Cron = {
  minutes: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  everyHour: boolean;
  anyDay: boolean;
  anyWeekday: boolean;
  clock: Intl.DateTimeFormat;
};

function readValue(text: string, field: (typeof fields)[number]): number {
  const names = field.name === "month" ? monthNames : field.name === "weekday" ? dayNames : [];
  const named = names.indexOf(text.toLowerCase());
  const value =
    named >= 0 ? named + (field.name === "month" ? 1 : 0) : /^\d{1,2}$/.test(text) ? Number(text) : -1;
  if (value < field.min || value > field.max) throw new RangeError(`cron: ${field.name} cannot be "${text}"`);
  return value;
}

function parseField(text: string, field: (typeof fields)[number]): Set<number> {
  const values = new Set<number>();
  for (const item of text.split(",")) {
    const [range = "", stepText] = item.split("/");
    const step = stepText === undefined ? 1 : /^\d{1,2}$/.test(stepText) ? Number(stepText) : 0;
    if (step < 1) throw new RangeError(`cron: ${field.name} has the step "${stepText}"`);
    const [lowText = "", highText] = range.split("-");
    const low = range === "*" ? field.min : readValue(lowText, field);
    const high =
      range === "*" || (highText === undefined && stepText !== undefined)
        ? field.max
        : readValue(highText ?? lowText, field);
    if (high < low) throw new RangeError(`cron: ${field.name} range "${range}" runs backwards`);
    for (let value = low; value <= high; value += step)
      values.add(field.name === "weekday" ? value % 7 : value);
  }
  return values;
}

/** Five fields with an optional `TZ=Zone ` before them. Throws RangeError naming what cannot be read. */
export function parseCron(expression: string): Cron {
  const zoned = expression.trim().match(/^(?:CRON_)?TZ=(\S+)\s+(.*)$/);
  const timeZone = zoned?.[1] ?? "UTC";
  const parts = (zoned?.[2] ?? expression).trim().split(/\s+/);
  if (parts.length !== fields.length) throw new RangeError(`cron: "${expression}" does not have five fields`);
  const [minutes, hours, days, months, weekdays] = fields.map((field, index) =>
    parseField(parts[index] ?? "", field),
  );
  if (!minutes || !hours || !days || !months || !weekdays)
    throw new RangeError(`cron: "${expression}" is incomplete`);
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "numeric",
  });
  const [, everyHour, anyDay, , anyWeekday] = parts.map((part) => part.startsWith("*"));
  return {
    minutes,
    hours,
    days,
    months,
    weekdays,
    everyHour: everyHour === true,
    anyDay: anyDay === true,
    anyWeekday: anyWeekday === true,
    clock,
  };
}

function wallTime(cron: Cron, ms: number) {
  const parts = Object.fromEntries(cron.clock.formatToParts(ms).map((part) => [part.type, part.value]));
  return {
    month: Number(parts.month),
    day: Number(parts.day),
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    weekday: dayNames.indexOf((parts.weekday ?? "").toLowerCase()),
  };
}

function dayMatches(cron: Cron, wall: ReturnType<typeof wallTime>): boolean {
  if (!cron.months.has(wall.month)) return false;
  const day = cron.days.has(wall.day);
  const weekday = cron.weekdays.has(wall.weekday);
  return cron.anyDay || cron.anyWeekday ? day && weekday : day || weekday;
}

/** When clocks go back an hour exists twice; a job with a fixed hour runs only in the first. */
function repeatsHour(cron: Cron, ms: number, wall: ReturnType<typeof wallTime>): boolean {
  return !cron.everyHour && wallTime(cron, ms - 60 * minuteMs).hour === wall.hour;
}

/** The first tick after `afterMs` in milliseconds, or undefined when there is none in sight (30 February). */
export function nextTick(cron: Cron, afterMs: number): number | undefined {
  let ms = (Math.floor(afterMs / minuteMs) + 1) * minuteMs;
  for (let step = 0; step < searchSteps; step++) {
    const wall = wallTime(cron, ms);
    if (!dayMatches(cron, wall)) {
      ms += wall.hour < 22 ? (23 - wall.hour) * 60 * minuteMs : (60 - wall.minute) * minuteMs;
    } else if (!cron.hours.has(wall.hour) || repeatsHour(cron, ms, wall)) {
      ms += (60 - wall.minute) * minuteMs;
    } else if (!cron.minutes.has(wall.minute)) {
      ms += minuteMs;
    } else {
      return ms;
    }
  }
  return undefined;
}
