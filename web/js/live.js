// What others change appears by itself (server-sent events, through htmx's `sse` extension). The mark `.live` tells whether
// the line is up; after an interruption the page asks for what it missed.
let lost = false;

document.addEventListener("htmx:sseOpen", () => {
  mark(false);
  if (lost) document.body.dispatchEvent(new CustomEvent("catch-up", { bubbles: true }));
  lost = false;
});

document.addEventListener("htmx:sseError", () => {
  lost = true;
  mark(true);
});

function mark(is) {
  for (const light of document.querySelectorAll(".live")) light.classList.toggle("lost", is);
}
