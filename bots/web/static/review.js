// The clerk's page: a field and its box together, a word on the page put into the field, all keys in a list.
(() => {
  "use strict";
  const clear = (selector, name) => document.querySelectorAll(selector).forEach((one) => one.classList.remove(name));
  const told = document.querySelector("[data-picking]");

  const chosen = (name) => {
    clear(".is-chosen", "is-chosen");
    document.querySelectorAll(`[data-field="${CSS.escape(name)}"]`).forEach((one) => one.classList.add("is-chosen"));
    const mark = document.querySelector(`svg.page g[data-field="${CSS.escape(name)}"]`);
    if (mark) mark.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const leave = () => {
    const there = document.querySelector("svg.page g.choose");
    document.querySelectorAll("svg.page g.choose, form[data-picked]").forEach((one) => one.remove());
    if (told) told.hidden = true;
    return Boolean(there);
  };
  let asked = 0;
  const offer = async (path, label) => {
    const mine = ++asked;
    leave();
    const answer = await fetch(path, { headers: { accept: "text/html" } }).catch(() => null);
    if (mine !== asked) return;  // another field was clicked meanwhile
    const found = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = found && found.querySelector("form[data-choose]"), theirs = found && found.querySelector("svg.choose");
    const here = form && document.querySelector(`svg.page[data-page="${CSS.escape(form.elements.page.value)}"]`);
    if (!here || !here.getClientRects().length) { location.assign(path); return; }  // that page says why, or is wide enough
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    group.setAttribute("class", "choose");
    group.setAttribute("transform", `scale(${here.viewBox.baseVal.width / theirs.viewBox.baseVal.width})`);
    const sent = document.importNode(form, true);
    sent.hidden = true; sent.dataset.picked = "yes";
    const put = (word) => { sent.elements.word.value = word; sent.requestSubmit(); };
    theirs.querySelectorAll("[data-word]").forEach((one) => {
      const box = document.importNode(one, true);
      box.setAttribute("tabindex", "0"); box.setAttribute("role", "button"); box.setAttribute("aria-label", one.textContent);
      box.addEventListener("click", () => put(one.dataset.word));
      box.addEventListener("keydown", (event) => { if ((event.key === "Enter" || event.key === " ") && !event.repeat) { event.preventDefault(); put(one.dataset.word); } });
      group.append(box);
    });
    here.append(group); document.body.append(sent);
    if (told) { told.textContent = told.dataset.words.replace("#", label); told.hidden = false; }
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !event.target.closest) return;
    const link = event.target.closest("a.pick");
    const row = event.target.closest(".f[data-field], svg.page g[data-field]");
    if (link) {
      event.preventDefault();
      const own = link.closest(".f[data-field]");
      if (own) chosen(own.dataset.field);
      offer(link.getAttribute("href"), own ? own.querySelector(".k").textContent : link.textContent);
    } else if (row && !event.target.closest("button, input, a:not(.i)")) {
      event.preventDefault();
      chosen(row.dataset.field);
      const field = document.querySelector(`.f[data-field="${CSS.escape(row.dataset.field)}"]`);
      if (field && field.dataset.pick && document.querySelector("svg.page").getClientRects().length) offer(field.dataset.pick, field.querySelector(".k").textContent);
    }
  });

  const list = document.querySelector("[data-keys]");
  const typing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");
  document.querySelectorAll("[data-keys-open]").forEach((one) => one.addEventListener("click", () => list.showModal()));
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.repeat) return;
    if (event.key === "Escape") { if (!leave() && typing(event.target)) event.target.blur(); return; }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || list.open) return;
    if (event.key === "?") { list.showModal(); event.preventDefault(); }
    const choices = /^[1-9]$/.test(event.key) && document.querySelector(".f .chips:not(.offers)");
    const chip = choices && choices.querySelectorAll("button")[Number(event.key) - 1];
    if (chip) { chip.click(); event.preventDefault(); }
  });

  // The cursor is in the field that needs somebody; not on a phone, where it would open the keyboard over the page.
  const first = [...document.querySelectorAll(".f")].find((row) => row.querySelector(".word.needs"));
  const cell = first && first.querySelector("input:not([type=hidden]), button");
  if (cell && window.matchMedia("(pointer: fine)").matches && !new URLSearchParams(location.search).has("field")) cell.focus({ preventScroll: true });
})();
