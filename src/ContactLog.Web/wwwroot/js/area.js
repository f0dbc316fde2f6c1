// The marked area as a box on the picture: moved and sized with the arrow keys or a pointer. The four number fields
// are the form; without this script they are all there is, and with it they always say what the box says.

const whole = 1000;
const form = document.querySelector("#area");
const drawing = document.querySelector("#marking svg");

if (form && drawing) {
  const fields = ["Left", "Top", "Across", "Down"].map(name => form.elements[name]);
  const make = name => document.createElementNS("http://www.w3.org/2000/svg", name);
  const box = drawing.querySelector(".now") ?? drawing.appendChild(Object.assign(make("rect")));
  box.setAttribute("class", "now");
  const corner = make("rect");
  corner.setAttribute("class", "corner");
  drawing.append(corner);
  drawing.removeAttribute("aria-hidden");
  drawing.removeAttribute("focusable");
  box.setAttribute("tabindex", "0");
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", form.dataset.name);
  const help = document.createElement("p");
  help.className = "hint";
  help.id = "area-keys";
  help.textContent = form.dataset.keys;
  form.prepend(help);
  box.setAttribute("aria-describedby", help.id);
  const said = document.createElement("div");
  said.className = "vh";
  said.setAttribute("role", "status");
  form.append(said);
  document.querySelector("#area-show").hidden = true;

  const clamp = (value, least, most) => Math.min(most, Math.max(least, Math.round(value)));
  let area = [350, 400, 300, 200];

  const draw = () => {
    const [left, top, across, down] = area;
    for (const [name, value] of Object.entries({ x: left, y: top, width: across, height: down })) box.setAttribute(name, value);
    // A handle of the same size on screen whatever the picture's.
    const size = drawing.getBoundingClientRect();
    if (!size.width || !size.height) return; // The picture is not there yet.
    const [w, h] = [22 * whole / size.width, 22 * whole / size.height];
    for (const [name, value] of Object.entries({ x: left + across - w / 2, y: top + down - h / 2, width: w, height: h })) corner.setAttribute(name, value);
  };
  const set = (left, top, across, down) => {
    across = clamp(across, 1, whole);
    down = clamp(down, 1, whole);
    area = [clamp(left, 0, whole - across), clamp(top, 0, whole - down), across, down];
    fields.forEach((field, at) => { field.value = String(area[at] / 10); });
    draw();
  };
  const read = () => {
    const typed = fields.map(field => Math.round(Number(field.value) * 10));
    if (typed.every(Number.isFinite) && typed[2] > 0 && typed[3] > 0) {
      area = [clamp(typed[0], 0, whole - 1), clamp(typed[1], 0, whole - 1), clamp(typed[2], 1, whole), clamp(typed[3], 1, whole)];
      draw();
    }
  };

  for (const field of fields) field.addEventListener("input", read);
  read();
  new ResizeObserver(draw).observe(drawing);

  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  box.addEventListener("keydown", event => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [x, y] = step.map(way => way * (event.altKey ? 1 : 10));
    const [left, top, across, down] = area;
    if (event.shiftKey) set(left, top, Math.min(across + x, whole - left), Math.min(down + y, whole - top));
    else set(left + x, top + y, across, down);
    said.textContent = fields.map(field => `${field.labels[0].textContent.trim()} ${field.value}`).join(", ");
  });

  let drag = null;
  const at = event => {
    const size = drawing.getBoundingClientRect();
    return [(event.clientX - size.left) * whole / size.width, (event.clientY - size.top) * whole / size.height];
  };
  drawing.addEventListener("pointerdown", event => {
    // A finger beside the box scrolls: a picture as tall as the screen must not hold the page fast.
    if (event.button !== 0 || (event.pointerType === "touch" && event.target === drawing)) return;
    event.preventDefault();
    const [x, y] = at(event);
    const [left, top, across, down] = area;
    drag = event.target === corner ? { size: true, x: left, y: top }
      : event.target === box ? { dx: x - left, dy: y - top, across, down }
      : { size: true, x: clamp(x, 0, whole - 1), y: clamp(y, 0, whole - 1) };
    drawing.setPointerCapture(event.pointerId);
    box.focus({ preventScroll: true });
  });
  drawing.addEventListener("pointermove", event => {
    if (!drag) return;
    const [x, y] = at(event).map(value => clamp(value, 0, whole));
    if (drag.size) set(Math.min(drag.x, x), Math.min(drag.y, y), Math.abs(x - drag.x), Math.abs(y - drag.y));
    else set(x - drag.dx, y - drag.dy, drag.across, drag.down);
  });
  drawing.addEventListener("click", event => {
    if (event.pointerType !== "touch" || event.target === box || event.target === corner) return;
    const [x, y] = at(event);
    set(x - area[2] / 2, y - area[3] / 2, area[2], area[3]);
  });
  for (const kind of ["pointerup", "pointercancel"]) drawing.addEventListener(kind, () => { drag = null; });
}
