// The shell: moves between pages without leaving a trail, closes at once, reads aloud, saves itself.
"use strict";
(() => {
  const body = document.body, up = body.dataset.up, version = body.dataset.version;
  const held = document.getElementById("pages");
  const starts = {}, trail = [];
  const NEEDS = { offer: ["wages", "check", "offer"], owed: ["wages", "place", "owed"], notes: ["calc", "notes"], pass: ["qr", "pass"] };
  const $ = (id) => document.getElementById(id);
  const words = () => JSON.parse((document.getElementById("words") || { textContent: "{}" }).textContent);

  const daybook = (window.daybook = {
    up, version, words, fill, tell, show, script,
    page(name, start) { starts[name] = start; if (current() === name) start(main()); },
    data(name) {
      const inline = $("data-" + name);
      if (inline) return Promise.resolve(JSON.parse(inline.textContent));
      return fetch(up + "data/" + name + ".json?" + version).then((r) => { if (!r.ok) throw Error(name); return r.json(); });
    },
    read,
  });

  function main() { return $("main"); }
  function current() { return main().dataset.script; }
  function tell(text) { $("told").textContent = text; }

  // Puts a text with [negations] and {placeholders} into an element.
  function fill(element, text, values = {}) {
    element.textContent = "";
    for (const piece of text.replace(/\{([a-z_]+)\}/g, (all, name) => (name in values ? values[name] : all)).split(/(\[[^\[\]]+\])/)) {
      if (piece.startsWith("[")) {
        const bold = document.createElement("b");
        bold.className = "no";
        bold.textContent = piece.slice(1, -1);
        element.append(bold);
      } else element.append(piece);
    }
    return element;
  }

  // --- Moving between pages: one entry in the browser's history, whatever is read.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.protocol === "tel:") return;
    const href = link.getAttribute("href");
    if (/^[a-z]+:/.test(href)) return;
    event.preventDefault();
    trail.push(location.href.split("#")[0] + (held ? "#" + current_path() : ""));
    go(href);
  });
  function current_path() { return main().dataset.path || ""; }
  async function go(href) {
    stopTalking();
    if (held) return swap((await read(href)).cloneNode(true), href);
    const url = new URL(href, location.href);
    try {
      const page = (await read(href)).ownerDocument;
      if (page.documentElement.lang !== document.documentElement.lang) return location.replace(url);
      history.replaceState(null, "", url);
      for (const id of ["words"]) if (page.getElementById(id)) $(id).replaceWith(page.getElementById(id));
      swap(page.getElementById("main"), href);
    } catch { location.replace(url); }
  }
  // The main part of another page.
  async function read(href) {
    const address = href.split("#")[0];
    if (held) return held.content.querySelector('[data-path="' + CSS.escape(address.split("/").pop()) + '"]');
    const answer = await fetch(address);
    if (!answer.ok) throw Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  }
  function swap(fresh, href) {
    main().replaceWith(fresh);
    tell("");
    begin();
    const anchor = href.split("#")[1];
    const target = anchor && $(anchor);
    if (target) target.scrollIntoView(); else { scrollTo(0, 0); fresh.focus({ preventScroll: true }); }
  }
  $("back").addEventListener("click", () => {
    const before = steps.at > 0 ? null : trail.pop();
    if (steps.at > 0) return turn(steps.at - 1);
    if (before) go(held ? before.split("#")[1] : before);
  });

  // --- One question a screen. Without this script, all of them stand below each other.
  const steps = { all: [], at: 0 };
  function begin() {
    steps.all = [...main().querySelectorAll(".step")];
    for (const button of main().querySelectorAll("[data-next]")) {
      button.hidden = false;
      button.addEventListener("click", () => { if (valid(button)) turn(steps.at + 1); });
    }
    for (const button of main().querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => { for (const one of main().querySelectorAll("details")) one.open = true; print(); });
    }
    turn(0, true);
    if (main().querySelector("#erase")) about();
    const name = current();
    if (!name) return;
    if (starts[name]) return starts[name](main());
    if (held) return;
    for (const file of NEEDS[name] || [name]) script(file).catch(() => {});
  }
  function script(file) {
    return new Promise((onload, onerror) => document.head.append(Object.assign(
      document.createElement("script"), { src: up + file + ".js?" + version, async: false, onload, onerror })));
  }
  function valid(button) {
    const field = button.closest(".step").querySelector("input,select,textarea");
    return !field || field.reportValidity();
  }
  // The Enter key of a phone sends the whole form: before the last question it means "next".
  document.addEventListener("submit", (event) => {
    const step = steps.all[steps.at], next = step && step.querySelector("[data-next]");
    if (!next && (!step || valid(step.firstElementChild))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (next) next.click();
  }, true);
  function turn(to, first) {
    if (!steps.all.length) { steps.at = 0; return back(); }
    const wanted = (n) => !steps.all[n] || !steps.all[n].dataset.skip;
    const way = to < steps.at ? -1 : 1;
    while (!wanted(to)) to += way;
    steps.at = Math.min(Math.max(to, 0), steps.all.length - 1);
    steps.all.forEach((step, n) => { step.hidden = n !== steps.at; });
    if (!first) {
      const field = steps.all[steps.at].querySelector("input,select,textarea,h2");
      if (field) { if (field.matches("h2")) field.tabIndex = -1; field.focus(); }
      scrollTo(0, 0);
    }
    back();
  }
  function show(section) { steps.all.forEach((step) => { step.hidden = true; }); section.hidden = false; section.tabIndex = -1; section.focus({ preventScroll: true }); scrollTo(0, 0); back(); }
  function back() { $("back").hidden = !(trail.length || steps.at > 0); }
  daybook.turn = turn;

  // --- Close: cover the screen in the same frame, then put a calculator in this page's place.
  function leave(to) {
    const cover = document.createElement("div");
    cover.className = "cover";
    body.replaceChildren(cover);
    document.title = "";
    location.replace(to || (held ? "about:blank" : up + "calc.html"));
  }
  $("close").addEventListener("click", () => leave());
  let pressed = [];
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift") { pressed = []; return; }
    pressed = [...pressed.filter((time) => event.timeStamp - time < 5000), event.timeStamp];
    if (pressed.length >= 3) leave();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) leave(); });

  // --- Read aloud, by voices that are on the phone; none other is asked.
  const talk = window.speechSynthesis;
  function voice() {
    const tag = document.documentElement.lang;
    return talk && talk.getVoices().find((one) => one.localService && one.lang.toLowerCase().split(/[-_]/)[0] === tag);
  }
  function offerVoice() { $("listen").hidden = !voice(); }
  function stopTalking() { if (talk) talk.cancel(); $("listen").setAttribute("aria-pressed", "false"); }
  if (talk) {
    offerVoice();
    talk.addEventListener("voiceschanged", offerVoice);
    const label = $("listen").textContent;
    $("listen").addEventListener("click", () => {
      if (talk.speaking) { stopTalking(); $("listen").textContent = label; return; }
      const said = new SpeechSynthesisUtterance(main().innerText);
      said.voice = voice();
      said.lang = said.voice.lang;
      said.rate = 0.9;
      said.onend = () => { $("listen").textContent = label; };
      $("listen").textContent = $("listen").dataset.stop;
      talk.speak(said);
    });
  }

  // --- Save for use without a network; erase.
  const worker = navigator.serviceWorker;
  function about() {
    const erase = $("erase"), all = $("all-languages");
    erase.hidden = false;
    erase.addEventListener("click", wipe);
    if (worker && worker.controller && all) {
      all.hidden = false;
      all.addEventListener("click", () => worker.controller.postMessage("all"));
    }
  }
  // The worker first: what it is about to save would come back.
  let erased = false;
  async function wipe() {
    erased = true;
    const steps = [
      async () => { for (const one of (await worker?.getRegistrations()) || []) { await stopped(one.active); await one.unregister(); } },
      async () => { for (const name of await caches.keys()) await caches.delete(name); },
      async () => { for (const { name } of (await indexedDB.databases?.()) || [{ name: "daybook" }]) await removed(name); },
      () => localStorage.clear(),
      () => sessionStorage.clear(),
    ];
    for (const step of steps) await Promise.resolve().then(step).catch(() => {});
    leave("about:blank");
  }
  function stopped(active) {
    return active && new Promise((done) => {
      const line = new MessageChannel();
      line.port1.onmessage = done;
      setTimeout(done, 3000);
      active.postMessage("erase", [line.port2]);
    });
  }
  function removed(name) {
    return new Promise((done) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: done, onblocked: done }));
  }
  if (worker && !held) {
    worker.addEventListener("message", (event) => {
      const said = words();
      if (event.data === "saved") fill($("told"), said.offline_ready || "");
      if (event.data === "failed") fill($("told"), said.offline_partly || "");
    });
    addEventListener("load", () => {
      worker.register(up + "sw.js").then(async (one) => {
        one.addEventListener("updatefound", () => {
          if (worker.controller) fill($("told"), words().new_version || "");
        });
        const ready = await worker.ready;
        if (!erased) ready.active.postMessage(document.documentElement.lang);
      }).catch(() => {});
    });
  }
  begin();
})();
