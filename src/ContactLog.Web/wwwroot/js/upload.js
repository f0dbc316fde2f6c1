// Sends a form with files and shows how far it is. Without this the form works just the same, only silently.
// The token stays first, as in the form. No text is parsed as markup (Trusted Types).

const form = document.querySelector("form[data-upload]");
const words = form?.dataset;
const input = form?.querySelector("input[type=file]");

const fill = (text, ...values) => values.reduce((line, value, at) => line.replaceAll(`{${at}}`, value), text);
const size = bytes => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
const make = (tag, cssClass, text) => {
  const element = document.createElement(tag);
  if (cssClass) element.className = cssClass;
  if (text) element.textContent = text;
  return element;
};

let summary;
function problems(sentences, kept) {
  summary?.remove();
  document.querySelector(".problem")?.remove();
  summary = make("div", "problem");
  summary.setAttribute("role", "alert");
  summary.tabIndex = -1;
  summary.append(make("h2", "", words.problem));
  const list = make("ul");
  for (const sentence of sentences) {
    const item = make("li");
    const link = make("a", "", sentence);
    link.href = kept ?? `#${input.id}`;
    item.append(link);
    list.append(item);
  }
  summary.append(list);
  const title = document.querySelector("h1");
  title.before(summary);
  if (!document.title.startsWith(words.error)) document.title = `${words.error} ${document.title}`;
  summary.focus();
}

/** What the server would refuse is said before hours of sending. */
function check(files) {
  if (files.length === 0) return [words.none];
  if (files.length > Number(words.count)) return [words.many];
  return files.filter(file => file.size > Number(words.most)).map(file => fill(words.large, file.name))
    .concat(files.filter(file => file.size === 0).map(file => fill(words.empty, file.name)));
}

function send() {
  const files = [...input.files];
  const wrong = check(files);
  if (wrong.length > 0) {
    problems(wrong);
    return;
  }

  summary?.remove();
  const all = files.reduce((sum, file) => sum + file.size, 0);
  const box = make("div", "progress");
  const head = make("div", "spread");
  const amount = make("span", "line", fill(words.of, size(0), size(all)));
  head.append(make("b", "", words.sending), amount);
  const bar = make("progress");
  bar.max = Math.max(1, all);
  bar.value = 0;
  bar.setAttribute("aria-label", words.sending);
  const status = make("p", "line", words.stay);
  status.setAttribute("role", "status");
  const stop = make("button", "btn btn-small", words.stop);
  stop.type = "button";
  box.append(head, bar, status, stop);

  const request = new XMLHttpRequest();
  const body = new FormData(form);
  const over = () => {
    box.remove();
    form.hidden = false;
  };
  request.upload.addEventListener("progress", event => {
    const sent = Math.min(all, event.loaded);
    bar.value = sent;
    amount.textContent = fill(words.of, size(sent), size(all));
    if (event.loaded >= event.total) status.textContent = words.saving;
  });
  request.addEventListener("load", () => {
    let answer;
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      answer = undefined;
    }
    if (answer?.go) {
      window.location.assign(answer.go);
    } else if (answer?.problems) {
      over();
      problems(answer.problems, answer.kept);
    } else if (request.status >= 400 && request.status !== 401) {
      over();
      problems([words.cut]);
    } else {
      // The session ended meanwhile: asking for the page anew leads to sign-in and back here.
      window.location.reload();
    }
  });
  request.addEventListener("error", () => {
    over();
    problems([words.cut]);
  });
  request.addEventListener("abort", over);
  stop.addEventListener("click", () => request.abort());

  form.hidden = true;
  form.after(box);
  stop.focus();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
}

form?.addEventListener("submit", event => {
  event.preventDefault();
  send();
});
