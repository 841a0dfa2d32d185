// Notices at the edge of the page: good news goes away by itself, bad news stays until it was read.
const GOOD_NEWS_MS = 6000;

export function notice(kind, words) {
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  toast.dataset.toast = "";
  const paragraph = document.createElement("p");
  paragraph.textContent = words;
  toast.append(paragraph);
  document.getElementById("notices")?.append(toast);
  leaveLater(toast);
}

function leaveLater(toast) {
  if (toast.dataset.seen === undefined) {
    toast.dataset.seen = "";
    if (toast.classList.contains("bad")) return;
    // The latest good news is enough: a pile of it would lie over what is to be pressed next.
    for (const older of document.querySelectorAll("[data-toast][data-seen]:not(.bad)")) if (older !== toast) older.remove();
    setTimeout(() => toast.remove(), GOOD_NEWS_MS);
  }
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove();
  const toast = event.target.closest("[data-toast]");
  if (toast && !toast.querySelector("[data-dismiss]")) toast.remove();
});

document.addEventListener("htmx:load", (event) => {
  if (event.target.matches?.("[data-toast]")) leaveLater(event.target);
  for (const toast of event.target.querySelectorAll?.("[data-toast]") ?? []) leaveLater(toast);
});
