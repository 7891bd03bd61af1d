// The page that Close leads to: a calculator and nothing else.
"use strict";
(() => {
  const keys = ["7", "8", "9", "÷", "4", "5", "6", "×", "1", "2", "3", "−", "C", "0", ".", "+", "="];

  // Sums left to right with × and ÷ first, in whole hundred-millionths so that 0.1 + 0.2 is 0.3.
  function work(text) {
    const parts = text.match(/\d+\.?\d*|\.\d+|[÷×−+]/g) || [];
    const terms = [];
    let sign = 1;
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[at];
      if (part === "+" || part === "−") { sign = part === "−" ? -1 : 1; continue; }
      if (part === "×" || part === "÷") {
        const next = Number(parts[(at += 1)]);
        if (!terms.length || Number.isNaN(next)) return NaN;
        terms[terms.length - 1] = part === "×" ? terms.at(-1) * next : terms.at(-1) / next;
        continue;
      }
      terms.push(sign * Number(part));
      sign = 1;
    }
    return Math.round(terms.reduce((sum, term) => sum + term, 0) * 1e8) / 1e8;
  }

  // Builds the calculator in an element; `opened(text)` may take over what "=" would do.
  function calculator(place, opened = () => Promise.resolve(false)) {
    const shown = document.createElement("output");
    shown.className = "shown";
    shown.dir = "ltr";
    const pad = document.createElement("div");
    pad.className = "keys";
    pad.dir = "ltr";
    let text = "", done = false, last = Promise.resolve();
    // Keys wait their turn: opening takes a second on a slow phone.
    function press(key) { const turn = () => take(key); last = last.then(turn, turn); }
    async function take(key) {
      if (key === "C") text = "";
      else if (key === "=") {
        if (await opened(text)) { text = ""; shown.textContent = ""; return; }
        const result = work(text);
        text = Number.isFinite(result) ? String(result).replace("-", "−") : "";
        done = true;
      } else {
        if (done && /[\d.]/.test(key)) text = "";
        done = false;
        if (text.length < 40) text += key;
      }
      shown.textContent = text;
    }
    for (const key of keys) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = key;
      button.addEventListener("click", () => press(key));
      pad.append(button);
    }
    place.replaceChildren(shown, pad);
    place.addEventListener("keydown", (event) => {
      const key = { "*": "×", "/": "÷", "-": "−", Enter: "=", Escape: "C" }[event.key] || event.key;
      if (keys.includes(key) && !event.target.matches("button")) press(key);
    });
  }
  window.calculator = calculator;
  const alone = document.getElementById("alone");
  if (alone) calculator(alone);
})();
