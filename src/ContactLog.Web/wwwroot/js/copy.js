// What is copied, what is shown and what is kept as the exact words are one, also where she changed them and did not look again: the record would
// say words that were never sent. What she changes in the form that keeps them is hers.
for (const form of document.querySelectorAll("[data-says]")) {
  const from = document.getElementById(form.dataset.says);
  const kept = form.elements.namedItem("f.words");
  const quote = document.querySelector(`[data-quotes="${form.dataset.says}"]`);
  if (!from || !kept) {
    continue;
  }

  let last = kept.value;
  const follow = () => {
    if (kept.value === last && from.value !== last && from.value.trim()) {
      kept.value = last = from.value;
      quote.textContent = `“${from.value}”`;
    }
  };
  from.addEventListener("input", follow);
  // Back and forward bring what was typed into the fields, and no event with it.
  addEventListener("pageshow", follow);
}

// Copies the words of a field. Without script they are selected and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  if (!field || !navigator.clipboard) {
    continue;
  }

  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = said.dataset.copied;
    } catch {
      field.focus();
      field.select();
    }
  });
}
