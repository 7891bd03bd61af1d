// Reads one JSON {base, packs, model, words, texts: [[text, lang]]}, writes what is read in each.
"use strict";
require("../../src/firstlight/worker/static/check.js");
require("../../src/firstlight/worker/static/closer.js");
const { texts, words, ...given } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(([text, lang]) =>
  globalThis.closer.read(text, { ...given, lang, words: words[lang] }))));
