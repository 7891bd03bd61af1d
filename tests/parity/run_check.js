// Reads one JSON {base, packs, law, texts: [[text, lang, place, on]]}, writes the answers.
"use strict";
require("../../src/firstlight/worker/static/law.js");
require("../../src/firstlight/worker/static/check.js");
const given = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(given.texts.map(([text, lang, place, on]) => {
  const more = { lang, packs: given.packs, base: given.base };
  const { signals, cues } = globalThis.check.read(text, more), read = { signals, cues };
  const law = given.law[place.slice(0, 2)];
  return { read, offer: globalThis.check.offer(text, { ...more, law, place, on }) };
})));
