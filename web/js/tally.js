// Counting defects with big buttons, and what the sampling plan makes of the counts so far. The server judges by itself;
// this only shows the inspector where the lot stands.
const whole = (field) => Math.max(0, Math.trunc(Number(field?.value.trim() || 0)) || 0);

function tally(form) {
  const found = { all: 0 };
  for (const row of form.querySelectorAll("[data-counts]")) {
    const count = whole(row.querySelector("input.count"));
    const kind = row.querySelector("select").value;
    found[kind] = (found[kind] ?? 0) + count;
    found.all += count;
    row.classList.toggle("found", count > 0);
  }
  let fails = false;
  for (const line of form.querySelectorAll("[data-class]")) {
    const count = found[line.dataset.class] ?? 0;
    const isTooMany = count >= Number(line.dataset.reject);
    line.querySelector("output").textContent = count;
    line.classList.toggle("fails", isTooMany);
    fails ||= isTooMany;
  }
  const verdict = form.querySelector("[data-verdict]");
  // A lot that nobody says was looked at has not passed.
  const passes = !fails && whole(form.querySelector("[name=inspected]")) > 0;
  verdict.textContent = fails ? verdict.dataset.fail : passes ? verdict.dataset.pass : "";
  verdict.classList.toggle("late", fails);
  verdict.classList.toggle("good", passes);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-adds]");
  if (!button) return;
  const field = button.closest("[data-counts]").querySelector("input.count");
  const count = Math.max(0, whole(field) + Number(button.dataset.adds));
  field.value = count || "";
  tally(button.closest("form"));
});

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("[data-tallies]");
    if (form) tally(form);
  });
}

const tallyAll = () => document.querySelectorAll("[data-tallies]").forEach(tally);
addEventListener("load", tallyAll);
document.addEventListener("htmx:load", tallyAll);
