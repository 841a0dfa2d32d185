// How answers to requests find their place, and what happens when none comes.
//
// A form may hold a place for what could not be done: `<div data-answer></div>`. A refusal or a conflict (any 4xx but 422)
// is shown there and the form stays as it is, so that nothing typed is lost. 422 brings the whole form back with its faults.
import { notice } from "./notices.js";

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig, boosted } = event.detail;
  // A boosted link or form gets, and shows, the whole page that explains the error.
  if (boosted || xhr.status < 400 || xhr.status === 422) return;
  const form = requestConfig.elt.closest("form, dialog") ?? requestConfig.elt;
  // The form may want a part of the page; an answer of this kind is wanted whole.
  event.detail.selectOverride = "unset";
  const place = form.querySelector?.("[data-answer]");
  if (place) {
    event.detail.target = place;
    event.detail.swapOverride = "innerHTML";
    place.setAttribute("role", "alert");
    place.scrollIntoView({ block: "nearest" });
  } else {
    event.detail.target = document.getElementById("notices");
    event.detail.swapOverride = "beforeend";
  }
});

document.addEventListener("htmx:sendError", () => notice("bad", document.body.dataset.lost));
document.addEventListener("htmx:timeout", () => notice("bad", document.body.dataset.lost));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status >= 500) notice("bad", document.body.dataset.failed);
});

// A form sent twice by an impatient finger is sent once.
document.addEventListener("htmx:beforeRequest", (event) => busy(event, true));
document.addEventListener("htmx:afterRequest", (event) => busy(event, false));

function busy(event, is) {
  const form = event.detail.elt?.closest?.("form");
  for (const button of form?.querySelectorAll("button:not([type=button])") ?? []) button.disabled = is;
}
