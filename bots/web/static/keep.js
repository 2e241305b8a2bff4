// What somebody typed stays while the language or the page changes: kept in this tab only, forgotten at the door.
(() => {
  "use strict";
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  if (!store) return;
  const prefix = "zf-keep:";
  if (!document.body.dataset.csrf) {
    Object.keys(store).filter((key) => key.startsWith(prefix)).forEach((key) => store.removeItem(key));
    return;
  }
  const kept = (form) => [...form.elements].filter((field) => field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type));
  const save = (form) => store.setItem(prefix + form.dataset.keep, JSON.stringify(Object.fromEntries(kept(form).map((field) => [field.name, field.value]))));
  document.querySelectorAll("form[data-keep]").forEach((form) => {
    const before = JSON.parse(store.getItem(prefix + form.dataset.keep) || "{}");
    kept(form).forEach((field) => {
      if (!field.value && before[field.name]) {
        field.value = before[field.name];
        const folded = field.closest("details");
        if (folded) folded.open = true;
      }
    });
    form.addEventListener("input", () => save(form));
    form.addEventListener("reset", () => store.removeItem(prefix + form.dataset.keep));
  });
})();
