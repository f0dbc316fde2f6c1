// A page that is left open covers itself after as long as the server would wait, and takes along to the lock what was
// being typed. The button does the same at once, and works without this. The page is emptied, not only hidden.

const form = document.querySelector("form[data-lock]");
const minutes = Number(form?.dataset.lock);
const channel = "BroadcastChannel" in window ? new BroadcastChannel("use") : null;
let last = Date.now();
let locking = false;

const used = () => {
  const now = Date.now();
  // Other pages of hers are told, so that a page behind does not lock the one she writes on.
  if (now - last > 5000) channel?.postMessage(now);
  last = now;
};

const changed = field => field.matches("select")
  ? [...field.options].some(option => option.selected !== option.defaultSelected)
  : field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked
  : field.matches("input, textarea") && field.type !== "hidden" && field.type !== "file" && field.value !== field.defaultValue;

const written = field => field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file])") && field.value.trim() !== "";

function typed() {
  // Forms with files are sent as they are or not at all.
  const forms = [...document.querySelectorAll("main form[method=post]")].filter(one => one.enctype !== "multipart/form-data");
  return forms.find(one => [...one.elements].some(changed))
    // A form that came back with what was typed in it looks unchanged, and nothing of it was saved.
    ?? (document.querySelector("main[data-unsaved]") ? forms.find(one => [...one.elements].some(written)) : null) ?? null;
}

async function lock() {
  if (locking) return;
  locking = true;
  const body = new URLSearchParams(new FormData(form));
  const draft = typed();
  if (draft) {
    for (const [name, value] of new FormData(draft)) {
      // The token is the lock's own.
      if (typeof value === "string" && !name.startsWith("__")) body.append(name, value);
    }
    const action = new URL(draft.action, location.href);
    body.append("lock-path", action.pathname + action.search);
  }
  const cover = document.createElement("div");
  cover.className = "cover";
  document.body.replaceChildren(cover);
  let next = form.action;
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "follow", keepalive: body.toString().length < 60000 });
    next = answer.url;
  } catch {
    // No connection: the page is gone all the same, and the server locks by itself.
  }
  location.replace(next);
}

if (form && minutes > 0) {
  for (const kind of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
    document.addEventListener(kind, used, { capture: true, passive: true });
  }
  if (channel) channel.onmessage = event => { last = Math.max(last, Number(event.data) || 0); };
  form.addEventListener("submit", event => {
    event.preventDefault();
    lock();
  });
  const look = () => {
    // Sending files is use.
    if (document.querySelector("progress")) used();
    else if (Date.now() - last >= minutes * 60000) lock();
  };
  setInterval(look, 5000);
  document.addEventListener("visibilitychange", look);
}
