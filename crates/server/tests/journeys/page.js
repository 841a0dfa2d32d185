// How a person finds things on a page: by the words that stand on them. Comes into each page before its own scripts.
(() => {
  const faults = [];
  addEventListener("error", (event) => faults.push(`script: ${event.message ?? event.target?.src}`));
  addEventListener("unhandledrejection", (event) => faults.push(`script: ${event.reason}`));
  document.addEventListener("securitypolicyviolation", (event) =>
    faults.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));

  const tidy = (words) => (words ?? "").replace(/[\s\u00a0]+/g, " ").trim();
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  // A dialog over the page hides the rest of it.
  const top = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document;

  // The smallest piece of the page that bears these words (several are parted by …), or has this selector; the whole when
  // none are given.
  function piece(words) {
    if (!words) return top();
    if (/^[#.[]/.test(words)) return top().querySelector(words);
    const pieces = [...top().querySelectorAll("tr, article, li, fieldset, form, section, dialog, .view, .notice")];
    const bears = (one) => words.split("…").every((part) => tidy(one.innerText).includes(part));
    // A task before a notice that speaks of it.
    const first = (a, b) => b.matches("article") - a.matches("article");
    return pieces.filter((one) => isShown(one) && bears(one)).sort(first)
      .reduce((least, one) => (!least || least.contains(one) ? one : least), null);
  }

  // Exactly these words before words that begin so, and those before words that hold them.
  function best(candidates, namesOf, words) {
    for (const fits of [(name) => name === words, (name) => name.startsWith(words), (name) => name.includes(words)]) {
      const found = candidates.find((one) => namesOf(one).some(fits));
      if (found) return found;
    }
    return null;
  }

  function pressable(words, within) {
    const kinds = "button, a[href], summary, label, input[type=submit], [role=button]";
    const candidates = [...(piece(within)?.querySelectorAll(kinds) ?? [])].filter(isShown);
    return best(candidates, (one) => [tidy(one.getAttribute("aria-label")), tidy(one.innerText)], words);
  }

  function field(words, within) {
    const candidates = [...(piece(within)?.querySelectorAll("input:not([type=hidden]), textarea, select") ?? [])]
      .filter((one) => one.type === "file" || isShown(one));
    const labels = (one) => [...(one.labels ?? [])].map((label) => tidy(label.innerText).replace(/ ?\*$/, ""));
    return best(candidates, (one) => [one.name, ...labels(one), tidy(one.getAttribute("aria-label")), one.placeholder ?? ""], words);
  }

  // Where to press, once nothing lies over it; otherwise what is in the way. `wasPressed` tells whether the press arrived: what
  // others change may replace a button under the finger.
  function press(words, within) {
    const element = pressable(words, within);
    if (!element) return { why: "it is not there" };
    if (element.matches(":disabled")) return { why: "it is disabled" };
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = element.getClientRects()[0];
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const over = document.elementFromPoint(x, y);
    if (!element.contains(over)) return { why: `under ${over?.outerHTML.slice(0, 200)}` };
    journey.wasPressed = false;
    const arrives = (event) => (journey.wasPressed = !!pressable(words, within)?.contains(event.target));
    document.addEventListener("click", arrives, { capture: true, once: true });
    return { x, y };
  }

  // Types over what the field holds, in one go: between two calls the page itself may put the cursor elsewhere.
  function fill(words, within, typed) {
    const found = field(words, within);
    if (!found || found.matches(":disabled, :read-only")) return false;
    found.scrollIntoView({ block: "center", behavior: "instant" });
    found.focus();
    found.select?.();
    if (document.activeElement !== found) return false;
    if (typed) document.execCommand("insertText", false, typed);
    else document.execCommand("delete");
    return true;
  }

  function choose(words, option, within) {
    const found = field(words, within);
    const chosen = found && best([...found.options], (one) => [tidy(one.label), one.value], option);
    if (!chosen) return false;
    found.value = chosen.value;
    found.dispatchEvent(new Event("input", { bubbles: true }));
    found.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  // What is wrong with the page as a whole, whatever stands on it.
  async function inspect() {
    const moves = document.getAnimations().filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime));
    await Promise.allSettled(moves.map((one) => one.finished));
    const wide = document.documentElement.scrollWidth - innerWidth;
    const bare = tidy(document.body.innerText).match(/(?<![\w./@#:-])[a-z]+(?:-[a-z]+){2,}(?![\w./@-])/g) ?? [];
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact));
    return [
      ...faults,
      ...(wide > 0 ? [`the page is ${wide} px wider than the window`] : []),
      ...bare.map((key) => `no words for ${key}`),
      ...serious.map((one) => `${one.id}: ${one.help}\n` + one.nodes.slice(0, 3).map((node) =>
        `    ${node.html.slice(0, 240)}\n      ${node.failureSummary.replace(/\s+/g, " ")}`).join("\n")),
    ];
  }

  window.journey = {
    isOffered: (words, within) => { const found = pressable(words, within); return found ? !found.matches(":disabled") : null; },
    press, fill, choose, field, inspect, piece,
    end: () => document.activeElement?.blur(),
    value: (words, within) => field(words, within)?.value ?? null,
    isAt: (path) => {
      const here = location.pathname + location.search;
      return here.startsWith(path) && (path.endsWith("/") || !/^[/\w]/.test(here.slice(path.length)));
    },
    sees: (words, within) => { const place = piece(within); return !!place && tidy((place.body ?? place).innerText).includes(words); },
    text: () => [...faults, tidy(document.body?.innerText).slice(0, 1500)].join("\n"),
  };
})();
