const shape = /^[A-Za-z0-9_][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/;
const keyLengthMax = 512;

/** True for keys that stay inside the store: `/`-separated names that begin with a letter, digit or underscore. */
export const isStorageKey = (key: string): boolean => key.length <= keyLengthMax && shape.test(key);
