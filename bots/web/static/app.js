// Small helps on top of pages that work without them: the form token for htmx, keys in the queue, boxes, undo, files.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const token = document.body.dataset.csrf || "";
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["x-csrf"] = token; });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (event.detail.successful && form.matches && form.matches("form[data-reset]")) { form.reset(); form.querySelector("textarea, input:not([type=hidden])").focus(); }
    const failed = form.querySelector && form.querySelector("[data-unreached]");
    if (failed) failed.hidden = event.detail.successful;
  });

  // A conversation that began has an address: the language form comes back to it.
  document.addEventListener("htmx:replacedInHistory", () => each("input[name=back]", (field) => { field.value = location.pathname; }));

  // While an answer is on its way, what is being looked at.
  document.addEventListener("htmx:beforeSend", (event) => {
    const { xhr, elt } = event.detail;
    const told = elt.querySelector && elt.querySelector("[data-step]");
    if (!told) return;
    const plain = (text) => new DOMParser().parseFromString(text, "text/html").documentElement.textContent;
    xhr.addEventListener("progress", () => {
      const steps = [...xhr.responseText.matchAll(/<!--step:(.*?)-->/g)];
      if (steps.length) told.textContent = `${told.dataset.step} ${plain(steps[steps.length - 1][1])}`;
    });
    xhr.addEventListener("loadend", () => { told.textContent = told.dataset.step; });
  });

  // A form is sent once however often it is pressed; one that takes long says so.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("hx-post") || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    const button = form.querySelector("button");
    if (form.dataset.wait && button) { button.textContent = form.dataset.wait; button.setAttribute("aria-busy", "true"); }
  });
  window.addEventListener("pageshow", () => each("form[data-sent]", (form) => { delete form.dataset.sent; }));

  // Keys never fire while somebody types, nor while an input method composes.
  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");
  const follow = (selector) => { const link = document.querySelector(selector); if (link) link.click(); return Boolean(link); };
  const nextUnsure = () => {
    const rows = [...document.querySelectorAll(".f")].filter((row) => row.querySelector(".word.look, .word.needs"));
    const targets = rows.map((row) => row.querySelector("input:not([type=hidden]), button, a")).filter(Boolean);
    if (!targets.length) return false;
    targets[(targets.findIndex((one) => one === document.activeElement) + 1) % targets.length].focus();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || document.querySelector("dialog[open]")) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.repeat) {  // a held key acts once: not again on the page that comes next, either
      if (event.key === "Enter" && (command || !event.target.closest("textarea, input, select, [contenteditable]"))) event.preventDefault();
      return;
    }
    let done = false;
    if (command && event.key.toLowerCase() === "k") done = follow(".bar .find");
    else if (command && event.key === "Enter") {
      const own = event.target.closest && event.target.closest("form");
      done = own && own.querySelector("textarea, input:not([type=hidden])") ? (own.requestSubmit(), true) : follow("form[data-primary] .btn.primary");
    } else if (!typing(event.target) && !command && !event.altKey) {
      if (event.key === "j") done = follow("[data-next]");
      if (event.key === "k") done = follow("[data-previous]");
      if (event.key === "n") done = nextUnsure();
    }
    if (done) event.preventDefault();
  });

  // The field in focus and its box light up together; the loupe moves to it.
  const around = (box, size) => {
    const width = size[0] * 0.5, height = Math.max(size[0] * 0.11, (box[3] - box[1]) * 3);
    const left = Math.min(Math.max(box[0] - width * 0.12, 0), size[0] - width);
    const top = Math.min(Math.max((box[1] + box[3] - height) / 2, 0), Math.max(size[1] - height, 0));
    return [left, top, width, height].map((value) => value.toFixed(1)).join(" ");
  };
  const numbers = (text) => text.trim().split(/\s+/).map(Number);
  const light = (name, on) => {
    each(`[data-field="${CSS.escape(name)}"]`, (element) => element.classList.toggle("is-on", on));
    const loupe = document.querySelector("[data-loupe]");
    const mark = loupe && loupe.querySelector(`[data-field="${CSS.escape(name)}"][data-box]`);
    if (!on || !mark) return;
    loupe.setAttribute("viewBox", around(numbers(mark.dataset.box), numbers(loupe.dataset.loupe)));
    const row = document.querySelector(`.f[data-field="${CSS.escape(name)}"]`), label = document.querySelector("[data-loupe-name] span");
    if (row && label) label.textContent = `${row.querySelector(".i").textContent} ${row.querySelector(".k").textContent}`;
  };
  for (const [name, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
    document.addEventListener(name, (event) => { const field = event.target.closest && event.target.closest("[data-field]"); if (field) light(field.dataset.field, on); });
  }

  // The undo bar counts down and stops under pointer or focus; when it is over its own page shows what was posted.
  each("[data-undo-until]", (bar) => {
    const seconds = bar.querySelector("[data-seconds]");
    const until = Date.parse(bar.dataset.undoUntil);
    const tick = () => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      if (seconds) seconds.textContent = String(left);
      if (left > 0) setTimeout(tick, 250);
      else if (bar.matches(":hover, :focus-within")) setTimeout(tick, 500);
      else if (bar.dataset.after) setTimeout(() => location.assign(bar.dataset.after), 1500);
      else (bar.closest("section") || bar).remove(); // what was undone from the next paper's page: that page stays
    };
    tick();
  });

  // Pages that wait for a reader look again by themselves.
  const waiting = document.querySelector("[data-poll]");
  if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.poll) || 1500);
  each("[data-print]", (button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });

  // Files: dropped anywhere on the tray, or chosen; the form sends itself.
  each("form[data-drop]", (form) => {
    const input = form.querySelector("input[type=file]");
    const send = () => { if (input.files.length > 1 && window.zfUpload) window.zfUpload(form, [...input.files]); else if (input.files.length) form.requestSubmit(); };
    input.addEventListener("change", send);
    for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("is-over"); });
    for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("is-over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; send(); return; }
      const sample = event.dataTransfer.getData("text/x-sample");
      if (sample) document.getElementById(`sample-${sample}`).requestSubmit();
    });
  });
  each("[data-sample]", (button) => button.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/x-sample", button.dataset.sample)));
})();
