// Passkeys: a form that names where its ceremony begins asks the authenticator first and sends the answer along.
// The server decides; without JavaScript such a form is sent without an answer, and the server says what is missing.
(() => {
  "use strict";
  const usable = "PublicKeyCredential" in window && window.isSecureContext;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const ask = async (options, make) => {
    const wanted = { ...options, challenge: bytes(options.challenge) };
    if (make) {
      wanted.user = { ...options.user, id: bytes(options.user.id) };
      wanted.excludeCredentials = known(options.excludeCredentials);
      return navigator.credentials.create({ publicKey: wanted });
    }
    wanted.allowCredentials = known(options.allowCredentials);
    return navigator.credentials.get({ publicKey: wanted });
  };

  const written = (credential) => {
    const { response } = credential;
    const said = { clientDataJSON: text(response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) said[name] = text(response[name]);
    }
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: said });
  };

  // What the form holds may be a password: only the token and what names the thing go to where the ceremony begins.
  const asked = (form) => {
    const sent = new URLSearchParams();
    for (const name of ["csrf", "proposal", "digest", "company"]) {
      const field = form.elements.namedItem(name);
      if (field) sent.set(name, field.value);
    }
    return sent;
  };

  const place = (form) => form.querySelector("[data-passkey-said]") || form.closest("section, main, .qacts").querySelector("[data-passkey-said]");
  const say = (form, words) => { const told = place(form); if (told) told.textContent = words; };

  const go = async (form) => {
    const answer = await fetch(form.dataset.passkey, { method: "POST", body: asked(form), headers: { accept: "application/json" } });
    const told = await answer.json();
    if (!answer.ok) return say(form, told.said);
    const credential = await ask(JSON.parse(told.options), form.dataset.make !== undefined);
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "passkey_answer", value: written(credential) });
    form.append(field);
    form.submit();
    return undefined;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.passkey || !usable) return;
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.asking) return;
    form.dataset.asking = "yes";
    say(form, "");
    go(form).catch(() => say(form, form.dataset.said)).finally(() => { delete form.dataset.asking; });
  }, true);

  document.querySelectorAll("[data-origin]").forEach((one) => { one.hidden = !usable || location.origin !== one.dataset.origin; });
  document.querySelectorAll("[data-elsewhere]").forEach((one) => { one.hidden = usable && location.origin === one.dataset.elsewhere; });
})();
