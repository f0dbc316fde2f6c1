// Fetches a report with a bar and a way to stop. Without this the link does it, and closing the tab stops it. A server
// that asks for the password first is followed there as a link would be.

const size = bytes => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
const fill = (text, ...values) => values.reduce((line, value, at) => line.replaceAll(`{${at}}`, value), text);
const make = (tag, cssClass, text) => {
  const element = document.createElement(tag);
  if (cssClass) element.className = cssClass;
  if (text) element.textContent = text;
  return element;
};

async function get(link) {
  const words = link.closest("[data-making]").dataset;
  const stop = new AbortController();
  const box = make("div", "progress");
  const head = make("div", "spread");
  const state = make("span", "line", words.making);
  state.setAttribute("role", "status");
  const cancel = make("button", "btn btn-small", words.cancel);
  cancel.type = "button";
  cancel.addEventListener("click", () => stop.abort());
  const bar = make("progress");
  bar.setAttribute("aria-label", link.textContent.trim());
  head.append(state, cancel);
  box.append(head, bar);
  link.parentElement.after(box);
  link.setAttribute("aria-disabled", "true");
  cancel.focus();
  const end = text => {
    box.replaceChildren(state);
    state.textContent = text;
    link.removeAttribute("aria-disabled");
    link.focus();
    setTimeout(() => box.remove(), 8000);
  };
  try {
    const answer = await fetch(link.href, { signal: stop.signal, credentials: "same-origin" });
    const kind = answer.headers.get("Content-Type") ?? "";
    if (kind.startsWith("text/html")) {
      // The password is asked for, or an original is broken: the page says so itself.
      location.assign(answer.redirected ? answer.url : link.href);
      return;
    }

    if (!answer.ok) throw new Error(answer.status);
    const all = Number(answer.headers.get("Content-Length"));
    const parts = [];
    let got = 0;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      got += value.length;
      bar.max = all || got;
      bar.value = got;
      state.textContent = fill(words.got, size(got), size(all || got));
    }

    const address = URL.createObjectURL(new Blob(parts, { type: kind }));
    const save = make("a");
    save.href = address;
    save.download = link.dataset.name;
    save.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    end(words.saved);
  } catch (fault) {
    end(fault.name === "AbortError" ? words.cancelled : words.failed);
  }
}

for (const link of document.querySelectorAll("a[data-name]")) {
  link.addEventListener("click", event => {
    event.preventDefault();
    if (link.getAttribute("aria-disabled") !== "true") get(link);
  });
}
