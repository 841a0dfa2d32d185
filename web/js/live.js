// What others change appears by itself. One line for the page, named by `data-live="/live"` (or `/live?order=ID`) on whatever
// wants to hear, within the page before the frame; it is open only while the page is in sight, as browsers allow few lines
// to one host. What is heard is told on the body: `live-orders` and `live-lots` (detail: ids of orders), `live-order` (detail: version),
// `live-notices`, and `catch-up` when something was missed.
let line;
let address;
let missed = false;

function listen() {
  const wanted = document.hidden ? undefined : wish()?.dataset.live;
  if (wanted === address && line?.readyState !== EventSource.CLOSED) return;
  if (line) missed = missed || wanted === undefined;
  line?.close();
  line = undefined;
  address = wanted;
  if (wanted) open(wanted);
}

function wish() {
  return document.querySelector("main [data-live]") ?? document.querySelector("[data-live]");
}

function open(wanted) {
  line = new EventSource(wanted);
  const order = new URL(wanted, location).searchParams.get("order");
  line.addEventListener("open", up);
  line.addEventListener("error", down);
  line.addEventListener("reload", () => tell("catch-up"));
  line.addEventListener("notices", () => tell("live-notices"));
  line.addEventListener("lots", (event) => tell("live-lots", event.data.split(" ")));
  line.addEventListener("orders", (event) => tell("live-orders", event.data.split(" ")));
  line.addEventListener(`order-${order}`, (event) => tell("live-order", event.data));
}

function up() {
  mark(false);
  if (missed) tell("catch-up");
  missed = false;
}

function down() {
  missed = true;
  mark(true);
}

function tell(name, detail) {
  document.body.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}

// The mark `.live` says whether the line is up.
function mark(lost) {
  for (const light of document.querySelectorAll(".live")) light.classList.toggle("lost", lost);
}

document.addEventListener("DOMContentLoaded", listen);
document.addEventListener("visibilitychange", listen);
document.addEventListener("htmx:load", listen);
document.addEventListener("htmx:afterSettle", listen);
// A line that the server has refused, or that the browser has given up, is tried again now and then.
setInterval(listen, 15_000);
