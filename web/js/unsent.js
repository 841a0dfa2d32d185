// What people report is not lost when the network drops. A form `[data-keeps]` is kept on the phone before it is sent, and
// sent again until the server has answered; by its hidden `id` the server keeps it once, however often it comes. `#unsent`
// tells how many wait, and shows those that were refused since, to be mended or given up. A phone may be shared: what one
// person has reported is sent, and shown, for that person alone.
import htmx from "./htmx.js";
import { notice } from "./notices.js";

const AGAIN_MS = 15000;
const PATIENCE_MS = 20000;
// A slow line carries so many bytes in a millisecond: an upload is given the time that it takes there.
const SLOWEST_BYTES = 16;
const LONGEST_SIDE = 2000;
const me = () => document.body.dataset.person;

const opened = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open("yidan-unsent", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("forms", { keyPath: "id" });
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function forms(mode, act) {
  const kept = await opened();
  return new Promise((resolve, reject) => {
    const turn = kept.transaction("forms", mode, { durability: "strict" });
    const asked = act(turn.objectStore("forms"));
    turn.oncomplete = () => (kept.close(), resolve(asked.result));
    turn.onabort = () => (kept.close(), reject(turn.error));
  });
}

const keep = (one) => forms("readwrite", (store) => store.put(one));
const forget = (id) => forms("readwrite", (store) => store.delete(id));
const mine = async () => (await forms("readonly", (store) => store.getAll())).filter((one) => one.person === me());

// One at a time, in all tabs: what one tab sends, another must not write back.
const inTurn = (act) => navigator.locks?.request("yidan-unsent", act) ?? act();

// A phone's photo is larger than anybody looks at it: it is made smaller before it is kept. What can't be stays as it is.
async function smaller(value) {
  if (!(value instanceof File) || !value.size || !value.type.startsWith("image/")) return value;
  try {
    const picture = await createImageBitmap(value);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    const drawn = canvas.getContext("2d");
    drawn.fillStyle = "white";
    drawn.fillRect(0, 0, canvas.width, canvas.height);
    drawn.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    if (!small || small.size >= value.size) return value;
    return new File([small], `${value.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
  } catch {
    return value;
  }
}

const shrunk = (fields) => Promise.all(fields.map(async ([name, value]) => [name, await smaller(value)]));

// What came of it: "sent" (with where to go), "refused" (with the answer), "signed-out", "later" when the answer takes too long
// or the server can't, or "offline".
async function send(one) {
  const body = new FormData();
  for (const [name, value] of one.fields) body.append(name, value);
  const bytes = one.fields.reduce((sum, [, value]) => sum + (value.size ?? 0), 0);
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS + Math.ceil(bytes / SLOWEST_BYTES));
    const answer = await fetch(one.action, { method: "POST", body, headers: { "HX-Request": "true" }, signal });
    const to = answer.headers.get("HX-Redirect");
    if (answer.status === 401) return { came: "signed-out" };
    if (answer.status >= 500 || answer.status === 429) return { came: "later" };
    if (answer.ok && !to) return { came: "later" };
    if (answer.ok) {
      await forget(one.id);
      return { came: "sent", to };
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // What is wrong with a field, or else the heading that explains the whole.
    const said = page.querySelector("[id$='-fault'], .fault, .notice.bad") ?? page.querySelector("h1");
    const refused = said?.textContent.replace(/\s+/g, " ").trim() || String(answer.status);
    return { came: "refused", page, refused };
  } catch (error) {
    return { came: error.name === "TimeoutError" ? "later" : "offline" };
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-keeps]");
  if (!form) return;
  event.preventDefault();
  inTurn(() => submit(form));
});

async function submit(form) {
  const buttons = [...form.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  const [action, from] = [form.action, location.href.split("#")[0]];
  const typed = [...new FormData(form)];
  const one = { id: form.elements.id.value, person: me(), action, from, what: form.dataset.what, fields: await shrunk(typed) };
  try {
    await keep(one);
  } catch {
    // A phone that keeps nothing sends it as any form is sent.
    form.submit();
    return;
  }
  const { came, to, page, refused } = await send(one);
  if (came === "sent") return location.assign(to);
  const again = page?.querySelector("[data-keeps]");
  if (again) {
    // The form comes back with its faults and with what was typed.
    await forget(one.id);
    const main = document.getElementById("main");
    main.replaceChildren(...page.body.childNodes);
    htmx.process(main);
    // Files that the server has not kept meanwhile are chosen again.
    if (!again.querySelector("[name$='-kept']")) chooseFiles(again, one.fields);
    main.querySelector("[aria-invalid]")?.focus();
    return;
  }
  for (const button of buttons) button.disabled = false;
  if (came === "refused") {
    await keep({ ...one, refused });
    notice("bad", refused);
  } else {
    const words = came === "signed-out" ? document.getElementById("unsent").dataset.signedOut : form.dataset.keeps;
    form.replaceChildren(Object.assign(document.createElement("p"), { className: "panel-body", textContent: words }));
  }
  await tell();
}

const sendAll = () => inTurn(async () => {
  const place = document.getElementById("unsent");
  for (const one of (await mine()).filter((kept) => !kept.refused)) {
    const { came, refused } = await send(one);
    if (came === "sent") notice("good", place.dataset.sent);
    if (came === "refused") await keep({ ...one, refused });
    if (came === "signed-out" || came === "offline") break;
  }
  await tell();
});

async function tell() {
  const place = document.getElementById("unsent");
  if (!place) return;
  const kept = await mine();
  const waiting = kept.filter((one) => !one.refused);
  const lines = kept.filter((one) => one.refused).map((one) => refusedLine(one, place.dataset));
  if (waiting.length) lines.unshift(line(`${place.dataset.waits} ${waiting.length}`));
  place.hidden = lines.length === 0;
  place.replaceChildren(...lines);
}

const line = (words) => Object.assign(document.createElement("p"), { textContent: words });

function refusedLine(one, words) {
  const shown = line(`${one.what}: ${one.refused} `);
  const mend = Object.assign(document.createElement("a"), { href: `${one.from}#unsent-${one.id}`, textContent: words.mend });
  mend.setAttribute("hx-boost", "false");
  // On the page of the form itself the address alone would change.
  mend.addEventListener("click", () => location.href.split("#")[0] === one.from && setTimeout(() => location.reload()));
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: words.drop });
  drop.addEventListener("click", () => forget(one.id).then(tell));
  shown.append(mend, " ", drop);
  return shown;
}

// One that was refused is put back into its form. It stays kept until it is sent anew, or given up.
async function restore() {
  const id = location.hash.match(/^#unsent-([0-9a-f-]+)$/)?.[1];
  const form = id && document.querySelector("[data-keeps]");
  const one = form && (await mine()).find((kept) => kept.id === id);
  if (!one || form.elements.id.value === id) return;
  for (const [name, value] of one.fields) {
    const field = form.elements[name];
    if (value instanceof File || !field) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  chooseFiles(form, one.fields);
}

function chooseFiles(form, fields) {
  const files = new Map();
  for (const [name, value] of fields) {
    if (value instanceof File && value.size) files.set(name, [...(files.get(name) ?? []), value]);
  }
  for (const [name, several] of files) {
    const chosen = new DataTransfer();
    for (const file of several) chosen.items.add(file);
    form.elements[name].files = chosen.files;
  }
}

addEventListener("online", sendAll);
addEventListener("load", () => me() && restore().then(sendAll));
addEventListener("hashchange", restore);
document.addEventListener("htmx:load", () => me() && restore().then(tell));
setInterval(async () => me() && (await mine()).some((one) => !one.refused) && sendAll(), AGAIN_MS);
