/** A way to break the product on purpose: in a copy of the tree, `find` (which occurs once in `file`) becomes `replace`. */
export type Mutant = { name: string; file: string; find: string; replace: string };

/** A proof: a test file, and the part of a test's name where only some of its tests belong to the row. */
export type Proof = { file: string; name?: string };

/** One row of the fault matrix: what is done to the product, what it promises, which tests prove it and may fail. */
export type FaultRow = {
  /** 1 to 50. */
  number: number;
  fault: string;
  promise: string;
  /** How it is brought about. */
  by: "simulation" | "property" | "failpoint" | "processes";
  proofs: readonly Proof[];
  /** Each of them must turn at least one of the proofs red. */
  mutants: readonly [Mutant, ...Mutant[]];
};
