/** Lets at most `atOnce` pieces of work with the same name run at a time; the others wait their turn, in order. */
export function createTurns(atOnce: number): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const busy = new Map<string, { running: number; waiting: (() => void)[] }>();
  return async (name, work) => {
    const line = busy.get(name) ?? { running: 0, waiting: [] };
    busy.set(name, line);
    if (line.running >= atOnce) await new Promise<void>((resolve) => line.waiting.push(resolve));
    else line.running += 1;
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else line.running -= 1;
      if (line.running === 0) busy.delete(name);
    }
  };
}
