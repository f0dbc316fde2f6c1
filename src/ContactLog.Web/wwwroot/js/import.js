// Shows how far an import is while it is added. Without this the page waits just the same, only silently.

const form = document.querySelector("form[data-progress]");
const words = form?.dataset;
const fill = (text, ...values) => values.reduce((line, value, at) => line.replaceAll(`{${at}}`, value), text);
const make = (tag, cssClass, text) => {
  const element = document.createElement(tag);
  if (cssClass) element.className = cssClass;
  if (text) element.textContent = text;
  return element;
};

form?.addEventListener("submit", event => {
  const button = event.submitter;
  if (!button?.formAction.includes("handler=Add")) return;

  const box = make("div", "progress");
  const head = make("div", "spread");
  const amount = make("span", "line");
  head.append(make("b", "", words.adding), amount);
  const bar = make("progress");
  bar.setAttribute("aria-label", words.adding);
  const status = make("p", "vh", words.adding);
  status.setAttribute("role", "status");
  box.append(head, bar, status);
  button.parentElement.before(box);
  const ask = async () => {
    try {
      const url = new URL(words.progress, window.location.href);
      url.searchParams.set("request", form.elements["Input.Request"].value);
      const { done, total } = await (await fetch(url, { headers: { Accept: "application/json" } })).json();
      if (total > 0) {
        bar.max = total;
        bar.value = done;
        amount.textContent = fill(words.of, done.toLocaleString(), total.toLocaleString());
      }
    } catch {
      // The page that comes says what became of it.
    }
    setTimeout(ask, 700);
  };
  setTimeout(ask, 700);
});
