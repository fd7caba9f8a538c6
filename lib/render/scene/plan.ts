import { randomOf } from "./random.ts";
import * as vocabulary from "./vocabulary.ts";
import { findMeanings, tokenize, wanted } from "./words.ts";

export type Family = keyof typeof vocabulary.families;
export type Time = keyof typeof vocabulary.times;
export type Weather = keyof typeof vocabulary.weathers;
export type Move = keyof typeof vocabulary.moves | "drift";
export type Pace = keyof typeof vocabulary.paces | "medium";
export type Subject = keyof typeof vocabulary.subjects;
export type Accent = keyof typeof vocabulary.accents;
export type Grade = keyof typeof vocabulary.grades | "natural";

export type Plan = {
  family: Family;
  time: Time;
  weather: Weather;
  move: Move;
  pace: Pace;
  subjects: Subject[];
  accents: Accent[];
  grade: Grade;
  /** The prompt's own words, lower case: for details only one family cares about. */
  words: string[];
  seed: number;
};

const isKey = <T extends object>(table: T, key: string): key is string & keyof T => Object.hasOwn(table, key);
const keysOf = <T extends object>(table: T): (string & keyof T)[] =>
  Object.keys(table).filter((key) => isKey(table, key));

export const familyNames = keysOf(vocabulary.families);
const timeNames = keysOf(vocabulary.times);
const weatherNames = keysOf(vocabulary.weathers);
const moveNames = keysOf(vocabulary.moves);
const paceNames = keysOf(vocabulary.paces);
const subjectNames = keysOf(vocabulary.subjects);
const accentNames = keysOf(vocabulary.accents);
const gradeNames = keysOf(vocabulary.grades);

/** The hours at which each family looks its best, when the prompt names none. */
const goodTimes: Record<Family, readonly [Time, ...Time[]]> = {
  city: ["dusk", "night", "golden"],
  street: ["night", "dusk"],
  sea: ["golden", "dawn", "day"],
  underwater: ["day"],
  lake: ["dawn", "golden", "dusk"],
  forest: ["dawn", "golden", "day"],
  desert: ["golden", "dawn", "dusk"],
  mountain: ["dawn", "golden", "day"],
  meadow: ["golden", "dawn", "day"],
  clouds: ["golden", "dawn", "dusk"],
  space: ["night"],
  interior: ["golden", "day"],
  product: ["golden", "day"],
  abstract: ["dusk", "golden", "night"],
};

const unnamed: readonly [Family, ...Family[]] = ["abstract", "meadow", "clouds", "lake", "sea"];

/**
 * What a scene shall show, from the words of its prompt. Pure: the same prompt and seed give the same plan.
 * Words of the negative prompt, and words after "no" or "without", call for nothing.
 */
export function planScene(prompt: string, seed: number, negativePrompt = ""): Plan {
  const random = randomOf(seed, prompt);
  const refused = new Set(tokenize(negativePrompt));
  const words = wanted(tokenize(prompt)).filter((word) => !refused.has(word));
  const family = findMeanings(vocabulary.families, familyNames, words)[0]?.key ?? random.pick(unnamed);
  const time = findMeanings(vocabulary.times, timeNames, words)[0]?.key ?? random.pick(goodTimes[family]);
  const weather = findMeanings(vocabulary.weathers, weatherNames, words)[0]?.key ?? "clear";
  const move = findMeanings(vocabulary.moves, moveNames, words)[0]?.key;
  return {
    family,
    time,
    weather,
    move: move ?? "drift",
    pace: findMeanings(vocabulary.paces, paceNames, words)[0]?.key ?? "medium",
    subjects: findMeanings(vocabulary.subjects, subjectNames, words).map((found) => found.key),
    accents: findMeanings(vocabulary.accents, accentNames, words).map((found) => found.key),
    grade: findMeanings(vocabulary.grades, gradeNames, words)[0]?.key ?? "natural",
    words,
    seed,
  };
}
