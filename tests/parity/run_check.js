// Reads one JSON {base, packs, texts: [[text, lang]]}, writes what the script reads in each.
"use strict";
require("../../src/firstlight/worker/static/wages.js");
require("../../src/firstlight/worker/static/check.js");
const given = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(given.texts.map(([text, lang]) => (
  globalThis.check.read(text, { lang, packs: given.packs, base: given.base })))));
