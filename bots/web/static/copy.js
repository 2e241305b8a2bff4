// A text to send elsewhere is copied by its button, which says that it was.
(() => {
  "use strict";
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = button.closest(".ask").querySelector("textarea");
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    button.querySelector("[data-word]").textContent = button.dataset.copy;
  });
})();
