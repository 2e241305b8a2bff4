// Small helps on top of pages that work without them: the form token for htmx, keys in the queue, boxes, undo, files.
(() => {
  "use strict";
  const token = document.body.dataset.csrf || "";
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["x-csrf"] = token; });

  // Keys never fire while somebody types, nor while an input method composes.
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      const find = document.querySelector(".bar .find");
      if (find) { event.preventDefault(); find.click(); }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const primary = document.querySelector(".qacts .btn.primary, form[data-primary] .btn.primary");
      if (primary) { event.preventDefault(); primary.click(); }
      return;
    }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const go = { j: "[data-next]", k: "[data-previous]" }[event.key];
    if (go) { const link = document.querySelector(go); if (link) { event.preventDefault(); link.click(); } }
    if (event.key === "n") { const field = document.querySelector(".f .word.look, .f .word.needs"); if (field) { event.preventDefault(); field.closest(".f").querySelector("a, input, button").focus(); } }
  });

  // The field in focus and its box on the page light up together.
  const light = (name, on) => document.querySelectorAll(`[data-field="${CSS.escape(name)}"]`).forEach((element) => element.classList.toggle("is-on", on));
  document.addEventListener("mouseover", (event) => { const field = event.target.closest("[data-field]"); if (field) light(field.dataset.field, true); });
  document.addEventListener("mouseout", (event) => { const field = event.target.closest("[data-field]"); if (field) light(field.dataset.field, false); });
  document.addEventListener("focusin", (event) => { const field = event.target.closest("[data-field]"); if (field) light(field.dataset.field, true); });
  document.addEventListener("focusout", (event) => { const field = event.target.closest("[data-field]"); if (field) light(field.dataset.field, false); });

  // The undo bar counts down and stops under pointer or focus; when it is over the page shows what was posted.
  document.querySelectorAll("[data-undo-until]").forEach((bar) => {
    const seconds = bar.querySelector("[data-seconds]");
    const until = Date.parse(bar.dataset.undoUntil);
    const tick = () => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      if (seconds) seconds.textContent = String(left);
      if (left > 0) { setTimeout(tick, 250); return; }
      if (bar.matches(":hover, :focus-within")) { setTimeout(tick, 500); return; }
      setTimeout(() => { location.assign(bar.dataset.after || location.href); }, 1200);
    };
    tick();
  });

  // Pages that wait for a reader look again by themselves.
  const waiting = document.querySelector("[data-poll]");
  if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.poll) || 1500);

  // Files: dropped anywhere on the tray, or chosen; the form sends itself.
  document.querySelectorAll("form[data-drop]").forEach((form) => {
    const input = form.querySelector("input[type=file]");
    input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
    ["dragenter", "dragover"].forEach((name) => form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("is-over"); }));
    ["dragleave", "drop"].forEach((name) => form.addEventListener(name, () => form.classList.remove("is-over")));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; form.requestSubmit(); return; }
      const sample = event.dataTransfer.getData("text/x-sample");
      if (sample) document.getElementById(`sample-${sample}`).requestSubmit();
    });
  });
  document.querySelectorAll("[data-sample]").forEach((button) => button.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/x-sample", button.dataset.sample)));
})();
