import { createHash } from "node:crypto";
import { type FaultDoor, faultTable, findRule } from "./table.ts";
import { readWords } from "./words.ts";

export type Fault = { name: string; argument: string | undefined };
export type PlacedFault = Fault & {
  id: number;
  dialect: string | undefined;
  door: FaultDoor;
  timesLeft: number | undefined;
  met: number;
};
export type Chaos = { seed: number; probability: number };

/** Two numbers in [0, 1) that depend on nothing but the seed and the words. */
function draw(seed: number, words: string): [number, number] {
  const digest = createHash("sha256").update(`${seed}\n${words}`).digest();
  return [digest.readUInt32BE(0) / 2 ** 32, digest.readUInt32BE(4) / 2 ** 32];
}

/** Every fault in force: words of prompts, faults placed by the API, and the dice of a seed. */
export function createFaultDesk(chaos: Chaos) {
  const placed: PlacedFault[] = [];
  const wordUses = new Map<string, number>();
  let nextId = 1;

  function byWord(dialect: string, door: FaultDoor, text: string): Fault[] {
    return readWords(text).flatMap(({ name, argument, times, prompt, ...aim }) => {
      if (aim.door !== door || (aim.dialect && aim.dialect !== dialect)) return [];
      const key = `${dialect}\n${door}\n${name}\n${prompt}`;
      const used = wordUses.get(key) ?? 0;
      if (used >= times) return [];
      if (Number.isFinite(times)) wordUses.set(key, used + 1);
      return [{ name, argument }];
    });
  }

  function byPlace(dialect: string, door: FaultDoor): Fault[] {
    return placed.flatMap((fault) => {
      if (fault.door !== door || (fault.dialect && fault.dialect !== dialect)) return [];
      if (fault.timesLeft === 0) return [];
      fault.met += 1;
      if (fault.timesLeft !== undefined) fault.timesLeft -= 1;
      return [{ name: fault.name, argument: fault.argument }];
    });
  }

  function byChance(dialect: string, door: FaultDoor, occasion: string | undefined): Fault[] {
    if (occasion === undefined || chaos.probability <= 0) return [];
    const [whether, which] = draw(chaos.seed, `${dialect}\n${door}\n${occasion}`);
    if (whether >= chaos.probability) return [];
    const rules = faultTable.filter((rule) => rule.chaos && rule.doors.includes(door));
    const rule = rules[Math.floor(which * rules.length)];
    return rule ? [{ name: rule.name, argument: undefined }] : [];
  }

  return {
    chaos,
    /**
     * The faults that bite now; asking uses one of each. `text` holds the words. `occasion` names the event for the
     * dice ("task 3"), undefined where they are not thrown.
     */
    meet(dialect: string, door: FaultDoor, text: string, occasion?: string): Fault[] {
      const certain = [...byWord(dialect, door, text), ...byPlace(dialect, door)];
      return certain.length > 0 ? certain : byChance(dialect, door, occasion);
    },
    place(fault: { fault: string; argument?: string; dialect?: string; door?: FaultDoor; times?: number }) {
      const rule = findRule(fault.fault);
      const door = fault.door ?? rule?.doors[0];
      if (!rule || !door) throw new Error(`There is no fault called ${fault.fault}`);
      if (!rule.doors.includes(door)) throw new Error(`${rule.name} has no effect at the door ${door}`);
      const entry: PlacedFault = {
        id: nextId++,
        name: rule.name,
        argument: fault.argument,
        dialect: fault.dialect,
        door,
        timesLeft: fault.times,
        met: 0,
      };
      placed.push(entry);
      return entry;
    },
    list: (): PlacedFault[] => [...placed],
    clear(id?: number): void {
      const kept = id === undefined ? [] : placed.filter((fault) => fault.id !== id);
      placed.splice(0, placed.length, ...kept);
      if (id === undefined) wordUses.clear();
    },
  };
}

export type FaultDesk = ReturnType<typeof createFaultDesk>;
