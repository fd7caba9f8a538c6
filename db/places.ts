const waitMs = 10_000;

/** No place came free in time. */
export class NoPlaceError extends Error {
  readonly code = "CONNECT_TIMEOUT";
  constructor() {
    super(`No connection to the database came free within ${waitMs / 1000} s.`);
    this.name = "NoPlaceError";
  }
}

/** At most `size` pieces of work at a time; the others wait in turn, ten seconds at the most. Throws `NoPlaceError`. */
export function createPlaces(size: number) {
  const waiting = new Set<() => void>();
  let taken = 0;

  function take(): Promise<void> {
    if (taken < size) {
      taken += 1;
      return Promise.resolve();
    }
    return new Promise((done, fail) => {
      const enter = (): void => {
        clearTimeout(timer);
        done();
      };
      const timer = setTimeout(() => {
        waiting.delete(enter);
        fail(new NoPlaceError());
      }, waitMs);
      waiting.add(enter);
    });
  }

  function give(): void {
    const [next] = waiting;
    if (!next) {
      taken -= 1;
      return;
    }
    waiting.delete(next);
    next();
  }

  return {
    async within<T>(work: () => Promise<T>): Promise<T> {
      await take();
      try {
        return await work();
      } finally {
        give();
      }
    },
  };
}
