import { html, raw } from "hono/html";
import { faultTable } from "../faults/table.ts";
import type { LedgerView } from "./ledger-view.ts";
import { pageStyle } from "./page-style.ts";

const allDoors = [...new Set(faultTable.flatMap(({ doors }) => doors))];
const rowsMax = 100;
const money = (micros: number): string => `$${(micros / 1e6).toFixed(micros % 10_000 === 0 ? 2 : 4)}`;
const clock = (at: number): string => new Date(at).toISOString().slice(11, 19);
const tones: Record<string, string> = {
  queued: "muted",
  running: "info",
  succeeded: "success",
  failed: "danger",
};

const dialectRows = (view: LedgerView) =>
  view.dialects.map(
    (entry) => html`<tr>
      <th scope="row">${entry.label} <span class="subtle">/${entry.name}</span></th>
      <td class="number">${money(entry.balanceMicros)}</td>
      <td class="number">${entry.tasks}</td>
      <td class="number">${money(entry.chargedMicros)}</td>
      <td class="number">${money(entry.refundedMicros)}</td>
      <td class="number">${money(entry.heldMicros)}</td>
      <td class="subtle">${
        Object.entries(entry.requests)
          .map(([door, count]) => `${door} ${count}`)
          .join(" · ") || "no requests"
      }</td>
    </tr>`,
  );

const taskRows = (view: LedgerView) =>
  view.tasks.slice(0, rowsMax).map(
    (task) => html`<tr>
      <td class="subtle number">${clock(task.acceptedAt)}</td>
      <td>${task.dialect}</td>
      <td>${task.model}</td>
      <td class="id">${task.id}${task.externalId ? html` <span class="subtle">${task.externalId}</span>` : ""}</td>
      <td><span class="state ${tones[task.state] ?? "muted"}">${task.state}</span></td>
      <td class="number">${money(task.priceMicros)}</td>
      <td class="number">${task.refundedMicros > 0 ? `−${money(task.refundedMicros)}` : money(task.chargedMicros)}</td>
    </tr>`,
  );

const deliveryRows = (view: LedgerView) =>
  view.deliveries.slice(0, rowsMax).map(
    (sent) => html`<tr>
      <td>${sent.dialect}</td>
      <td class="id">${sent.job}</td>
      <td class="subtle">${sent.url}</td>
      <td class="number">${sent.attempts}</td>
      <td>${sent.answer || "on its way"}</td>
    </tr>`,
  );

const forceRows = (view: LedgerView) =>
  view.faults.map(
    (fault) => html`<tr>
      <td>${fault.name}${fault.argument ? `:${fault.argument}` : ""}</td>
      <td>${fault.dialect ?? "every vendor"}</td>
      <td>${fault.door}</td>
      <td class="number">${fault.met}</td>
      <td class="number">${fault.timesLeft ?? "no end"}</td>
    </tr>`,
  );

/** Six doors and more are said in short: the first one, and that the others can be named. */
const doorsOf = (doors: readonly string[]): string =>
  doors.length < 6
    ? doors.join(" · ")
    : `${doors[0]} · any other but ${allDoors.filter((door) => !doors.includes(door)).join(", ") || "none"}`;

const ownWordRows = (view: LedgerView) =>
  view.dialects.flatMap(({ label, words }) =>
    Object.entries(words).map(
      ([name, sentence]) => html`<tr>
        <td><code>[[${name}]]</code></td>
        <td>${sentence}</td>
        <td class="subtle">${label} only</td>
      </tr>`,
    ),
  );

const wordRows = () =>
  faultTable.map(
    (rule) => html`<tr>
      <td><code>[[${rule.name}]]</code></td>
      <td>${rule.sentence}${rule.argument ? html` <span class="subtle">:${rule.argument}</span>` : ""}</td>
      <td class="subtle">${doorsOf(rule.doors)}</td>
    </tr>`,
  );

type Rows = ReturnType<typeof dialectRows>;

function table(title: string, heads: string[], rows: Rows, empty: string) {
  const head = heads.map((name) => html`<th scope="col">${name}</th>`);
  const body =
    rows.length > 0 ? rows : html`<tr><td class="subtle" colspan="${heads.length}">${empty}</td></tr>`;
  return html`<section>
    <h2>${title}</h2>
    <div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>
  </section>`;
}

/** The simulator's own page: who is spoken for, what was taken and charged, what is broken on purpose. */
export function renderPage(view: LedgerView) {
  const { totals, chaos } = view;
  const dice =
    chaos.probability > 0
      ? `Seed ${chaos.seed}, every door with probability ${chaos.probability}`
      : "No dice are thrown";
  const moneyHeads = ["Vendor", "Balance", "Tasks", "Charged", "Refunded", "Held", "Requests"];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Simulator · Dailies</title>
        <style>${raw(pageStyle)}</style>
      </head>
      <body>
        <header>
          <h1>Simulator</h1>
          <p>Every vendor's dialect, nobody's money. ${totals.tasks} tasks · ${money(totals.chargedMicros)} charged ·
            ${money(totals.heldMicros)} held</p>
        </header>
        <main>
          ${table("Vendors", moneyHeads, dialectRows(view), "No vendor is spoken for.")}
          ${table("Tasks", ["Taken", "Vendor", "Model", "Task", "State", "Price", "Charged"], taskRows(view), "Nothing was submitted yet.")}
          ${table("Messages", ["Vendor", "Task", "To", "Attempts", "Answer"], deliveryRows(view), "No callback was sent yet.")}
          ${table("Faults in force", ["Fault", "Vendor", "Door", "Met", "Left"], forceRows(view), `None was placed. ${dice}.`)}
          <section>
            <p class="subtle">In a prompt: <code>[[name]]</code>, <code>[[name:argument]]</code>, <code>[[name*2]]</code>
              twice only, <code>[[name@door]]</code>, <code>[[name@vendor]]</code>. By the API:
              <code>POST /_sim/faults</code>, <code>POST /_sim/balance</code>, <code>POST /_sim/reset</code>.</p>
          </section>
          ${table("Fault words", ["Word", "What happens", "Doors, the usual one first"], [...wordRows(), ...ownWordRows(view)], "")}
        </main>
      </body>
    </html>`;
}
