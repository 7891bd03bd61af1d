// Pointing at a shared thing lights it, its neighbours and the lines between them.
"use strict";
(() => {
  for (const drawing of document.querySelectorAll("[data-graph]")) {
    const nodes = [...drawing.querySelectorAll("[data-node]")];
    const lines = [...drawing.querySelectorAll("line")];
    const light = (index) => {
      const near = new Set([index]);
      for (const line of lines) {
        const touches = line.dataset.a === index || line.dataset.b === index;
        line.classList.toggle("lit", touches);
        if (touches) near.add(line.dataset.a).add(line.dataset.b);
      }
      nodes.forEach((node) => node.classList.toggle("dim", index !== null && !near.has(node.dataset.node)));
      drawing.classList.toggle("lighting", index !== null);
    };
    drawing.addEventListener("pointerover", (event) => light(event.target.closest("[data-node]")?.dataset.node ?? null));
    drawing.addEventListener("pointerleave", () => light(null));
  }
})();
