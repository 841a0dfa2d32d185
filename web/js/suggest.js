// Suggestions while one types: `<input list="customers" data-suggest="/orders/customers">` has its list filled with what the
// server finds; `data-suggest-with="currency"` sends another field of the form along. Choosing one fills in what belongs to
// it: other fields of the form for `data-fills`, the row's parts for the lines of an order (see lines.js).
const REST_MS = 200;
let waiting;

document.addEventListener("input", (event) => ask(event.target, REST_MS));
document.addEventListener("focusin", (event) => ask(event.target, 0));

function ask(field, rest) {
  if (!field.matches?.("[data-suggest]")) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => fetchOptions(field), rest);
}

async function fetchOptions(field) {
  const address = new URL(field.dataset.suggest, location.origin);
  address.searchParams.set("q", field.value);
  const other = field.form?.elements[field.dataset.suggestWith];
  if (other) address.searchParams.set(other.name, other.value);
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    // Only as long as the answer is to what stands there still.
    if (answer.ok && address.searchParams.get("q") === field.value && field.list) field.list.innerHTML = await answer.text();
  } catch {
    // Without suggestions one types on.
  }
}

// The suggestion that was chosen, or typed in full. Who types and goes on before the suggestions are there is waited for.
export async function chosen(field) {
  const find = () => [...(field.list?.options ?? [])].find((option) => option.value === field.value);
  if (find() || field.value === "" || !field.dataset.suggest) return find();
  clearTimeout(waiting);
  await fetchOptions(field);
  return find();
}

document.addEventListener("change", async (event) => {
  const field = event.target;
  if (!field.matches?.("input[data-fills]")) return;
  const option = await chosen(field);
  for (const [name, value] of Object.entries(option?.dataset ?? {})) fill(field.form.elements[name], value);
});

// What somebody typed stays; what an earlier choice filled in gives way.
export function fill(field, value) {
  if (!field || (field.value !== "" && field.value !== field.dataset.filled)) return;
  field.value = value;
  field.dataset.filled = field.value;
}
