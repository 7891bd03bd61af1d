// Passing an offer on: what goes out is shown letter by letter, numbers are left out until put back.
"use strict";
daybook.page("pass", (main) => {
  const $ = (id) => main.querySelector("#" + id);
  const CONTACT = /[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+|(?:https?:\/\/|www\.)[^\s<>"]+|@[\w.]{3,}|\+?[\d٠-٩۰-۹०-९০-৯၀-၉๐-๙][\d٠-٩۰-۹०-९০-৯၀-၉๐-๙().\- ]{5,}[\d٠-٩۰-۹०-९০-৯၀-၉๐-๙]/gu;
  const field = $("pass-text"), back = new Set();
  let left = [];

  function masked(text) {
    left = [...new Set(text.match(CONTACT) || [])];
    return text.replace(CONTACT, (found) => (back.has(found) ? found : "□".repeat(3)));
  }
  // What is passed on: the text, its language, and nothing about who passes it on or when.
  function exact() {
    return JSON.stringify({ kind: "offer", version: 1, lang: document.documentElement.lang, text: masked(field.value) }, null, 1);
  }
  function refresh() {
    $("pass-exact").textContent = exact();
    $("pass-picture").replaceChildren();
    $("pass-masked").replaceChildren(...left.filter((one) => !back.has(one)).map((one) => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.dir = "auto";
      button.textContent = one + " · " + daybook.words().pass_put_back;
      button.addEventListener("click", () => { back.add(one); refresh(); });
      item.append(button);
      return item;
    }));
  }
  field.value = daybook.offered || "";
  field.addEventListener("input", refresh);
  $("pass-file").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([exact()], { type: "application/json" }));
    link.download = "note.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  $("pass-qr").addEventListener("click", () => {
    const rows = qr(new TextEncoder().encode(JSON.stringify(JSON.parse(exact()))));
    if (!rows) return daybook.fill($("pass-picture"), daybook.words().pass_too_long);
    const size = rows.length + 8, name = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(name, "svg"), path = document.createElementNS(name, "path");
    picture.setAttribute("viewBox", "-4 -4 " + size + " " + size);
    picture.setAttribute("class", "qr");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", "QR");
    path.setAttribute("d", rows.map((row, y) => Array.from(row, (on, x) => (on ? "M" + x + " " + y + "h1v1h-1z" : "")).join("")).join(""));
    picture.append(path);
    $("pass-picture").replaceChildren(picture);
  });
  const send = $("pass-send");
  if (send) send.addEventListener("click", async () => {
    const body = exact();
    const answer = await fetch(send.dataset.to, { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer", headers: { "Content-Type": "application/json" } }).catch(() => null);
    daybook.tell(answer && answer.ok ? "✓" : "×");
  });
  refresh();
});
