// Reads an offer for warning signs: the twin of firstlight.rulebook.matching and rights.offer.
//
// check.read(text, { lang, packs, base }) -> { signals, cues, … }: phrases found, with spans in code
// points, and what closer.js reads on from. `packs` are phrase packs by language, `base` the pack of folding and money words.
// check.offer(text, { lang, packs, base, law, place, on, facts, pay }) -> the answer of rights.offer.
// What folding knows of look-alike letters of mixed scripts is left to the program at the desk.
"use strict";
(() => {
  // ── folding ──────────────────────────────────────────────────────────────────────────────────
  const FILLERS = new Set([0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0, 0x180b, 0x180c, 0x180d, 0x180e, 0x180f]);
  const LETTER = /^\p{L}$/u, ALNUM = /^[\p{L}\p{N}]$/u, LATIN = /^\p{Script=Latin}$/u;
  function invisible(char) {
    const code = char.codePointAt(0);
    return FILLERS.has(code) || (code >= 0xfe00 && code < 0xfe10) || (code >= 0xe0000 && code < 0xe1000)
      || /^\p{Cf}$/u.test(char);
  }
  function tableOf(base) {
    if (base.table) return base.table;
    const table = (base.table = {});
    let at = 0;
    for (const [gap, ...run] of base.fold) {
      at += gap;
      for (const to of run) table[String.fromCodePoint(at++)] = to;
    }
    return table;
  }
  function foldOne(char, table) {
    if (char < "\x80") return char.toLowerCase();
    const known = table[char];
    if (known !== undefined) return known;
    let low = char.normalize("NFKC").toLowerCase().normalize("NFKC");
    if (LATIN.test(char)) low = low.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    return low;
  }
  function composed(chars, offsets) {
    const whole = chars.join("");
    if (whole.normalize("NFC") === whole) return [chars, offsets];
    const parts = [], places = [];
    let start = 0;
    const close = (end) => {
      const one = [...chars.slice(start, end).join("").normalize("NFC")];
      one.forEach((char, step) => { parts.push(char); places.push(offsets[Math.min(start + step, end - 1)]); });
      start = end;
    };
    chars.forEach((char, at) => {
      if (at && !/^\p{M}$/u.test(char) && !(char >= "\u1161" && char <= "\u11ff")) close(at);
    });
    if (chars.length) close(chars.length);
    places.push(offsets[offsets.length - 1]);
    return [parts, places];
  }
  function fold(text, table) {
    const original = [...text];
    let [chars, offsets] = composed(original, [...original.keys(), original.length]);
    const parts = chars.map((char) => [...foldOne(char, table)]);
    offsets = [...parts.flatMap((part, at) => part.map(() => offsets[at])), original.length];
    [chars, offsets] = composed(parts.flat(), offsets);
    return { chars, offsets, original };
  }
  function keep(folded, kept) {
    return {
      chars: kept.map((at) => folded.chars[at]), original: folded.original,
      offsets: [...kept.map((at) => folded.offsets[at]), folded.original.length],
    };
  }
  function spanOf({ chars, offsets, original }, start, end) {
    const first = offsets[start], last = offsets[end - 1];
    let stop = end;
    while (stop < chars.length && offsets[stop] === last) stop += 1;
    let finish = stop < offsets.length ? offsets[stop] : original.length;
    while (finish > last + 1 && invisible(original[finish - 1])) finish -= 1;
    return [first, finish];
  }

  // ── spacing ──────────────────────────────────────────────────────────────────────────────────
  const SEPARATORS = new Set(" .-_*|/\\,·~'`^:;=+#<>");
  const LEET = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 8: "b", 9: "g", "@": "a", $: "s", "!": "i", "|": "l", "€": "e", "£": "l", "¥": "y", "¢": "c", "+": "t" };
  const SPACED = /(?<![\p{L}\p{N}_])[\p{L}\p{N}_](?:[^\p{L}\p{N}_]{1,3}[\p{L}\p{N}_]){3}(?![\p{L}\p{N}_])/u;
  const alpha = (char) => char !== undefined && LETTER.test(char);
  const alnum = (char) => char !== undefined && ALNUM.test(char);
  function spacedRun(chars, start) {
    const gaps = [];
    if (!alpha(chars[start]) || (start && alnum(chars[start - 1]))) return [start + 1, gaps];
    let place = start + 1, separator = "";
    while (place < chars.length) {
      let end = place;
      while (end < chars.length && end - place < 3 && SEPARATORS.has(chars[end])) end += 1;
      const gap = chars.slice(place, end).join("");
      if (!gap || (separator && gap !== separator) || end >= chars.length) break;
      if (!alpha(chars[end]) || (end + 1 < chars.length && alnum(chars[end + 1]))) break;
      separator = gap;
      gaps.push([place, end]);
      place = end + 1;
    }
    return [place, gaps];
  }
  function without(folded, dropped) {
    if (!dropped.size) return folded;
    return keep(folded, [...folded.chars.keys()].filter((at) => !dropped.has(at)));
  }
  function unspace(folded) {
    const dropped = new Set();
    let place = 0;
    while (place < folded.chars.length) {
      const [end, gaps] = spacedRun(folded.chars, place);
      if (gaps.length >= 3) for (const [a, b] of gaps) for (let at = a; at < b; at += 1) dropped.add(at);
      place = Math.max(end, place + 1);
    }
    return without(folded, dropped);
  }
  function isGlue(char) {
    if (char < "\x80") return "*~^|".includes(char);
    const code = char.codePointAt(0);
    return !alnum(char) && !/^\s$/u.test(char) && ((code >= 0x2190 && code <= 0x2bff) || code > 0x1f000);
  }
  function unglue(folded) {
    const { chars } = folded, last = chars.length - 1, dropped = new Set();
    for (let at = 1; at < last; at += 1) {
      if (!isGlue(chars[at])) continue;
      let before = at - 1, after = at + 1;
      while (before > 0 && isGlue(chars[before])) before -= 1;
      while (after < last && isGlue(chars[after])) after += 1;
      if (alpha(chars[before]) && alpha(chars[after])) dropped.add(at);
    }
    return without(folded, dropped);
  }
  function unleet(word) {
    const chars = [...word];
    if (chars.every(alpha) || chars.filter(alpha).length < 3) return word;
    const body = [...word.replace(/[0-9!+]+$/, "")];
    const inside = body.filter((char, at) => at && at < body.length - 1 && char in LEET).length;
    if (!inside || !body.every((char) => alpha(char) || char in LEET)) return word;
    if (inside >= body.length - inside) return word;
    return body.map((char) => LEET[char] ?? char).join("") + chars.slice(body.length).join("");
  }

  // ── words ────────────────────────────────────────────────────────────────────────────────────
  const SOLO = "\\u0e00-\\u0eff\\u1000-\\u1049\\u104c-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
  const WORD = new RegExp(`[${SOLO}]|(?:(?![${SOLO}_])[\\p{L}\\p{N}\\p{Mn}\\p{Mc}]|(?<=[\\p{L}\\p{N}_])[@$€]{1,3}(?=[\\p{L}\\p{N}_]))+`, "gu");
  const IS_SOLO = new RegExp(`^[${SOLO}]`, "u");
  const ENDS = /[?!？！؟。।…;|·\u06d4\u104b\u1362\u1367]|\u1361\u1361|[-*] |\.(?![\p{L}\p{N}_])|\n/u;
  const ASKS = /[?？؟\u1367]/, PAUSES = /[^\s'’‘`´\-_./"“”«»]/;
  const PHRASED = /[\u0e00-\u0eff\u1000-\u1049\u104c-\u109f\u1780-\u17ff]/;
  const solo = (word) => IS_SOLO.test(word);
  function splitWords(chars) {
    const text = chars.join(""), place = [];
    let unit = 0;
    chars.forEach((char, at) => { for (let k = 0; k < char.length; k += 1) place[unit++] = at; });
    place[unit] = chars.length;
    const words = { texts: [], spans: [], sentences: [], clauses: [], asked: new Set() };
    let sentence = 0, clause = 0, end = 0, line = 0;
    for (const found of text.matchAll(WORD)) {
      const start = place[found.index], stop = place[found.index + found[0].length];
      const between = chars.slice(end, start).join("");
      if (between !== "" && between !== " " && words.texts.length) {
        const wraps = end - line >= 55 && between.replace(/^[ \r]+|[ \r]+$/g, "") === "\n";
        const ends = !wraps && ENDS.test(between);
        if (ends && ASKS.test(between)) words.asked.add(sentence);
        sentence += ends ? 1 : 0;
        clause += !wraps && (ends || PAUSES.test(between)) ? 1 : 0;
      } else if (between && end && PHRASED.test(chars[start]) && PHRASED.test(chars[end - 1])) {
        clause += 1;
      }
      if (between.includes("\n")) line = start;
      words.texts.push(found[0]);
      words.spans.push([start, stop]);
      words.sentences.push(sentence);
      words.clauses.push(clause);
      end = stop;
    }
    if (ASKS.test(chars.slice(end).join(""))) words.asked.add(sentence);
    return words;
  }

  // ── literals ─────────────────────────────────────────────────────────────────────────────────
  const SAME = { "ё": "е", "ة": "ه", "ँ": "ं", "़": "", "ঁ": "", "়": "" };
  const TWINS = ["ሐሑሒሓሔሕሖኀኁኂኃኄኅኆኸሠሡሢሣሤሥሦዐዑዒዓዔዕዖፀፁፂፃፄፅፆሃኣ", "ሀሁሂሀሄህሆሀሁሂሀሄህሆሀሰሱሲሳሴስሶአኡኢአኤእኦጸጹጺጻጼጽጾሀአ"];
  [...TWINS[0]].forEach((char, at) => { SAME[char] = TWINS[1][at]; });
  const ALIKE = new RegExp(`[${Object.keys(SAME).join("")}]`, "gu");
  const plain = (word) => word.replace(ALIKE, (char) => SAME[char]);
  function withoutProclitics(word) {
    if (!(word[0] >= "\u0620" && word[0] <= "\u064a") || [...word].length < 4) return [];
    const forms = "وفبلك".includes(word[0]) ? [word.slice(1)] : [];
    if (word.startsWith("لل")) forms.push(`ال${word.slice(2)}`);
    return [...forms, ...[word, ...forms].filter((form) => form.startsWith("ال") && form.length > 4).map((form) => form.slice(2))];
  }
  class Literals {
    constructor() {
      this.names = new Map(); this.numbers = new Map(); this.inside = []; this.memo = new Map();
      this.by = { exact: new Map(), prefix: new Map(), suffix: new Map(), class: new Map() };
    }
    number(name) {
      if (!this.numbers.has(name)) this.add(this.numbers.size, name);
      return this.numbers.get(name);
    }
    add(number, name) {
      this.numbers.set(name, number);
      const text = name.replace(/^\*|\*$/g, "");
      const kind = name.startsWith("<") ? "class" : name.startsWith("*") ? (name.endsWith("*") ? "inside" : "suffix")
        : name.endsWith("*") ? "prefix" : "exact";
      this.names.set(number, { kind, text });
      if (kind === "inside") this.inside.push([text, number]);
      else this.by[kind].set(text, number);
    }
    rarity(number) {
      const { kind, text } = this.names.get(number);
      return kind === "class" ? 1 : solo(text) ? (text >= "\u3000" ? 3.5 : 1.2) : [...text].length;
    }
    solo(number) {
      const { kind, text } = this.names.get(number);
      return kind === "exact" && solo(text);
    }
    swallowed(number, given) {
      const { kind, text } = this.names.get(number), word = plain(unleet(given));
      if (kind === "suffix") return word.slice(0, word.length - text.length);
      return kind === "inside" ? word.slice(0, word.indexOf(text)) : "";
    }
    trailing(number, given) {
      const { kind, text } = this.names.get(number), word = plain(unleet(given));
      if (kind === "prefix") return word.slice(text.length);
      return kind === "inside" ? word.slice(word.indexOf(text) + text.length) : "";
    }
    of(given) {
      if (this.memo.has(given)) return this.memo.get(given);
      const word = plain(unleet(given)), found = new Set();
      const take = (number) => { if (number !== undefined) found.add(number); };
      for (const form of [word, ...withoutProclitics(word)]) take(this.by.exact.get(form));
      if (/^\p{Nd}+$/u.test(word)) {
        take(this.by.class.get("<number>"));
        if (/^1[0-7]$/.test(word)) take(this.by.class.get("<minor>"));
      } else {
        const part = [...word].slice(0, 40);
        for (let end = 1; end <= part.length; end += 1) take(this.by.prefix.get(part.slice(0, end).join("")));
        for (let start = 0; start < part.length; start += 1) take(this.by.suffix.get(part.slice(start).join("")));
        const head = part.join("");
        for (const [text, number] of this.inside) if (head.includes(text)) found.add(number);
      }
      this.memo.set(given, found);
      return found;
    }
  }

  // ── phrases ──────────────────────────────────────────────────────────────────────────────────
  const best = (list, value) => list.reduce((held, one, at) => (value(one) > value(list[held]) ? at : held), 0);
  class Phrasebook {
    constructor(packs) {
      this.literals = new Literals(); this.anchors = new Map();
      for (const pack of packs) {
        for (const [owner, phrases] of pack.phrases) {
          for (const phrase of phrases.split("|")) {
            const parts = [[]];
            let reach = 0;
            for (const step of phrase.split(";")) {
              if (step[0] === "&") { reach = +step.slice(1); parts.push([]); }
              else parts[parts.length - 1].push(this.step(step));
            }
            this.add(owner, pack.language, parts, reach);
          }
        }
      }
    }
    step(step) {
      if (step[0] === "~") return { gap: +step.slice(1), options: [], heads: new Set() };
      const optional = step.endsWith("?"), told = optional ? step.slice(0, -1) : step;
      const options = told.split(" ").map((option) => option.split("+").map((word) => this.literals.number(word)));
      return {
        gap: 0, options, optional, heads: new Set(options.map(([head]) => head)),
        single: options.filter((option) => option.length === 1).map(([literal]) => literal),
        longer: options.filter((option) => option.length > 1),
      };
    }
    add(owner, language, parts, reach) {
      const rarity = (step) => (step.gap || step.optional ? -1
        : Math.min(...step.options.map((option) => this.rarity(option))));
      const needs = parts.flat().filter((step) => step.heads.size && !step.optional).map((step) => step.heads);
      const places = parts.flatMap((part, number) => part.map((step, at) => ({ number, at, step })));
      const { number, at } = places[best(places, ({ step }) => rarity(step))];
      const steps = parts[number], others = parts.filter((_, other) => other !== number);
      for (const option of steps[at].options) {
        const offset = best(option, (one) => this.literals.rarity(one));
        const anchor = { owner, language, needs, option, offset, after: steps.slice(at + 1), before: steps.slice(0, at).reverse(), others, reach, whole: owner.startsWith("unless:") && parts.length === 1 && steps.length === 1 };
        const literal = option[offset];
        if (!this.anchors.has(literal)) this.anchors.set(literal, []);
        this.anchors.get(literal).push(anchor);
      }
    }
    rarity(option) {
      const rare = option.map((one) => this.literals.rarity(one));
      return Math.max(...rare, rare.reduce((sum, one, at) => sum + (this.literals.solo(option[at]) ? one : 0), 0));
    }
    find(words) {
      const rows = words.texts.map((word) => this.literals.of(word)), held = new Map(), found = [];
      rows.forEach((row, at) => {
        const sentence = words.sentences[at];
        if (!held.has(sentence)) held.set(sentence, new Set());
        for (const literal of row) held.get(sentence).add(literal);
      });
      rows.forEach((row, position) => {
        const here = held.get(words.sentences[position]);
        for (const literal of row) {
          for (const anchor of this.anchors.get(literal) || []) {
            if (!anchor.needs.every((heads) => [...heads].some((head) => here.has(head)))) continue;
            const taken = verify(anchor, position, rows, words.sentences);
            if (!taken) continue;
            const spots = taken.map(([at]) => at), sentence = words.sentences[position];
            const used = new Set(anchor.whole ? [...rows.keys()].filter((at) => words.sentences[at] === sentence) : spots);
            found.push({
              owner: anchor.owner, language: anchor.language, used,
              start: Math.min(...spots), end: Math.max(...spots) + 1,
              swallowed: taken.map(([at, one]) => this.literals.swallowed(one, words.texts[at])).filter(Boolean),
              trailing: taken.map(([at, one]) => this.literals.trailing(one, words.texts[at])).filter(Boolean),
            });
          }
        }
      });
      return found;
    }
  }
  function verify(anchor, position, rows, sentences) {
    const start = position - anchor.offset, room = [rows, sentences, sentences[position]];
    const here = take(anchor.option, start, room);
    if (!here) return null;
    const after = walk(anchor.after, start + anchor.option.length, 1, room);
    if (!after) return null;
    const before = walk(anchor.before, start - 1, -1, room);
    if (!before) return null;
    const taken = [...before, ...here, ...after];
    for (const part of anchor.others) {
      const other = near(part, position, anchor.reach, room);
      if (!other) return null;
      taken.push(...other);
    }
    return taken;
  }
  function near(part, position, reach, room) {
    for (let far = 1; far <= reach; far += 1) {
      for (const at of [position - far, position + far]) {
        const taken = walk(part, at, 1, room);
        if (taken) return taken;
      }
    }
    return null;
  }
  function take(option, start, [rows, sentences, sentence]) {
    if (start < 0 || start + option.length > rows.length) return null;
    if (sentences[start] !== sentence || sentences[start + option.length - 1] !== sentence) return null;
    const taken = option.map((literal, at) => [start + at, literal]);
    return taken.every(([at, literal]) => rows[at].has(literal)) ? taken : null;
  }
  function walk(steps, at, way, room) {
    if (!steps.length) return [];
    const [step, ...rest] = steps;
    if (step.gap) {
      for (let skip = 0; skip <= step.gap; skip += 1) {
        const further = walk(rest, at + way * skip, way, room);
        if (further) return further;
      }
      return null;
    }
    for (const taken of fits(step, at, way, room)) {
      const further = walk(rest, at + way * taken.length, way, room);
      if (further) return [...taken, ...further];
    }
    return step.optional ? walk(rest, at, way, room) : null;
  }
  function fits(step, at, way, room) {
    const [rows, sentences, sentence] = room, found = [];
    if (at < 0 || at >= rows.length || sentences[at] !== sentence) return found;
    const single = step.single.filter((literal) => rows[at].has(literal));
    if (single.length) found.push([[at, Math.min(...single)]]);
    for (const option of step.longer) {
      if (!rows[at].has(option[way > 0 ? 0 : option.length - 1])) continue;
      const taken = take(option, way > 0 ? at : at - option.length + 1, room);
      if (taken) found.push(taken);
    }
    return found;
  }

  // ── context and negation ─────────────────────────────────────────────────────────────────────
  const STRENGTH = { cue_warning: 2, cue_report: 2, cue_hint: 1, cue_offer: -2 };
  const QUOTED = /"[^"\n]{3,600}"|「[^」]{2,600}」|『[^』]{2,600}』/gu;
  function contextOf(chars, words, cues) {
    const said = new Map();
    for (const cue of cues) {
      const sentence = words.sentences[cue.start];
      if (!said.has(sentence)) said.set(sentence, new Map());
      said.get(sentence).set(`${cue.owner}|${words.texts.slice(cue.start, cue.end).join(" ")}`, cue.owner);
    }
    const silenced = new Set(), pitches = new Set(), questions = new Set(), everywhere = new Map();
    for (const [sentence, own] of said) {
      const names = [...own.values()];
      if (names.reduce((sum, name) => sum + Math.max(STRENGTH[name] || 0, 0), 0) >= 2) silenced.add(sentence);
      if (names.includes("cue_pitch")) pitches.add(sentence);
      if (names.includes("cue_question")) questions.add(sentence);
      for (const [key, name] of own) everywhere.set(key, name);
    }
    const strength = [...everywhere.values()].reduce((sum, name) => sum + (STRENGTH[name] || 0), 0);
    const sentences = words.sentences.length ? words.sentences[words.sentences.length - 1] + 1 : 0;
    const text = chars.join(""), quoted = [];
    for (const found of text.matchAll(QUOTED)) {
      const start = [...text.slice(0, found.index)].length, end = start + [...found[0]].length;
      if (end - start < 0.8 * chars.length) quoted.push([start, end]);
    }
    return {
      informs: strength >= 2 && silenced.size >= 0.15 * sentences, silenced,
      asked: new Set([...words.asked, ...questions].filter((one) => !pitches.has(one))),
      quotes: (start, end) => {
        const before = quoted.filter(([first]) => first <= start);
        return before.length > 0 && end < before[before.length - 1][1];
      },
    };
  }
  const AFTER = { hi: 3, zh: 5, ru: 1, vi: 2, bn: 3, ne: 3, ur: 3, am: 2, uk: 1 };
  const reach = (word) => (!solo(word) ? 7 : word >= "\u3000" ? 8 : 16);
  function negationOf(words, cues, { prefixes, endings }) {
    const affirmed = new Map();
    for (const cue of cues) {
      if (cue.owner === "cue_affirmation") for (let at = cue.start; at < cue.end; at += 1) affirmed.set(at, cue.start);
    }
    const stops = new Set(cues.filter((cue) => cue.owner === "cue_contrast").map((cue) => cue.start));
    const all = new Set(cues.filter((cue) => cue.owner === "cue_negation").map((cue) => cue.start));
    const live = new Set([...all].filter((at) => !affirmed.has(at)));
    const { clauses } = words;
    const joined = (first, last) => {
      if (clauses[first] !== clauses[last]) return false;
      for (let at = first + 1; at < last; at += 1) if (stops.has(at)) return false;
      return true;
    };
    const borrowed = (own, match) => {
      for (let at = Math.min(...own); at < match.end; at += 1) if (stops.has(at) && !match.used.has(at)) return true;
      for (const at of own) {
        const later = [...match.used].filter((used) => used > at);
        if (clauses[later.length ? Math.min(...later) : at] !== clauses[at]) return true;
      }
      return own.every((at) => (affirmed.get(at) ?? match.start) < match.start);
    };
    const reaches = (at, match) => {
      if (at >= match.start && at < match.end) {
        const used = [...match.used];
        if (joined(at, Math.min(...used.filter((one) => one > at)))) return true;
        return match.language in AFTER && joined(Math.max(...used.filter((one) => one < at)), at);
      }
      if (at < match.start) {
        return match.start - at <= reach(words.texts[at]) && joined(at, match.start);
      }
      return at - match.end < (AFTER[match.language] || 0) && joined(match.end - 1, at);
    };
    return (match) => {
      const own = [...all].filter((at) => match.used.has(at));
      if (own.length) return borrowed(own, match);
      for (let at = match.start - 16; at < match.end + 5; at += 1) if (live.has(at) && reaches(at, match)) return true;
      return match.swallowed.some((word) => prefixes.includes(word))
        || match.trailing.some((word) => endings.some((end) => word.includes(end)));
    };
  }

  // ── reading ──────────────────────────────────────────────────────────────────────────────────
  const ALIASES = { tl: "fil", ms: "id" }, UNLESS = "unless:";
  const books = new WeakMap();
  function bookOf(packs, languages) {
    if (!books.has(packs)) books.set(packs, new Map());
    const key = languages.join();
    if (!books.get(packs).has(key)) books.get(packs).set(key, new Phrasebook(languages.map((tongue) => packs[tongue])));
    return books.get(packs).get(key);
  }
  function readOnce(folded, language, packs, indicators) {
    const languages = Object.keys(packs).sort().filter((tongue) => !packs[language] || tongue === language || tongue === "en");
    const words = splitWords(folded.chars), matches = bookOf(packs, languages).find(words);
    const cues = matches.filter((match) => match.owner.startsWith("cue_"));
    const found = matches.filter((match) => match.owner in indicators), meant = [];
    for (const tongue of [...new Set(found.map((match) => match.language))].sort()) {
      const heard = cues.filter((cue) => cue.language === tongue || cue.language === (language || "en"));
      const context = contextOf(folded.chars, words, heard);
      const negates = negationOf(words, heard.filter((cue) => cue.language === tongue || cue.language === language), packs[tongue]);
      for (const match of found) {
        if (match.language !== tongue) continue;
        const sentence = words.sentences[match.start];
        if (context.informs || context.silenced.has(sentence)) continue;
        if (context.asked.has(sentence) && !indicators[match.owner][2]) continue;
        if (context.quotes(words.spans[match.start][0], words.spans[match.end - 1][1])) continue;
        if (!negates(match)) meant.push(match);
      }
    }
    return [quote(stand(meant, matches, indicators), words, folded, indicators), cues, words];
  }
  const apart = (used, taken) => !taken || [...used].every((at) => !taken.has(at));
  function stand(meant, matches, indicators) {
    const taken = new Map();
    for (const match of matches) {
      if (!match.owner.startsWith(UNLESS)) continue;
      const code = `${match.owner.slice(UNLESS.length)} ${match.language}`;
      if (!taken.has(code)) taken.set(code, new Set());
      for (const at of match.used) taken.get(code).add(at);
    }
    const left = meant.filter((match) => apart(match.used, taken.get(`${match.owner} ${match.language}`)));
    const counters = left.filter((match) => indicators[match.owner][1] < 0);
    const countered = new Set(counters.flatMap((match) => [...match.used]));
    return [...counters, ...left.filter((match) => apart(match.used, countered))];
  }
  function quote(matches, words, folded, indicators) {
    const taken = new Map();
    const sorted = [...matches].sort((a, b) => (a.start - a.end) - (b.start - b.end) || a.start - b.start);
    for (const match of sorted) {
      if (!taken.has(match.owner)) taken.set(match.owner, []);
      const spans = taken.get(match.owner);
      if (spans.length < 5 && spans.every(([start, end]) => match.end <= start || end <= match.start)) {
        spans.push([match.start, match.end]);
      }
    }
    return [...taken].flatMap(([indicator, spans]) => spans.map(([start, end]) => {
      const [first, last] = spanOf(folded, words.spans[start][0], words.spans[end - 1][1]);
      return { indicator, start: first, end: last, weight: indicators[indicator][1] };
    }));
  }
  function read(text, { lang, packs, base }) {
    const language = ALIASES[lang] || lang || null;
    const indicators = Object.assign({}, ...Object.values(packs).map((pack) => pack.indicators));
    let folded = fold(text, tableOf(base));
    if (SPACED.test(folded.chars.join(""))) folded = unspace(folded);
    const [signals, cues, words] = readOnce(folded, language, packs, indicators);
    const glued = unglue(folded);
    if (glued !== folded) {
      const same = (a, b) => a.indicator === b.indicator && a.start < b.end && b.start < a.end;
      const [spare] = readOnce(glued, language, packs, indicators);
      signals.push(...spare.filter((one) => !signals.some((other) => same(one, other))));
    }
    signals.sort((a, b) => a.start - b.start || a.end - b.end || (a.indicator < b.indicator ? -1 : 1));
    return { signals, cues: [...new Set(cues.map((cue) => cue.owner))].sort(), folded, words, heard: cues };
  }

  // ── pay as told ──────────────────────────────────────────────────────────────────────────────
  const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const anyOf = (words) => words.sort((a, b) => [...b].length - [...a].length || (a < b ? -1 : 1)).map(escaped).join("|");
  const patterns = new WeakMap();
  function patternsOf(base) {
    if (!patterns.has(base)) {
      const number = base.number, large = anyOf(Object.keys(base.large)), money = anyOf(Object.keys({ ...base.money, ...base.by_place }));
      patterns.set(base, [
        new RegExp(`(?<![0-9.,])(${number})(?: ?(${large})(?![a-z]))? ?(${money})(?![a-z])`, "gu"),
        new RegExp(`(?<![a-z])(${money})\\.? ?(${number})(?: ?(${large})(?![a-z]))?`, "gu"),
        new RegExp(`(?<![a-z])(?:(${anyOf(base.pay)})|(?:${anyOf(base.other)}))(?![a-z])`, "gu"),
        new RegExp(`^ ?(?:${anyOf(base.rests)})`, "u"),
      ]);
    }
    return patterns.get(base);
  }
  function readNumber(given, power = 0) {
    let text = given.replace(/[' ]/g, "");
    const marks = text.match(/[.,]/g) || [];
    if (marks.length) {
      const last = marks[marks.length - 1], at = text.lastIndexOf(last);
      const whole = text.slice(0, at), part = text.slice(at + 1);
      const grouped = new Set(marks).size === 1 && (marks.length > 1 || (part.length === 3 && whole !== "0"));
      const [head, tail] = grouped ? [text, ""] : [whole, part];
      if (!/^([0-9]+|[0-9]{1,3}([.,][0-9]{2,3})+)$/.test(head)) return null;
      text = head.replace(/[.,]/g, "") + (tail ? `.${tail}` : "");
    }
    if (!/^[0-9]{1,15}(\.[0-9]{1,4})?$/.test(text)) return null;
    const [whole, part = ""] = text.split(".");
    const digits = (BigInt(whole + part.padEnd(4, "0")) * 10n ** BigInt(power)).toString().padStart(5, "0");
    return /^0*$/.test(digits) ? null : `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/0+$/, "").replace(/\.$/, "");
  }
  // A rent, a fee, an allowance: by the last such word before a sum, or one close behind.
  function isOther(chars, start, end, base) {
    const label = patternsOf(base)[2], cut = (from, to) => chars.slice(Math.max(from, 0), to).join("").split(new RegExp(base.clause, "u"));
    const before = [...cut(start - base.near, start).pop().matchAll(label)].pop();
    if (before) return !before[1];
    const text = cut(end, end + base.near)[0], [after] = text.matchAll(label);
    return after && [...text.slice(0, after.index)].length <= 5 && !after[1];
  }
  function unitOf(chars, start, end, base) {
    const rest = patternsOf(base)[3], next = chars.slice(end, end + 99).join("");
    const after = chars.slice(end, end + base.near).join("").split(/\n|(?!1 )[0-9]/)[0];
    const before = chars.slice(Math.max(start - base.near, 0), start).join("").split(/\n|(?=[0-9])/).pop();
    let held = null;
    for (const [unit, words] of Object.entries(base.periods)) {
      for (const word of words) {
        for (const [side, told, at] of [[0, after, after.indexOf(word)], [1, before, before.lastIndexOf(word)]]) {
          const more = told.slice(at + word.length);
          if (at < 0 || rest.test(more)) continue;
          if (side ? /^[0-9] ?[^\s0-9]* ?$/.test(told.slice(0, at)) : /day|week/.test(unit) && /^ {0,2}[0-9]/.test(next.slice(at + word.length))) continue;
          const far = [...(side ? more : told.slice(0, at))].length;
          const better = !held || far < held[0] || (far === held[0] && (side < held[1] || (side === held[1] && unit < held[2])));
          if (better) held = [far, side, unit];
        }
      }
    }
    return held && held[2];
  }
  function paySaid(text, base, country = "") {
    const folded = fold(text, tableOf(base)), whole = folded.chars.join(""), place = [];
    let unit = 0;
    folded.chars.forEach((char, at) => { for (let k = 0; k < char.length; k += 1) place[unit++] = at; });
    place[unit] = folded.chars.length;
    const [afterNumber, beforeNumber] = patternsOf(base);
    const sums = [];
    for (const m of whole.matchAll(afterNumber)) sums.push([place[m.index], place[m.index + m[0].length], m[1], m[2], m[3]]);
    for (const m of whole.matchAll(beforeNumber)) sums.push([place[m.index], place[m.index + m[0].length], m[2], m[3], m[1]]);
    sums.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const found = [];
    let reach = -1;
    for (const [start, end, number, large, money] of sums) {
      const time = !isOther(folded.chars, start, end, base) && unitOf(folded.chars, start, end, base), sum = readNumber(number, base.large[large] || 0);
      const currency = base.by_place[money]?.[country] || base.money[money];
      if (!time || !sum || !currency || start < reach) continue;
      const [first, last] = spanOf(folded, start, end);
      found.push({ start: first, end: last, amount: sum, currency, unit: time });
      reach = end;
    }
    return found;
  }

  // ── the offer ────────────────────────────────────────────────────────────────────────────────
  // The part of a country with the least minimum wage, where parts have their own.
  function cheapest(rules, place, on) {
    const parts = rules.filter((rule) => rule.topic === "minimum_wage" && place && rule.place.startsWith(place + "-") && globalThis.lawbook.stated(rule, on));
    return parts.sort((a, b) => a.value - b.value || (a.id < b.id ? -1 : 1))[0]?.place;
  }
  function checkPay(pay, quoted, law, part, on) {
    const { rateAt, short } = globalThis.lawbook;
    const told = { verdict: "unknown", amount: pay.amount, unit: pay.unit, currency: pay.currency, quote: quoted, minimum: null, minimum_unit: null, rules: [] };
    const whole = rateAt("minimum", law, [pay], pay.currency, on), legal = whole || (part && rateAt("minimum", part, [pay], pay.currency, on)), agreed = rateAt("agreed", law, [pay], pay.currency, on);
    const below = legal && agreed && legal.hour.above(agreed.hour);
    if (!legal || !agreed || pay.unit === "piece" || (!whole && !below)) return told;
    return {
      ...told, verdict: below ? "below" : "not_below",
      minimum: short(legal.value), minimum_unit: legal.unit, rules: [...new Set([...legal.rules, ...agreed.rules])],
    };
  }
  function lawOn(groups, law, on, base) {
    const found = [], seen = new Set();
    for (const [group, topics] of Object.entries(base.topics)) {
      if (!groups.includes(group)) continue;
      for (const [topic, kind] of topics) {
        const more = topic === "overtime_premium" ? { day: "ordinary" } : kind ? { kind } : {};
        const rule = law.rule(topic, on, more);
        if (!rule || seen.has(rule.id)) continue;
        seen.add(rule.id);
        found.push({ topic, kind, value: rule.value, unit: rule.unit, rule: rule.id });
      }
    }
    return found;
  }
  function offer(text, { lang, packs, base, law: pack, place, on, facts = {}, pay = null }) {
    const { Law, rulesOf, cite } = globalThis.lawbook;
    const { signals, cues } = read(text, { lang, packs, base }), chars = [...text];
    const indicators = Object.assign({}, ...Object.values(packs).map((one) => one.indicators));
    const quoteOf = ({ start, end }) => ({ start, end, text: chars.slice(start, end).join("") });
    const signs = [...new Set(signals.map((one) => one.indicator))].map((code) => ({
      code, group: indicators[code][0], sentence: indicators[code][3], counter: indicators[code][1] < 0,
      quotes: signals.filter((one) => one.indicator === code).map(quoteOf),
    }));
    const rules = rulesOf(pack), known = { ...base.adult, ...facts }, law = new Law(rules, place || "", known, "low");
    const least = cheapest(rules, place, on), part = least && !cues.includes("cue_part_time") && new Law(rules, least, known, "low");
    const told = pay ? [[pay, null]] : paySaid(text, base, (place || "").slice(0, 2)).map((one) => [
      { amount: one.amount, unit: one.unit, currency: one.currency }, quoteOf(one)]);
    const against = cues.includes("cue_part_time") ? new Law([], "", {}, "low") : law;
    const checked = told.map(([one, quoted]) => checkPay(one, quoted, against, part, on));
    const groups = signs.filter((sign) => !sign.counter).map((sign) => sign.group);
    const said = lawOn(groups, law, on, base);
    const saidBy = signs.map((sign) => base.said_by[sign.code]);
    const missing = base.honest.filter((name) => !cues.includes(`cue_said_${name}`) && !saidBy.includes(name) && !(name === "pay" && told.length));
    const wanted = new Set([...missing, ...groups.map((group) => base.asked[group]), "check"]);
    const ids = new Set([...checked.flatMap((one) => one.rules), ...said.map((one) => one.rule)]), sources = {};
    for (const rule of rules) if (ids.has(rule.id)) sources[rule.id] = cite(rule);
    return {
      signs, pay: checked, law: said, missing, ask: Object.keys(base.questions).filter((code) => wanted.has(code)),
      found: groups.length > 0 || checked.some((one) => one.verdict === "below"), sources,
    };
  }

  globalThis.check = { read, offer, paySaid, contextOf, spanOf, solo };
})();
