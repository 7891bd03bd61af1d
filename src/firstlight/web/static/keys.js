// Keyboard first: j k move, Enter opens, u d ? decide, / searches, n p change operation, h helps.
"use strict";
(() => {
  const items = [...document.querySelectorAll("[data-item]")];
  const help = document.getElementById("help");
  const button = document.querySelector("[data-help]");
  let at = -1;

  const go = (step) => {
    if (!items.length) return;
    at = Math.min(Math.max(at + step, 0), items.length - 1);
    const item = items[at];
    const target = item.querySelector("h2 a, .meta a") && item.dataset.open ? item.querySelector("h2 a, .meta a") : item;
    items.forEach((one) => one.classList.toggle("current", one === item));
    target.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    item.scrollIntoView({ block: item.offsetHeight > innerHeight * 0.8 ? "start" : "nearest", behavior: calm ? "auto" : "smooth" });
  };
  document.addEventListener("focusin", (event) => {
    const index = items.findIndex((item) => item.contains(event.target));
    if (index !== -1) at = index;
  });

  const decide = (verdict) => {
    const choice = document.querySelector(`.decide input[value="${verdict}"]`);
    if (!choice) return;
    choice.checked = true;
    choice.closest("section").scrollIntoView({ block: "end" });
    document.getElementById("reason").focus();
  };
  const follow = (key) => document.querySelector(`[data-key="${key}"]`)?.click();
  const showHelp = () => (help.open ? help.close() : help.showModal());

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    u: () => decide("uphold"),
    d: () => decide("dismiss"),
    "?": () => decide("unsure"),
    n: () => follow("n"),
    p: () => follow("p"),
    q: () => location.assign("/"),
    h: showHelp,
    "/": () => (document.getElementById("q") || document.getElementById("find")).focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input:not([type=radio]), textarea, select");
    if (typing && event.key === "Escape") event.target.blur();
    if (typing || (help.open && event.key !== "h") || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  if (button) {
    button.hidden = false;
    button.addEventListener("click", showHelp);
  }
})();
