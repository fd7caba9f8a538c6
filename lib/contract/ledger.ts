/** Accounts of one owner: what may still be committed, what open takes hold, what vendors took. */
export const ledgerAccounts = ["available", "reserved", "spent"] as const;
export type LedgerAccount = (typeof ledgerAccounts)[number];

/**
 * `reserve` before the call; at the end `settle` what it cost and `release` the rest. `charge` is what a vendor took
 * beyond the reservation, or after its end.
 */
export const ledgerMoves = ["reserve", "settle", "release", "charge"] as const;
export type LedgerMove = (typeof ledgerMoves)[number];
