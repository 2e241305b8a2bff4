// Many files at once: each is sent by itself, two at a time, and shows how far it is; then the page of their reading opens.
(() => {
  "use strict";
  const AT_ONCE = 2;
  const row = (list, name) => {
    const item = document.createElement("li"), title = document.createElement("span"), bar = document.createElement("progress"), word = document.createElement("span");
    title.textContent = name; title.className = "n"; bar.className = "bar-progress"; bar.max = 1; bar.value = 0; word.className = "tiny soft";
    bar.setAttribute("aria-label", name);
    item.append(title, word, bar); list.append(item);
    return { bar, word, item };
  };
  // HEIC, as iPhones take it, cannot be read here: a browser that can show it (Safari) makes it a JPEG; another sends it as
  // it is, and the answer says what to do.
  const HEIC = /\.(heic|heif)$/i;
  const readable = async (file) => {
    if (!HEIC.test(file.name) && !/^image\/hei[cf]/.test(file.type)) return file;
    try {
      const seen = await createImageBitmap(file), sheet = document.createElement("canvas");
      sheet.width = seen.width; sheet.height = seen.height;
      sheet.getContext("2d").drawImage(seen, 0, 0);
      const made = await new Promise((done) => sheet.toBlob(done, "image/jpeg", 0.92));
      return made ? new File([made], file.name.replace(HEIC, "") + ".jpg", { type: "image/jpeg" }) : file;
    } catch { return file; }
  };
  const one = (form, file, shown) => new Promise((done) => {
    const asked = new XMLHttpRequest(), body = new FormData();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    body.append("file", file, file.name);
    shown.word.textContent = form.dataset.sending;
    asked.upload.addEventListener("progress", (event) => { if (event.lengthComputable) shown.bar.value = event.loaded / event.total; });
    asked.addEventListener("load", () => {
      let said = {};
      try { said = JSON.parse(asked.responseText); } catch { /* a page, as when the session ended: counted as lost */ }
      shown.bar.value = 1; shown.bar.hidden = true;
      shown.word.textContent = said.document ? form.dataset.sentWords : said.why || form.dataset.lost;
      shown.item.classList.toggle("bad", !said.document);
      done(said.document || "");
    });
    asked.addEventListener("error", () => { shown.bar.hidden = true; shown.word.textContent = form.dataset.lost; shown.item.classList.add("bad"); done(""); });
    asked.open("POST", form.dataset.one); asked.send(body);
  });
  window.zfUpload = async (form, files) => {
    const list = form.querySelector(".uploads");
    list.hidden = false; list.replaceChildren();
    form.setAttribute("aria-busy", "true");
    const stay = (event) => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    const rows = files.map((file) => row(list, file.name)), taken = files.map(() => "");
    let next = 0;
    const lane = async () => { while (next < files.length) { const at = next++; taken[at] = await one(form, await readable(files[at]), rows[at]); } };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    window.removeEventListener("beforeunload", stay);
    form.removeAttribute("aria-busy");
    const ids = taken.filter(Boolean);
    if (!ids.length) return ids;  // why not stands beside each
    const bad = files.filter((_, at) => !taken[at]).map((file) => `&bad=${encodeURIComponent(`lost~${file.name}`)}`).join("");
    location.assign(`/documents?ids=${ids.join(",")}${bad}`);
    return ids;
  };
})();
