// The grid of lines, better with a keyboard: Enter to the next cell, = balances, .. repeats the memo above, Esc leaves.
// What was typed is kept in this tab until it is used, and comes back when the page is opened again in any language.
(() => {
  "use strict";
  const form = document.querySelector("form[data-lines]");
  if (!form) return;
  const places = Number(form.dataset.places);
  const key = `zf-keep:lines-${form.dataset.lines}`;
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  const cells = () => [...form.querySelectorAll("[data-cell]")].filter((one) => one.offsetParent !== null);
  const rows = () => [...form.querySelectorAll(".ln")];
  const minor = (text) => {  // exact: digits only, never a float
    const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/.exec(text.normalize("NFKC").replace(/[\s¥]/g, ""));
    if (!match || (match[3] || "").length > places) return null;
    const value = BigInt(match[2].replaceAll(",", "") + (match[3] || "").padEnd(places, "0"));
    return match[1] ? -value : value;
  };
  const shown = (value) => {
    const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places), rest = digits.slice(digits.length - places);
    return `${value < 0n ? "-" : ""}${whole}${places ? `.${rest}` : ""}`;
  };
  const amount = (row) => row.querySelector("[data-cell=amount]");
  const sums = (without) => {
    const sum = { debit: 0n, credit: 0n, sure: true };
    rows().forEach((row) => {
      if (row === without) return;
      const value = minor(amount(row).value);
      if (value === null) sum.sure = false; else sum[row.querySelector("[data-cell=side]").value] += value;
    });
    return sum;
  };
  const total = () => {
    const sum = sums(), say = (name, text) => { const one = form.querySelector(`[data-${name}]`); if (one) one.textContent = text; };
    say("debit", shown(sum.debit)); say("credit", shown(sum.credit)); say("difference", shown(sum.debit - sum.credit));
    const gap = form.querySelector("[data-gap]");
    if (gap) { gap.classList.toggle("bad", sum.debit !== sum.credit); gap.classList.toggle("good", sum.debit === sum.credit); }
  };
  const save = () => {
    if (!store) return;
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrf" && name !== "digest");
    store.setItem(key, JSON.stringify({ digest: form.dataset.digest, fields }));
  };
  const forget = () => { if (store) store.removeItem(key); };

  // Typed before and left, or the language was changed: the server shows it again, row by row.
  const kept = store && JSON.parse(store.getItem(key) || "null");
  if (kept && "fresh" in form.dataset && kept.digest === form.dataset.digest) {
    form.querySelectorAll(".lnrows input, .lnrows select").forEach((one) => { one.disabled = true; });
    [...kept.fields, ["do", "show"]].forEach(([name, value]) => {
      const hidden = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      form.append(hidden);
    });
    forget();
    HTMLFormElement.prototype.submit.call(form);
    return;
  }
  if ("fresh" in form.dataset) forget(); else save();

  form.addEventListener("input", (event) => {
    const cell = event.target;
    if (cell.dataset.cell === "memo" && cell.value === "..") {
      const above = cell.closest(".ln").previousElementSibling;
      if (above && above.matches(".ln")) cell.value = above.querySelector("[data-cell=memo]").value;
    }
    total(); save();
  });
  form.addEventListener("submit", (event) => { if (event.submitter && event.submitter.value === "save") forget(); });
  form.querySelectorAll("a[data-leave]").forEach((one) => one.addEventListener("click", forget));
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = event.target;
    if (event.key === "Escape") { location.assign(form.dataset.leave); return; }
    if (!form.contains(cell) || !cell.matches("[data-cell]")) return;
    if (event.key === "=" && cell.dataset.cell === "amount") {
      const row = cell.closest(".ln"), sum = sums(row), gap = sum.credit - sum.debit;
      if (!sum.sure || gap === 0n) return;  // the page says why when it is sent
      cell.value = shown(row.querySelector("[data-cell=side]").value === "debit" ? gap : -gap);
      event.preventDefault(); cell.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (event.key === "Enter") {
      const all = cells(), next = all[all.indexOf(cell) + (event.shiftKey ? -1 : 1)] || form.querySelector(".btn.primary");
      next.focus(); if (next.select) next.select();
      event.preventDefault();
    }
  });
  const first = document.querySelector("[data-faults]") ? form.querySelector("[aria-invalid]") : form.querySelector("[data-first]");
  if (first) (first.matches("input, select") ? first : first.querySelector("input")).focus();
})();
