// A length beside its target: how far it is off is said as one types, and whether that is outside the tolerance.
const full = /[０-９．]/g;

const read = (typed) => {
  const plain = typed.trim().replace(full, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0)).replace(",", ".");
  return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : null;
};

const show = (field) => {
  const output = field.closest("tr")?.querySelector("[data-off]");
  if (!output) return;
  const [length, target] = [read(field.value), Number(field.dataset.target)];
  const outside = length !== null && (length < Number(field.dataset.least) || length > Number(field.dataset.most));
  // Four digits, as they are kept: halves of a hundredth add up to less than that.
  const off = length === null ? null : Math.round((length - target) * 10_000) / 10_000;
  output.textContent = off === null ? "" : `${off > 0 ? "+" : ""}${off}${outside ? ` ${output.dataset.outside}` : ""}`;
  for (const one of [field, output]) one.classList.toggle("outside", outside);
};

document.addEventListener("input", (event) => {
  if (event.target.matches?.("input[data-target]")) show(event.target);
});

const all = () => document.querySelectorAll("input[data-target]").forEach(show);
document.addEventListener("htmx:load", all);
all();
