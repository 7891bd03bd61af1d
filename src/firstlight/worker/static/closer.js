// A closer look at an offer: the twin of firstlight.detect.sentences, fetched when it is asked for.
//
// closer.read(text, { lang, packs, base, words, model }) -> [{ group, start, end }]: sentences that
// read like a sign, where no phrase has met the same; spans in code points. `words` and `model` are
// what worker/closer.py writes.
"use strict";
globalThis.closer = (() => {
  const { solo } = check;
  function numbers(text) {
    const found = [];
    let held = 0;
    for (let at = 0; at < text.length; at += 1) {
      const digit = text.charCodeAt(at) - 35;
      if (digit > 39) held = held * 17 + digit - 40;
      else { found.push(held * 40 + digit); held = 0; }
    }
    return found;
  }
  const put = (map, key, one) => (map.has(key) ? map.get(key).push(one) : map.set(key, [one]));

  // ── words by meaning ─────────────────────────────────────────────────────────────────────────
  class Lexicon {
    constructor(lines) {
      this.atoms = new Map(); this.single = new Map(); this.rows = new Map(); this.strings = new Map();
      this.known = new Map(); this.inner = new Set(); this.reach = 0;
      lines.forEach((line, code) => { for (const entry of line.split(",")) if (entry) this.add(code, entry); });
    }
    add(code, entry) {
      const row = entry.split(" ").flatMap((part) => (solo(part.replace("*", "")) ? [...part.replace(/\*/g, "")] : [part]));
      if (row.every(solo)) {
        put(this.strings, row.join(""), code);
        this.reach = Math.max(this.reach, row.length);
        return;
      }
      const [first, ...rest] = row.map((word) => this.atom(word));
      if (rest.length) put(this.rows, first, [rest, code]); else put(this.single, first, code);
    }
    atom(word) {
      if (!this.atoms.has(word)) this.atoms.set(word, this.atoms.size);
      if (/^\*.*\*$/.test(word)) this.inner.add(word.length - 2);
      return this.atoms.get(word);
    }
    of(word) {
      let own = this.known.get(word);
      if (own) return own;
      const met = [], size = word.length;
      const take = (length, key) => { if (this.atoms.has(key)) met.push([length, this.atoms.get(key)]); };
      if (size <= 40) {
        take(size + 1, word);
        for (let cut = 1; cut <= size; cut += 1) { take(cut, word.slice(0, cut) + "*"); take(cut, "*" + word.slice(-cut)); }
        for (const length of this.inner) for (let at = 0; at + length <= size; at += 1) take(length, "*" + word.slice(at, at + length) + "*");
      }
      const atoms = [...new Set(met.sort((a, b) => b[0] - a[0] || a[1] - b[1]).map((one) => one[1]))];
      own = { atoms, means: this.single.get(atoms.find((one) => this.single.has(one))) || [], rows: atoms.flatMap((one) => this.rows.get(one) || []) };
      this.known.set(word, own);
      return own;
    }
    at(texts, at) {
      if (solo(texts[at])) {
        let width = 0;
        while (width < this.reach && at + width < texts.length && solo(texts[at + width])) width += 1;
        for (; width; width -= 1) {
          const after = texts[at + width], found = this.strings.get(texts.slice(at, at + width).join(""));
          if (found && !(after && solo(after) && /^\p{M}/u.test(after))) return [width, found];
        }
        return [1, []];
      }
      const own = this.of(texts[at]);
      let width = 1, found = own.means;
      for (const [rest, code] of own.rows) {
        if (rest.length + 1 < width || !rest.every((one, k) => at + k + 1 < texts.length && this.of(texts[at + k + 1]).atoms.includes(one))) continue;
        found = rest.length + 1 > width ? [code] : [...found, code];
        width = rest.length + 1;
      }
      return [width, found];
    }
  }

  // ── marks and features ───────────────────────────────────────────────────────────────────────
  function rowsOf({ texts, sentences, asked }, lexicon, { size, sizes }) {
    const found = new Map();
    for (let at = 0, width; at < texts.length; at += width) {
      let marks;
      [width, marks] = lexicon.at(texts, at);
      if (!marks.length && /^\p{Nd}+$/u.test(texts[at])) {
        const value = texts[at].length > 9 ? Infinity : Number(texts[at]);
        marks = [size - 1 - sizes.length + Math.max(sizes.filter((one) => value >= one).length, 1) - 1];
      }
      const sentence = sentences[at];
      if (!marks.length) continue;
      if (!found.has(sentence)) found.set(sentence, { marks: [], start: at, asked: asked.has(sentence) });
      found.get(sentence).marks.push(marks);
      found.get(sentence).end = at + width;
    }
    return [...found.values()];
  }
  function features({ marks, asked }, { size, window }) {
    const found = new Set(asked ? [size - 1] : []);
    const pair = (one, other) => size * (1 + Math.min(one, other)) + Math.max(one, other);
    marks.forEach((here, at) => here.forEach((mark) => {
      found.add(mark);
      if (asked) found.add(pair(mark, size - 1));
      marks.slice(at + 1, at + window).forEach((there, far) => there.forEach((other) => {
        found.add(pair(mark, other));
        if (!far) found.add(size * (1 + size + mark) + other);
      }));
    }));
    return found;
  }

  // ── topic and voice ──────────────────────────────────────────────────────────────────────────
  function weightsOf(model) {
    const found = [], weights = numbers(model.weights);
    let key = 0, place = 0;
    for (const step of numbers(model.features)) { key += step; found.push([key, []]); }
    numbers(model.cells).forEach((step, at) => {
      place += step;
      const one = weights[at], size = Math.ceil(one / 2);
      found[place % found.length][1].push([Math.floor(place / found.length), one % 2 ? -size : size]);
    });
    return new Map(found);
  }
  // How surely each group is shown; below 0 where it is not spoken of.
  function judge(keys, model) {
    const { groups, steps, topic, voice, belief, beliefs, spoken } = model, count = groups.length;
    const sums = Array(2 * count + 2).fill(0);
    let held = 0;
    for (const key of keys) {
      const own = model.held.get(key);
      if (!own) continue;
      held += 1;
      for (const [column, weight] of own) sums[column] += weight;
    }
    const root = Math.sqrt(held || 1);
    const topics = topic.map((constant, at) => (sums[1 + count + at] * steps[1]) / root + constant), most = Math.max(...topics);
    const all = most + Math.log(topics.reduce((sum, one) => sum + Math.exp(one - most), 0));
    return groups.map((_, at) => {
      const traits = [topics[at] - all, ((sums[0] + sums[1 + at]) * steps[0]) / root + voice, Math.log1p(keys.size), Math.log1p(held)];
      return traits[0] > spoken ? traits.reduce((sum, one, k) => sum + one * belief[k], beliefs[at]) : -1;
    });
  }

  function read(text, { lang, packs, base, words: own, model }) {
    const { signals, folded, words, heard } = check.read(text, { lang, packs, base });
    const cues = heard.filter((cue) => cue.language === lang || cue.language === "en");
    if (cues.length && check.contextOf(folded.chars, words, cues).informs) return [];
    own.lexicon = own.lexicon || new Lexicon(own.words);
    model.held = model.held || weightsOf(model);
    const single = rowsOf(words, own.lexicon, model).map((row) => ({ start: row.start, end: row.end, marks: row.marks.length, keys: features(row, model) }));
    const double = single.slice(1).map((two, at) => ({ start: single[at].start, end: two.end, marks: single[at].marks + two.marks, keys: new Set([...single[at].keys, ...two.keys]) }));
    const found = [];
    for (const { start, end, marks, keys } of [...single, ...double]) {
      if (marks < model.fewest) continue;
      judge(keys, model).forEach((sure, at) => { if (sure > 0) found.push({ group: model.groups[at], start, end, sure }); });
    }
    const indicators = Object.assign({}, ...Object.values(packs).map((pack) => pack.indicators)), kept = [];
    const apart = (one, other) => one.end <= other.start || other.end <= one.start;
    found.sort((a, b) => b.sure - a.sure || a.start - b.start || a.end - b.end);
    for (const one of found) {
      const others = kept.filter((other) => other.group === one.group);
      if (others.length < model.most && others.every((other) => apart(one, other))) kept.push(one);
    }
    return kept.map(({ group, start, end }) => {
      const [first, last] = check.spanOf(folded, words.spans[start][0], words.spans[end - 1][1]);
      return { group, start: first, end: last };
    }).filter((one) => signals.every((other) => indicators[other.indicator][0] !== one.group || apart(one, other)))
      .sort((a, b) => a.start - b.start || a.end - b.end);
  }

  // The quoted sentence, what its groups of signs are, and what to ask; nothing is said to be so.
  function told(found, { text, packs, base, said, make, sentence, quote, ask }) {
    if (!found.length) return [make("p", said.closer_none, {}, { className: "note" })];
    const known = Object.values(packs).flatMap((pack) => Object.values(pack.indicators)), chars = [...text], places = new Map();
    for (const one of found) put(places, chars.slice(one.start, one.end).join(""), one.group);
    const list = make("ul", "", {}, { className: "signs" });
    for (const [words, groups] of places) {
      const item = make("li"), like = make("ul");
      const own = new Set(known.filter(([group, weight]) => weight > 0 && groups.includes(group)).map((one) => one[3]));
      for (const english of own) {
        like.append(make("li"));
        like.lastChild.append(sentence(english));
      }
      item.append(quote(words), like);
      for (const question of new Set(groups.map((group) => ask(base.asked[group])))) if (question) item.append(make("p", question));
      list.append(item);
    }
    return [make("p", said.closer_like, {}, { className: "note" }), list];
  }

  return { read, told };
})();
