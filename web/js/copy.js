// `data-copies="text"` on a button puts the text on the clipboard and says so.
import { notice } from "./notices.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copies);
    notice("good", document.body.dataset.copied);
  } catch {
    // Without https there is no clipboard: leave the text selected for the hand to copy.
    const field = document.getElementById(button.dataset.from);
    if (field) getSelection().selectAllChildren(field);
  }
});
