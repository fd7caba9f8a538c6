import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { z } from "zod";
import { guardProcess } from "#db/embedded/guard.ts";

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          duration: z.number().nullish(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

export type Test = { file: string; name: string; passed: boolean; words: string };
/** `broke`: files that could not be run at all. */
export type Run = { tests: Test[]; broke: string[]; seconds: number };
export type VitestOptions = {
  root: string;
  project: string;
  files: readonly string[];
  /** Only tests whose name matches. */
  pattern?: string;
  bail?: boolean;
  seconds: number;
  environment: Record<string, string>;
};

function read(file: string, root: string): Omit<Run, "seconds"> {
  if (!existsSync(file)) return { tests: [], broke: ["there is no report"] };
  const { testResults } = report.parse(JSON.parse(readFileSync(file, "utf8")));
  const pathOf = (name: string): string => relative(root, name).replaceAll("\\", "/");
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "passed" || status === "failed")
      .map((test) => ({
        file: pathOf(name),
        name: test.fullName,
        passed: test.status === "passed",
        words: test.failureMessages?.join("\n").slice(0, 2000) ?? "",
      })),
  );
  const broke = testResults
    .filter(
      ({ status, assertionResults }) =>
        status === "failed" && !assertionResults.some((test) => test.status === "failed"),
    )
    .map(({ name, message }) => `${pathOf(name)}: ${message?.slice(0, 500) ?? ""}`);
  return { tests, broke };
}

const inherited = () => ({
  PATH: process.env.PATH ?? "",
  HOME: process.env.HOME ?? "",
  NODE_ENV: "test" as const,
});

/** Runs the tests of `files` in a process group of its own and reads what came of each; ends it after `seconds`. */
export async function runVitest(options: VitestOptions): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "dailies-chaos-run-"));
  const file = join(folder, "report.json");
  const begun = performance.now();
  const args = [
    join(options.root, "node_modules", "vitest", "vitest.mjs"),
    ...["run", "--project", options.project, "--reporter=json", `--outputFile.json=${file}`],
    ...(options.pattern ? ["-t", options.pattern] : []),
    ...(options.bail ? ["--bail", "1"] : []),
    ...options.files,
  ];
  try {
    const child = spawn(process.execPath, args, {
      cwd: options.root,
      env: { ...inherited(), ...options.environment },
      stdio: "ignore",
      detached: true,
    });
    const guard = child.pid ? guardProcess(child.pid) : undefined;
    const group = child.pid ?? 0;
    const timer = setTimeout(() => process.kill(-group, "SIGKILL"), options.seconds * 1000);
    await new Promise((done) => child.once("exit", done));
    clearTimeout(timer);
    guard?.release();
    return { ...read(file, options.root), seconds: (performance.now() - begun) / 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
