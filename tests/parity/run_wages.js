// Reads {packs, cases} lines from standard input, writes one answer or fault a line.
"use strict";
require("../../src/firstlight/worker/static/law.js");
require("../../src/firstlight/worker/static/wages.js");
const lines = require("node:fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
const out = [];
for (const line of lines) {
  const { packs, cases } = JSON.parse(line);
  for (const given of cases) {
    try { out.push(JSON.stringify(globalThis.wages.owed(given, packs))); }
    catch (error) {
      if (!(error instanceof globalThis.wages.CaseFault)) throw error;
      out.push(JSON.stringify({ fault: error.where }));
    }
  }
}
process.stdout.write(out.join("\n"));
