// A file dropped anywhere on the page goes into the form and on to its columns.
"use strict";
(() => {
  const form = document.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const words = form.querySelector("[data-words]");
  const carriesFile = (event) => event.dataTransfer?.types.includes("Files");
  const send = () => {
    if (!input.files.length) return;
    words.textContent = `Copying ${input.files[0].name} …`;
    form.requestSubmit();
  };
  addEventListener("dragover", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    form.classList.add("over");
  });
  addEventListener("dragleave", () => form.classList.remove("over"));
  addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    form.classList.remove("over");
    input.files = event.dataTransfer.files;
    send();
  });
})();
