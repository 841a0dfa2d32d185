// Date fields: text in the form 2026-11-24 that can also be picked from a calendar. Typing always works. A time of day behind
// the day stays when another day is picked.
import AirDatepicker from "air-datepicker";
import en from "air-datepicker/locale/en";
import zh from "air-datepicker/locale/zh";

const pickers = new WeakMap();

document.addEventListener("focusin", (event) => {
  const field = event.target.closest?.("input[data-date]");
  if (!field || pickers.has(field)) return;
  const picker = new AirDatepicker(field, {
    locale: plain(document.documentElement.lang.startsWith("zh") ? zh : en),
    dateFormat: (date) => isoDay(date) + timeIn(field.value),
    firstDay: 1,
    autoClose: true,
    keyboardNav: false,
    container: field.closest("dialog") ?? "body",
    buttons: ["today", "clear"],
    selectedDates: asDates(field.value),
    onSelect: () => field.dispatchEvent(new Event("change", { bubbles: true })),
  });
  pickers.set(field, picker);
  picker.show();
});

// What is typed moves the calendar along; what is half typed leaves it alone.
document.addEventListener("input", (event) => {
  const field = event.target.closest?.("input[data-date]");
  const [date] = asDates(field?.value ?? "");
  if (date) pickers.get(field)?.selectDate(date, { silent: true });
});

document.addEventListener("keydown", (event) => {
  const picker = pickers.get(event.target);
  if (!picker) return;
  if (event.key === "Escape" && picker.visible) {
    event.preventDefault();
    picker.hide();
  } else if (event.key === "ArrowDown") {
    picker.show();
  } else if (event.key === "Tab") {
    picker.hide();
  }
});

const DAY = /^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]+(\d{1,2}:\d{2}(?::\d{2})?))?\s*$/;

/// The time of day behind a typed day, with a space before it; nothing where there is none.
export const timeIn = (typed) => {
  const time = DAY.exec(typed)?.[4];
  return time ? ` ${time}` : "";
};

const isoDay = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

function asDates(typed) {
  const parts = DAY.exec(typed);
  return parts ? [new Date(+parts[1], +parts[2] - 1, +parts[3])] : [];
}

// The package's locales arrive wrapped or bare, as the bundler decides.
function plain(locale) {
  return locale.default ?? locale;
}

// A day that is offered is taken over by a touch.
document.addEventListener("click", (event) => {
  const offer = event.target.closest("[data-sets]");
  const field = offer && document.getElementById(offer.dataset.sets);
  if (!field) return;
  field.value = offer.dataset.value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
