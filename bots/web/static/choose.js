// A word on the picture is chosen by a click, and lights up with its row of the list; the list does the same by keyboard.
(() => {
  "use strict";
  const form = document.querySelector("form[data-choose]");
  if (!form) return;
  const list = form.elements.word;
  const boxes = [...document.querySelectorAll("[data-word]")];
  const light = () => boxes.forEach((box) => box.classList.toggle("focus", box.dataset.word === list.value));
  boxes.forEach((box) => box.addEventListener("click", () => { list.value = box.dataset.word; light(); form.requestSubmit(); }));
  list.addEventListener("change", light);
  light();
})();
