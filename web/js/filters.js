// Filter forms (`data-filters`) apply themselves: a choice at once, typing after a short rest. Empty conditions stay out of
// the address.
import htmx from "./htmx.js";

const REST_MS = 350;
let waiting;

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-filters]");
  if (form && !event.target.matches("[type=search]")) form.requestSubmit();
});

document.addEventListener("input", (event) => {
  const form = event.target.matches?.("[type=search]") && event.target.closest("form[data-filters]");
  if (!form || event.isComposing) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => form.isConnected && form.requestSubmit(), REST_MS);
});

document.addEventListener("compositionend", (event) => {
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.matches?.("form[data-filters]")) return;
  const parameters = event.detail.parameters;
  for (const name of Object.keys(parameters)) if (parameters[name] === "") delete parameters[name];
});

// Whoever follows a link wants nothing more of the list left behind: its answer, coming late, would take the address back.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { boosted, elt } = event.detail;
  if (!boosted) return;
  clearTimeout(waiting);
  for (const form of document.querySelectorAll("form[data-filters]")) if (form !== elt) htmx.trigger(form, "htmx:abort");
});
