// The report follows the choices: when one changes, the same form is sent and the part that shows the report is put in
// place of the old one. Without this the button does it. Nothing is parsed as markup by hand (Trusted Types): the
// browser itself reads the answer as a document, in which no script runs.

const form = document.getElementById("choices");
const busy = document.getElementById("busy");
let sent;

function swap(from, id) {
  const next = from.getElementById(id);
  const here = document.getElementById(id);
  if (next && here) here.replaceWith(document.adoptNode(next));
}

function look(changed, section) {
  sent?.abort();
  const request = sent = new XMLHttpRequest();
  const data = new FormData(form);
  if (section !== undefined) data.set("Input.Section", section);
  request.open("POST", form.action);
  request.responseType = "document";
  request.onload = () => {
    busy.textContent = "";
    const answer = request.response;
    if (request.status !== 200 || !answer?.getElementById("look")) {
      busy.textContent = form.dataset.failed;
      return;
    }

    // A box she writes in stays hers; everything else follows.
    const writing = changed?.closest?.("#answers") || document.getElementById("answers")?.contains(document.activeElement);
    const parts = writing ? ["look", "make", "kept", "problems"] : ["look", "make", "kept", "problems", "answers"];
    for (const part of parts) swap(answer, part);
    const fresh = answer.querySelector("[name='Input.Request']");
    if (fresh) form.elements["Input.Request"].value = fresh.value;
  };
  request.onerror = () => { busy.textContent = form.dataset.failed; };
  busy.textContent = form.dataset.busy;
  request.send(data);
}

if (form) {
  document.getElementById("show").hidden = true;
  form.addEventListener("change", event => look(event.target, 1));
  document.addEventListener("submit", event => {
    const button = event.submitter;
    if (event.target !== form || button?.name !== "Input.Section") return;
    event.preventDefault();
    look(form, button.value);
  });
}
