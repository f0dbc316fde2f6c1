// Single letters as shortcuts, for whoever switched them on: a place with aria-keyshortcuts is gone to by its letter, and / finds.
// Everything they do is a link on the page, so nothing is lost without this.

const box = () => [...document.querySelectorAll("input[type=search][name=words]")].find(one => one.offsetParent !== null);

// The field may lie in a folded part.
function find() {
  for (const part of document.querySelectorAll("details:has(input[type=search][name=words])")) {
    if (part.offsetParent !== null) part.open = true;
  }
  const field = box();
  field?.focus();
  field?.select();
  return field !== undefined;
}

const typing = place => place instanceof Element && place.closest("input, textarea, select, [contenteditable]") !== null
  && !place.matches("input[type=checkbox], input[type=radio], input[type=button], input[type=submit]");

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing || event.defaultPrevented || typing(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    const timeline = document.querySelector("a[aria-keyshortcuts=t]");
    if (!find() && timeline) location.assign(timeline.href + "#find");
    return;
  }
  if (event.key.length !== 1) return;
  const place = [...document.querySelectorAll("a[aria-keyshortcuts]")].find(one => one.getAttribute("aria-keyshortcuts") === event.key.toLowerCase());
  if (place) {
    event.preventDefault();
    place.click();
  }
});

if (location.hash === "#find") find();
