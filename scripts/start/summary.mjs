import { relative } from "node:path";
import { bold, table } from "./report.mjs";
import { publicUrl } from "./settings.mjs";

const accounts = ["creator@demo.local", "creator2@demo.local", "reviewer@demo.local", "admin@demo.local"];

/** What the first person has to do, if anybody is still missing. @param {string} people what `db/seed.ts` printed */
function firstSteps(people) {
  if (people.startsWith("invited "))
    return `\n  The first admin opens ${bold(people.slice("invited ".length))}\n`;
  if (people !== "nobody") return "";
  return "\n  Nobody has an account yet. Set DAILIES_ADMIN_EMAIL and start again: it prints an invitation for the first admin.\n";
}

/**
 * The table of parts, the address and the demo accounts.
 * @param {{ options: import("./args.mjs").Options, environment: import("./settings.mjs").Environment,
 *   embedded: import("./settings.mjs").Embedded, database: import("./database.mjs").Database,
 *   people: string, vendors: ReturnType<typeof import("./vendors.mjs").describeVendors> }} given
 */
export function summary({ options, environment, embedded, database, people, vendors }) {
  const kind = (/** @type {boolean} */ own) => (own ? "embedded" : "real");
  const url = publicUrl(options, environment);
  const data = relative(process.cwd(), options.dataDir) || options.dataDir;
  const rows = [
    ["part", "runs", "where"],
    ["web application", options.dev ? "development" : "production", url],
    ["database", kind(database.embedded), `Postgres at ${database.where}`],
    ["durable engine", kind(embedded.engine), environment.INNGEST_BASE_URL ?? "Inngest Cloud"],
    ["generation", kind(embedded.renderer), `animatic renderer at ${environment.RENDERER_URL}`],
    ...vendors.rows,
    ["uploads", kind(embedded.uploads), embedded.uploads ? `${url}/api/uploadthing` : "UploadThing"],
    ["media, logs, secrets", "embedded", data],
  ];
  const demo =
    environment.DAILIES_DEMO === "1"
      ? `\n  Demo accounts, password dailies-demo:\n  ${accounts.join("  ")}\n`
      : "";
  const faults = vendors.faults.map((fault) => `  ${fault}\n`).join("");
  return `\n${table(rows)}\n${faults && `\n${faults}`}\n  Open ${bold(url)}\n${demo}${firstSteps(people)}`;
}
