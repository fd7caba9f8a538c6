/**
 * Seconds until the vendor is looked at again, by how often it was: brisk while someone watches, calm later, and never
 * sooner than the model's card allows.
 */
export function pollDelaySeconds(look: number, intervalSeconds: number): number {
  if (look <= 60) return Math.max(intervalSeconds, 1);
  return Math.max(intervalSeconds, look <= 160 ? 5 : 15);
}
