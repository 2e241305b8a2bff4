// Many at once: the button says how many are ticked and their sum, in whole minor units so that nothing is rounded.
(() => {
  "use strict";
  const form = document.querySelector("form[data-together]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[name=chosen]")];
  const all = form.querySelector("[data-all]"), every = all.querySelector("input");
  const button = form.querySelector("button"), count = form.querySelector("[data-count]"), total = form.querySelector("[data-total] .money");
  const unit = total.querySelector(".cur");
  const places = (total.textContent.split(".")[1] || "").length;
  const grouped = (minor) => {
    const digits = minor.toString().padStart(places + 1, "0"), whole = digits.slice(0, digits.length - places);
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (places ? `.${digits.slice(-places)}` : "");
  };
  const show = () => {
    const ticked = boxes.filter((one) => one.checked);
    count.textContent = count.dataset.words.replace("#", ticked.length);
    total.replaceChildren(...(unit ? [unit] : []), grouped(ticked.reduce((sum, one) => sum + BigInt(one.dataset.minor), 0n)));
    button.disabled = !ticked.length;
    every.checked = ticked.length === boxes.length;
    every.indeterminate = Boolean(ticked.length) && !every.checked;
  };
  all.hidden = false;
  every.addEventListener("change", () => { for (const one of boxes) one.checked = every.checked; show(); });
  for (const one of boxes) one.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
})();
