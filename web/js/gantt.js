// On the page that tries a plan, open steps are moved by dragging their bars, or with the arrow keys: a day at a time. The
// chart only fills in the form's field, where a time of day stays; the server works out what follows.

import { timeIn } from "./dates.js";

const DAY = 24 * 60 * 60 * 1000;

const moved = (begins, days) => new Date(Date.parse(`${begins}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const move = (bar, days) => {
  const field = document.querySelector(`[name="not-before-${bar.dataset.bar}"]`);
  if (!field || days === 0) return;
  field.value = moved(bar.dataset.begins, days) + timeIn(field.value);
  field.form.dispatchEvent(new CustomEvent("plan-moved"));
};

document.addEventListener("pointerdown", (event) => {
  const bar = event.target.closest?.("[data-gantt] [data-bar]");
  if (!bar) return;
  event.preventDefault();
  bar.focus();
  const from = event.clientX;
  const width = Number(bar.closest("[data-gantt]").dataset.day) / 1000;
  let days = 0;
  const follow = (to) => {
    days = Math.round((to.clientX - from) / width);
    bar.setAttribute("transform", `translate(${days * width} 0)`);
  };
  const end = () => {
    removeEventListener("pointermove", follow);
    move(bar, days);
  };
  addEventListener("pointermove", follow);
  addEventListener("pointerup", end, { once: true });
});

document.addEventListener("keydown", (event) => {
  const bar = event.target.closest?.("[data-gantt] [data-bar]");
  const days = { ArrowLeft: -1, ArrowRight: 1, PageDown: 7, PageUp: -7 }[event.key];
  if (!bar || !days) return;
  event.preventDefault();
  move(bar, days);
});

// A chart that is wider than its frame opens at today.
const open = (frame) => {
  const now = frame.querySelector(".now")?.getBoundingClientRect().left;
  if (now) frame.scrollLeft += now - frame.getBoundingClientRect().left - frame.clientWidth * 0.6;
};

// Drawn anew, it stays where it was pushed to, and the bar that was moved keeps the focus.
let focused, pushed;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const isAnotherPage = detail.target === document.body;
  focused = document.activeElement?.dataset?.bar;
  pushed = isAnotherPage ? undefined : document.querySelector(".gantt-frame")?.scrollLeft;
});
document.addEventListener("htmx:afterSettle", () => {
  const frame = document.querySelector(".gantt-frame");
  if (frame && pushed === undefined) open(frame);
  else if (frame) frame.scrollLeft = pushed;
  if (focused) document.querySelector(`[data-bar="${focused}"]`)?.focus();
  focused = undefined;
});
document.querySelectorAll(".gantt-frame").forEach(open);
