// A place for files: the file field lies over the whole box, so that dropping works by itself; here it is only shown.
document.addEventListener("change", (event) => {
  const field = event.target.closest?.(".drop input[type=file]");
  if (field) field.closest(".drop").querySelector(".chosen").textContent = [...field.files].map((file) => file.name).join(", ");
});

for (const [kind, over] of [["dragenter", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(kind, (event) => event.target.closest?.(".drop")?.classList.toggle("over", over));
}
