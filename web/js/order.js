// The page of an order shows anew what others change, but not between a deed and its answer, which brings the newest anyway:
// the button that was pressed would be gone before its answer came.
import htmx from "./htmx.js";

document.addEventListener("htmx:beforeRequest", (event) => {
  const order = document.getElementById("order");
  const { elt } = event.detail;
  if (elt === order && order?.querySelector("form.htmx-request")) event.preventDefault();
  else if (isDeed(elt, order)) htmx.trigger(order, "htmx:abort");
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, successful } = event.detail;
  if (!successful && isDeed(elt, document.getElementById("order"))) htmx.trigger(document.body, "catch-up");
});

function isDeed(elt, order) {
  return !!order && elt !== order && elt.matches("form[method=post]") && order.contains(elt);
}
