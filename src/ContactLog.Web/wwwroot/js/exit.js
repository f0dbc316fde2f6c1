// Leaving at once. The link works without this; with it, the page is gone before the answer comes,
// and pressing Shift three times does the same. No text is parsed as markup (Trusted Types).

const links = document.querySelectorAll("a[data-exit]");
const main = document.querySelector("a.exit") ?? links[0];
const pause = 5000;

let leaving = false;
function leave() {
  if (leaving) return;
  leaving = true;
  const cover = document.createElement("div");
  cover.className = "cover";
  cover.setAttribute("role", "alert");
  // What she wrote is out of the page at once, not only out of sight.
  document.body.replaceChildren(cover);
  cover.textContent = main.dataset.leaving;
  // replace: this page is not one step Back from the neutral one.
  window.location.replace(main.href);
}

if (main) {
  for (const link of links) {
    for (const kind of ["click", "auxclick"]) {
      link.addEventListener(kind, event => {
        if (event.button > 1) return;
        event.preventDefault();
        leave();
      });
    }
  }

  const status = document.createElement("div");
  status.setAttribute("role", "status");
  status.className = "vh";
  document.body.append(status);
  const dots = main.querySelectorAll(".exit-dots i");

  let count = 0;
  let alone = false;
  let timer;

  const show = words => {
    dots.forEach((dot, index) => dot.classList.toggle("on", index < count));
    main.classList.toggle("counting", count > 0);
    status.textContent = words;
  };
  const reset = words => {
    clearTimeout(timer);
    if (count === 0) return;
    count = 0;
    show(words);
  };

  // Shift counts only when pressed and let go by itself: as a modifier (capital letters, Shift+Tab, Shift+click) it does not.
  document.addEventListener("keydown", event => {
    if (event.key === "Shift") {
      if (!event.repeat) alone = !(event.ctrlKey || event.altKey || event.metaKey);
    } else {
      alone = false;
      reset("");
    }
  }, true);
  document.addEventListener("pointerdown", () => { alone = false; }, true);
  document.addEventListener("keyup", event => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    count += 1;
    clearTimeout(timer);
    if (count === 3) {
      leave();
      return;
    }
    show(count === 1 ? main.dataset.two : main.dataset.one);
    timer = setTimeout(() => reset(main.dataset.over), pause);
  }, true);
}

// A page that the browser kept alive and brings back with Back stays hidden and is asked for anew:
// by then the session may be over, and the answer is the neutral sign-in.
window.addEventListener("pageshow", event => {
  if (event.persisted) {
    document.body.replaceChildren();
    window.location.reload();
  }
});
