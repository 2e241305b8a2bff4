// The camera gives one picture at a time: they are gathered here, seen, thrown away again by a tap, and sent together.
(() => {
  "use strict";
  const form = document.querySelector("form[data-snap]");
  const album = form.querySelector("[data-album]"), camera = form.querySelector("[data-camera]");
  const list = form.querySelector("[data-shots]"), button = form.querySelector("[data-hand-in]"), shoot = form.querySelector("[data-more]");
  let shots = [];
  const plain = button.textContent, first = shoot.textContent;
  const show = () => {
    list.hidden = !shots.length;
    list.replaceChildren(...shots.map((shot, at) => {
      const item = document.createElement("li"), away = document.createElement("button");
      away.type = "button"; away.className = "linkish small"; away.textContent = list.dataset.away;
      away.setAttribute("aria-label", `${list.dataset.away} ${at + 1} ${shot.file.name}`);
      away.addEventListener("click", () => { shots = shots.filter((one) => one !== shot); show(); });
      if (shot.seen) { const picture = document.createElement("img"); picture.src = shot.seen; picture.alt = `${at + 1}`; item.append(picture); } else { const name = document.createElement("span"); name.className = "small"; name.textContent = shot.file.name; item.append(name); }
      item.append(away);
      return item;
    }));
    button.textContent = shots.length ? button.dataset.handIn.replace("#", shots.length) : plain;
    shoot.textContent = shots.length ? shoot.dataset.more : first;
  };
  const take = (input) => {
    for (const file of input.files) {
      const shot = { file, seen: "" };
      shots.push(shot);
      if (!file.type.startsWith("image/")) continue;
      const reader = new FileReader();
      reader.addEventListener("load", () => { shot.seen = reader.result; show(); });
      reader.readAsDataURL(file);
    }
    input.value = "";
    show();
  };
  for (const input of [album, camera]) input.addEventListener("change", () => take(input));
  form.addEventListener("submit", (event) => {
    event.preventDefault(); event.stopPropagation();
    if (!shots.length) { camera.click(); return; }
    button.disabled = true;
    window.zfUpload(form, shots.map((one) => one.file)).then((ids) => { button.disabled = false; if (ids.length) shots = []; });
  });
})();
