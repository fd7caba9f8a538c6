/** A room takes the files of the first rule that matches; `may` lists all it may import, `never` what it may not. */
export interface ImportRule {
  room: string;
  files: RegExp;
  may?: RegExp[];
  never?: RegExp[];
}

const leaves = /^lib\/(env|vendor-settings|failpoint|fault|ids|log|refusal)\.ts$/;
const contract = /^lib\/contract\//;
const models = /^lib\/models\//;
const schema = /^db\/schema\//;
const ports = /^lib\/(.+\/types|videos\/(announcer|sealer)|media\/links|ops\/engine-inspector)\.ts$/;
/** Rules without clock, chance or anything outside: the same input gives the same answer. */
export const pure =
  /^lib\/(videos\/(machine|after-failure|poll-delay|story|story-events|story-facts|story-money|story-words|take-over-words)|routing\/(breaker|candidates|default-routes|exclude-card|plan-facts|plan-reasons|plan-route|route-request))\.ts$/;
const adapters = /^lib\/(providers|moderation|media\/storage)\/(?!types\.ts)/;
const verbs = /^lib\/(videos|stills|review|money|webhooks|people|routing)\//;
const services = /^lib\/services\.ts$/;
const node = /^node:/;
const zod = /^zod$/;
const sql = /^(drizzle-orm|postgres)(\/|$)/;
const next = /^next(-auth)?(\/|$)/;
const react = /^react(-dom)?(\/|$)/;
const inngest = /^inngest(\/|$)/;
const above = [/^app\//, /^components\//];
const vendors = [
  "atlas-cloud",
  "fal",
  "generic",
  "google-omni",
  "google-veo",
  "kling",
  "openai",
  "replicate",
  "runway",
  "seedance",
];
const tools = [/^(bench|e2e|scripts|simulator)\//, /(^|\/)testing\//, /^vitest(\/|$)/];
const browserPackages =
  /^(next|react|react-dom|@tanstack|radix-ui|lucide-react|class-variance-authority|clsx|tailwind-merge|cmdk|sonner|media-chrome|@uploadthing|uploadthing\/(client|types)|next-auth\/react|zod)(\/|$)/;

const aboveAdapters = [
  verbs,
  services,
  next,
  react,
  inngest,
  sql,
  /^db\//,
  /^lib\/(auth|http)\//,
  ...above,
  ...tools,
];

export const importRules: ImportRule[] = [
  { room: "leaves", files: leaves, may: [leaves, contract, node, zod, /^(pino|ulid|drizzle-orm\/errors)$/] },
  { room: "lib/contract", files: contract, may: [contract, zod] },
  { room: "lib/models", files: models, may: [contract, models, zod] },
  { room: "db/schema", files: schema, may: [schema, contract, /^drizzle-orm(\/pg-core)?$/] },
  { room: "ports", files: ports, may: [contract, ports, zod, node] },
  { room: "pure files", files: pure, may: [contract, models, pure, ports] },
  ...vendors.map((vendor) => ({
    room: `lib/providers/${vendor}`,
    files: new RegExp(`^lib/providers/${vendor}/`),
    never: [new RegExp(`^lib/providers/(?!(${vendor}|google)/)[a-z-]+/`), ...aboveAdapters],
  })),
  { room: "adapters", files: adapters, never: aboveAdapters },
  {
    room: "verbs",
    files: verbs,
    never: [adapters, services, next, react, inngest, /^db\/(?!schema\/)/, ...above, ...tools],
  },
  { room: "lib/services", files: services, never: [...above, ...tools, /^inngest\/(embedded|functions)\//] },
  {
    room: "lib/render",
    files: /^lib\/render\//,
    may: [/^lib\/render\//, contract, leaves, node, /^[a-z@][^#]*$/],
    never: [
      /^(app|components|db|e2e|inngest|scripts)\//,
      /^lib\/(?!render|contract|env|log|ids)/,
      sql,
      next,
      react,
    ],
  },
  {
    room: "simulator",
    files: /^simulator\//,
    may: [/^simulator\//, contract, /^lib\/render\//, node, /^[a-z@](?!.*\.ts$)/],
    never: [sql, next, react, inngest, /^pino$/],
  },
  {
    room: "inngest leaves",
    files: /^inngest\/(client|events)\.ts$/,
    may: [contract, leaves, /^inngest\/(client|events)\.ts$/, /^inngest$/, zod],
  },
  {
    room: "inngest/functions",
    files: /^inngest\/functions\//,
    never: [sql, adapters, /^db\//, /^inngest\/embedded\//, next, react, ...above, ...tools],
  },
  {
    room: "inngest/embedded",
    files: /^inngest\/embedded\//,
    never: [
      /^lib\/(?!contract\/|env\.ts|log\.ts)/,
      /^db\/(?!client\.ts)/,
      /^inngest\/(?!embedded\/)/,
      next,
      react,
      ...above,
      ...tools,
    ],
  },
  {
    room: "app",
    files: /^app\//,
    never: [sql, adapters, /^db\//, /^lib\/render\//, /^inngest\/embedded\//, ...tools],
  },
  {
    room: "components",
    files: /^components\//,
    may: [/^components\//, contract, models, /^lib\/http\/client\.ts$/, browserPackages],
  },
  { room: "db/seed", files: /^db\/seed/, never: [...above, ...tools, next, react] },
  { room: "db", files: /^db\//, may: [/^db\//, leaves, node, zod, sql] },
  {
    room: "the rest of lib",
    files: /^lib\//,
    never: [...above, ...tools, /^inngest\/(embedded|functions)\//],
  },
  { room: "the rest of inngest", files: /^inngest\//, never: [...above, ...tools, sql] },
];
