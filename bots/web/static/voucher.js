// A voucher by keyboard: Enter to the cell that comes next, = balances, - makes red, * works out, .. repeats the memo above, cells of
// Excel are pasted as rows. What was typed is kept in this tab until it is handed in, and comes back after a reload.
(() => {
  "use strict";
  const form = document.querySelector("form[data-voucher]");
  if (!form) return;
  const places = Number(form.dataset.places), key = `zf-keep:voucher-${form.dataset.voucher}`;
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  const rows = () => [...form.querySelectorAll(".lnrows .ln")];
  const at = (row, name) => row.querySelector(`[data-cell=${name}]`);
  const own = (cell) => (/^(\D+?)-\d+$/.exec(cell.name) || [])[1];
  const minor = (text) => {  // exact: digits only, never a float
    const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/.exec(text.normalize("NFKC").replace(/[\s¥]/g, ""));
    if (!match || (match[3] || "").length > places) return null;
    const value = BigInt(match[2].replaceAll(",", "") + (match[3] || "").padEnd(places, "0"));
    return match[1] ? -value : value;
  };
  const shown = (value) => {
    const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
    return `${value < 0n ? "-" : ""}${digits.slice(0, digits.length - places)}${places ? `.${digits.slice(digits.length - places)}` : ""}`;
  };
  const sums = (without) => {
    const sum = { debit: 0n, credit: 0n, sure: true };
    rows().forEach((row) => ["debit", "credit"].forEach((side) => {
      const cell = at(row, side);
      if (cell === without || !cell.value.trim()) return;
      const value = minor(cell.value);
      if (value === null) sum.sure = false; else sum[side] += value;
    }));
    return sum;
  };
  const total = () => {
    const sum = sums(), say = (name, text) => { form.querySelector(`[data-${name}]`).textContent = text; };
    say("debit", shown(sum.debit)); say("credit", shown(sum.credit)); say("difference", shown(sum.debit - sum.credit));
    const gap = form.querySelector("[data-gap]");
    gap.classList.toggle("bad", sum.debit !== sum.credit); gap.classList.toggle("good", sum.debit === sum.credit);
  };
  const save = () => {
    if (!store) return;
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrf" && name !== "pasted");
    store.setItem(key, JSON.stringify(fields));
  };
  const forget = () => { if (store) store.removeItem(key); };
  const send = (extra) => {  // the server shows it again, row by row
    extra.forEach(([name, value]) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value })));
    HTMLFormElement.prototype.submit.call(form);
  };

  const kept = store && JSON.parse(store.getItem(key) || "null");
  if (kept && "fresh" in form.dataset) {
    form.querySelectorAll("input:not([name=csrf]), select, textarea").forEach((one) => { one.disabled = true; });
    forget();
    send([...kept, ["do", "show"]]);
    return;
  }
  if (!("fresh" in form.dataset)) save();
  total();

  const options = () => [...document.getElementById("accounts").options];
  const found = (typed) => {  // a code, initials of the whole name or of its last part; one alone is meant
    const text = typed.trim().toLowerCase();
    if (!text) return null;
    const exact = options().filter((one) => one.value.split(" ")[0] === text || one.value === typed.trim());
    if (exact.length) return exact[0];
    const meant = options().filter((one) => one.label.split(" ").includes(text));
    return meant.length === 1 ? meant[0] : null;
  };
  const complete = (cell) => {
    const one = found(cell.value);
    if (!one) return;
    cell.value = one.value;
    const kept = at(cell.closest(".ln"), "currency");  // an account kept in one foreign currency: its columns open
    if (kept && !kept.value && one.dataset.currency) { kept.value = one.dataset.currency; measures().checked = true; }
  };
  const measures = () => form.querySelector("[name=measures]");
  const decimal = (text) => {  // digits and how many of them are after the point
    const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,12}))?$/.exec(text.normalize("NFKC").replace(/[\s¥€£$]/g, ""));
    return match && { digits: BigInt(match[1] + match[2].replaceAll(",", "") + (match[3] || "")), after: (match[3] || "").length };
  };
  const product = (row) => {  // base currency: amount in currency × rate, else quantity × price; null where the page must ask
    const value = (name) => decimal(at(row, name) ? at(row, name).value : "");
    const foreign = at(row, "currency") && at(row, "currency").value.trim();
    const one = value(foreign ? "foreign" : "quantity"), other = value(foreign ? "rate" : "price");
    if (!one || !other) return null;
    const exact = one.digits * other.digits, down = BigInt(one.after + other.after - places);
    if (down <= 0n) return exact * 10n ** -down;
    const half = 10n ** down / 2n, size = exact < 0n ? -exact : exact, whole = (size + half) / 10n ** down;
    return exact < 0n ? -whole : whole;
  };
  const wants = (row) => { const one = found(at(row, "account").value); return one && one.dataset.wants ? one.dataset.wants.split(" ") : []; };
  const more = () => {  // one row below: a copy of the last one, emptied and numbered on
    const last = rows().at(-1), next = last.cloneNode(true), number = rows().length;
    if (number >= 500) return null;
    next.setAttribute("aria-label", last.getAttribute("aria-label").replace(/\d+/, String(number + 1)));
    next.querySelectorAll(".fault").forEach((one) => one.remove());
    next.querySelectorAll("input, select").forEach((one) => {
      const name = own(one), part = one.closest(".lnmeasures");
      if (part) part.classList.remove("used");
      one.removeAttribute("aria-invalid"); one.removeAttribute("aria-describedby");
      if (name) one.name = `${name}-${number}`;
      one.value = one.name === "row" ? String(number) : "";
    });
    const drop = next.querySelector(".lnacts button"); drop.value = `drop:${number}`;
    drop.setAttribute("aria-label", drop.getAttribute("aria-label").replace(/\d+/, String(number + 1)));
    const fold = next.querySelector("details"); fold.open = false;
    last.after(next);
    return next;
  };
  const after = (cell) => {  // the cell a person goes to next
    const row = cell.closest(".ln"), name = own(cell), needs = wants(row);
    const asked = needs.map((code) => row.querySelector(`[name^="${code}-"]`)).filter((one) => one && !one.value);
    if (name === "account") {
      const above = row.previousElementSibling;  // what the line above says of a dimension that must be filled in, to be changed
      needs.forEach((code) => {
        const own = row.querySelector(`[name^="${code}-"]`), its = above && above.querySelector(`[name^="${code}-"]`);
        if (own && !own.value && its) own.value = its.value;
      });
      return measures() && measures().checked ? at(row, "currency") : at(row, "debit");
    }
    if (name === "currency") return at(row, cell.value.trim() ? "foreign" : "quantity");
    const right = { foreign: "rate", rate: "quantity", price: "debit", quantity: cell.value.trim() ? "price" : "debit" }[name];
    if (right) return at(row, right);
    if (name === "debit" && !cell.value.trim()) return at(row, "credit");
    if (name === "debit" || name === "credit") return at(row, "memo");
    if (asked.length) { const fold = asked[0].closest("details"); if (fold) fold.open = true; return asked[0]; }
    const next = row.nextElementSibling || more();
    return next ? at(next, "account") : form.querySelector(".btn.primary");
  };

  form.addEventListener("input", (event) => {
    const cell = event.target;
    if (cell.dataset.cell === "memo" && cell.value === "..") {
      const above = cell.closest(".ln").previousElementSibling;
      if (above) cell.value = at(above, "memo").value;
    }
    total(); save();
  });
  form.addEventListener("change", (event) => { if (event.target.dataset.cell === "account") { complete(event.target); save(); } });
  form.addEventListener("submit", (event) => { if (!event.submitter || ["submit", "propose"].includes(event.submitter.value)) forget(); });
  form.querySelector("a[data-leave]").addEventListener("click", forget);
  form.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!event.target.matches("[data-cell]") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    form.querySelector("[name=pasted]").value = text;
    send([["do", "paste"]]);
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = event.target, side = cell.dataset && cell.dataset.cell, money = side === "debit" || side === "credit";
    if (event.key === "=" && money) {
      const sum = sums(cell), gap = side === "debit" ? sum.credit - sum.debit : sum.debit - sum.credit;
      if (!sum.sure || gap === 0n) return;  // the page says why when it is sent
      cell.value = shown(gap);
    } else if (event.key === "*" && money) {
      const value = product(cell.closest(".ln"));
      if (value === null) return;  // it stays as typed and the page works it out, or says what is missing
      cell.value = shown(value);
    } else if (event.key === "-" && money && minor(cell.value) !== null) {
      cell.value = shown(-minor(cell.value));
    } else if (event.key === "Enter" && cell.matches("[data-cell]")) {
      if (side === "account") complete(cell);
      const next = event.shiftKey ? null : after(cell);
      const all = [...form.querySelectorAll("[data-cell]")].filter((one) => one.offsetParent !== null);
      const to = next || all[all.indexOf(cell) - 1] || cell;
      to.focus(); if (to.select) to.select();
    } else return;
    event.preventDefault();
    if (money || side === "account") cell.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const first = document.querySelector("[data-faults]") ? form.querySelector("[aria-invalid]") : form.querySelector("[name=account-0]");
  if (first) first.focus();
})();
