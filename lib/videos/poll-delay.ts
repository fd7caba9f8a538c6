/** Seconds until the vendor is looked at again, by how often it was: brisk while someone watches, calm later. */
export function pollDelaySeconds(look: number): number {
  if (look <= 60) return 1;
  return look <= 160 ? 5 : 15;
}
