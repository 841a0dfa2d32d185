// Lists that stay true while others work. On the board only rows in sight are fetched anew and lit up; what would move rows
// about is offered as a link. My day is shown anew as a whole, but never under a finger.
import htmx from "./htmx.js";

const REST_MS = 600;
const DAY_REST_MS = 5000;
const TOUCH_REST_MS = 2500;

let changed = new Set();
let waiting;
let dayWaiting;
let touched = 0;

document.addEventListener("live-orders", (event) => look(event.detail));
document.addEventListener("catch-up", () => {
  look([...document.querySelectorAll("[data-board] [data-order]")].map((row) => row.dataset.order));
  offer();
});

function look(ids) {
  if (document.querySelector("[data-board]")) {
    for (const id of ids) changed.add(id);
    waiting ??= setTimeout(refresh, REST_MS);
  }
  if (document.querySelector("[data-day]")) dayWaiting ??= setTimeout(refreshDay, DAY_REST_MS);
}

async function refresh() {
  waiting = undefined;
  const ids = changed;
  changed = new Set();
  const shown = [...ids].filter((id) => document.getElementById(`order-${id}`));
  if (shown.length < ids.size) offer();
  const source = document.querySelector("[data-board]")?.dataset.board;
  if (!source || shown.length === 0) return;
  const query = shown.map((id) => `id=${id}`).join("&");
  const answer = await fetch(`${source}?${query}`, { headers: { "HX-Request": "true" } }).catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = await answer.text();
  for (const row of fresh.content.querySelectorAll("[data-order]")) replace(row);
}

function replace(row) {
  const old = document.getElementById(row.id);
  if (!old || Number(row.dataset.version) <= Number(old.dataset.version)) return;
  row.classList.add("changed");
  const focused = old.contains(document.activeElement);
  old.replaceWith(row);
  htmx.process(row);
  if (focused) row.querySelector("a")?.focus();
}

// Orders that are not in sight have changed: some may belong here by now.
function offer() {
  for (const link of document.querySelectorAll("[data-stale]")) link.hidden = false;
}

function refreshDay() {
  dayWaiting = undefined;
  if (!document.querySelector("[data-day]")) return;
  if (Date.now() - touched < TOUCH_REST_MS) {
    dayWaiting = setTimeout(refreshDay, TOUCH_REST_MS);
    return;
  }
  htmx.ajax("GET", location.pathname + location.search, { target: "#day", select: "#day", swap: "outerHTML" });
}

for (const touch of ["pointerdown", "pointermove", "keydown", "scroll"]) {
  document.addEventListener(touch, () => (touched = Date.now()), { capture: true, passive: true });
}
