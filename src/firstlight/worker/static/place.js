// The page of a place: the pay of one part of the country at a time, and lists of parts in groups.
"use strict";
// Puts [key, name, group] into a list of choices, in the order of the reader's language.
daybook.parts = (select, parts) => {
  const lang = document.documentElement.lang, groups = new Map();
  const order = (a, b) => a[2].localeCompare(b[2], lang) || a[1].localeCompare(b[1], lang);
  select.replaceChildren(new Option("–", ""));
  for (const [key, name, group] of [...parts].sort(order)) {
    if (group && !groups.has(group)) {
      const made = Object.assign(document.createElement("optgroup"), { label: group });
      groups.set(group, made);
      select.append(made);
    }
    (groups.get(group) || select).append(new Option(name, key));
  }
};
// Returns the parts that the page of a place has pay for, once each.
daybook.partsOf = (main) => {
  const rows = new Map([...main.querySelectorAll("[data-part]")].map((row) => [row.dataset.part, row]));
  return [...rows].map(([key, row]) => [key, row.cells[0].textContent, row.dataset.group || ""]);
};
daybook.page("place", (main) => {
  const pick = main.querySelector("#part");
  if (!pick) return;
  const rows = [...main.querySelectorAll("[data-part]")], tables = [...main.querySelectorAll(".parts")];
  daybook.parts(pick, daybook.partsOf(main));
  const chosen = () => {
    for (const row of rows) row.hidden = row.dataset.part !== pick.value;
    for (const table of tables) table.hidden = !table.querySelector("[data-part]:not([hidden])");
  };
  pick.addEventListener("change", chosen);
  main.querySelector("#pick").hidden = false;
  chosen();
});
