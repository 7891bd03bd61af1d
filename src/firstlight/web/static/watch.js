// Asks for a run's state twice a second and reloads the page once it has ended.
"use strict";
(() => {
  const box = document.querySelector("[data-watch]");
  const bar = box.querySelector("progress");
  const stage = box.querySelector("[data-stage]");
  const count = box.querySelector("[data-count]");
  const passed = box.querySelector("[data-passed]");
  const look = async () => {
    const asked = fetch(box.dataset.watch, { headers: { accept: "application/json" } });
    const now = await asked.then((answer) => answer.json()).catch(() => null);
    if (!now) return setTimeout(look, 1000); // the server is busy or starts again
    if (!["waiting", "running"].includes(now.phase)) return location.reload();
    if (now.stage && stage.textContent !== now.stage) stage.textContent = now.stage;
    passed.replaceChildren(
      ...now.passed.map((name) => Object.assign(document.createElement("li"), { textContent: name })),
    );
    count.textContent = now.total ? `${now.done.toLocaleString("en")} of ${now.total.toLocaleString("en")}` : now.done ? now.done.toLocaleString("en") : "";
    if (now.total) {
      bar.max = now.total;
      bar.value = now.done;
    } else {
      bar.removeAttribute("value");
    }
    setTimeout(look, 500);
  };
  setTimeout(look, 300);
})();
