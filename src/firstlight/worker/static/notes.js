// The diary of hours: locked with a number; behind a calculator that is a real one.
"use strict";
(() => {
  const ROUNDS = 310000, LEAST = 6;
  const text = new TextEncoder(), read = new TextDecoder();

  function store(mode, act) {
    return new Promise((done, failed) => {
      const open = indexedDB.open("daybook", 1);
      open.onupgradeneeded = () => open.result.createObjectStore("kept");
      open.onerror = () => failed(open.error);
      open.onsuccess = () => {
        const deal = open.result.transaction("kept", mode);
        const asked = act(deal.objectStore("kept"));
        deal.oncomplete = () => { open.result.close(); done(asked.result); };
        deal.onerror = () => { open.result.close(); failed(deal.error); };
      };
    });
  }
  async function held() {
    const all = (await indexedDB.databases?.()) || [{ name: "daybook" }];
    return all.some((one) => one.name === "daybook") ? store("readonly", (kept) => kept.get("notes")) : undefined;
  }
  async function key(number, salt) {
    const base = await crypto.subtle.importKey("raw", text.encode(number), "PBKDF2", false, ["deriveKey"]);
    const rule = { name: "PBKDF2", salt, iterations: ROUNDS, hash: "SHA-256" };
    return crypto.subtle.deriveKey(rule, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }
  // Rows are padded to a round size, so that the size tells little of how much is written.
  async function keep(lock, salt, rows) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = text.encode(JSON.stringify(rows));
    const padded = new Uint8Array(Math.ceil((plain.length + 1) / 4096) * 4096).fill(32);
    padded.set(plain);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, lock, padded);
    await store("readwrite", (kept) => kept.put({ salt, iv, sealed }, "notes"));
  }
  async function unlock(number) {
    const found = await held();
    if (!found || number.length < LEAST) return null;
    const lock = await key(number, found.salt);
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.iv }, lock, found.sealed);
      return { lock, salt: found.salt, rows: JSON.parse(read.decode(plain)) };
    } catch { return null; }
  }

  function hours(row) {
    const minutes = (at) => { const [h, m] = at.split(":").map(Number); return 60 * h + m; };
    if (!row.from || !row.to) return 0;
    const worked = (minutes(row.to) - minutes(row.from) + 1440) % 1440 - Number(row.break || 0);
    return Math.max(0, worked) / 60;
  }

  daybook.page("notes", (main) => {
    const said = daybook.words();
    const $ = (id) => main.querySelector("#" + id);
    calculator($("calculator"), async (typed) => {
      const open = /^\d+$/.test(typed) ? await unlock(typed) : null;
      if (open) diary(open);
      return Boolean(open);
    });
    held().then((found) => { $("make-diary").hidden = Boolean(found); }, () => {});
    $("new-diary").addEventListener("submit", async (event) => {
      event.preventDefault();
      const number = $("pin").value;
      if (!/^\d+$/.test(number) || number.length < LEAST) return daybook.fill(document.getElementById("told"), said.notes_pin_short, { n: LEAST });
      if (number !== $("pin-again").value) return daybook.fill(document.getElementById("told"), said.notes_pin_differs);
      const salt = crypto.getRandomValues(new Uint8Array(16));
      const lock = await key(number, salt);
      await keep(lock, salt, []);
      $("pin").value = $("pin-again").value = "";
      $("make-diary").hidden = true;
      diary({ lock, salt, rows: [] });
    });

    function diary(open) {
      const place = $("diary");
      $("calculator").hidden = true;
      place.hidden = false;
      const make = (name, inside, more = {}) => {
        const element = Object.assign(document.createElement(name), more);
        if (inside) daybook.fill(element, inside);
        return element;
      };
      const fields = [["day", "date"], ["from", "time"], ["to", "time"], ["break", "number"], ["paid", "text"], ["text", "text"]];
      const form = make("form", "", { autocomplete: "off" });
      for (const [name, type] of fields) {
        const label = make("label", said["notes_" + name]);
        const field = make("input", "", { type, name, id: "note-" + name, autocomplete: "off" });
        label.htmlFor = field.id;
        if (type === "text") field.dir = "auto";
        form.append(label, field);
      }
      const save = make("button", said.notes_save, { type: "submit", className: "next" });
      const lock = make("button", said.notes_lock, { type: "button" });
      form.append(save, " ", lock);
      const list = make("div");
      place.replaceChildren(make("h2", said.notes_open), list, form);
      lock.addEventListener("click", () => { place.replaceChildren(); place.hidden = true; $("calculator").hidden = false; });
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const row = Object.fromEntries(fields.map(([name]) => [name, form.elements[name].value.trim()]));
        if (!row.day) return form.elements.day.focus();
        open.rows.push(row);
        open.rows.sort((a, b) => a.day.localeCompare(b.day));
        await keep(open.lock, open.salt, open.rows);
        form.reset();
        list_rows();
      });
      function list_rows() {
        if (!open.rows.length) return list.replaceChildren(make("p", said.notes_empty));
        const table = make("table", "", { className: "days" });
        for (const row of open.rows) {
          const line = table.insertRow();
          for (const value of [row.day, row.from && row.to ? row.from + "–" + row.to : "", row.paid, row.text]) {
            const cell = line.insertCell();
            cell.dir = "auto";
            cell.textContent = value;
          }
          const remove = make("button", "×", { type: "button", ariaLabel: said.notes_delete });
          remove.addEventListener("click", async () => {
            open.rows.splice(open.rows.indexOf(row), 1);
            await keep(open.lock, open.salt, open.rows);
            list_rows();
          });
          line.insertCell().append(remove);
        }
        const total = open.rows.reduce((sum, row) => sum + hours(row), 0);
        const days = new Set(open.rows.map((row) => row.day)).size;
        list.replaceChildren(table, make("p", said.notes_total.replace("{n}", total.toFixed(1)).replace("{days}", days)));
      }
      list_rows();
      place.querySelector("h2").tabIndex = -1;
      place.querySelector("h2").focus();
    }
  });
})();
