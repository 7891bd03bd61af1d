// The offer check on the phone: what check.js finds, in the reader's words.
"use strict";
daybook.page("offer", (main) => {
  const $ = (id) => main.querySelector("#offer-" + id);
  const said = daybook.words(), lang = document.documentElement.lang, numbers = lang + "-u-nu-latn";
  const make = (name, text, values, more = {}) => {
    const element = Object.assign(document.createElement(name), more);
    if (text) daybook.fill(element, text, values);
    return element;
  };
  const list = (keys) => {
    const found = make("ul");
    for (const key of new Set(keys)) found.append(make("li", said[key]));
    return found;
  };
  // A list that was read before is not read again.
  const kept = {};
  const pack = (name) => (kept[name] = kept[name] || daybook.data(name).catch(() => null));

  function sentence(english) {
    const own = (said.sentences || {})[english];
    return make("span", own || english, {}, own ? {} : { lang: "en" });
  }
  function quote(text) {
    const found = make("blockquote", "", {}, { dir: "auto" });
    found.append(make("mark", "", {}, { textContent: text }));
    return found;
  }
  function sign(one) {
    const item = make("li");
    item.append(sentence(one.sentence), ...one.quotes.slice(0, 3).map(({ text }) => quote(text)));
    return item;
  }
  const asks = (code) => said[said.asks[code]];
  // Offers come in the reader's language or in English; its commonest words tell which.
  function tongue(text, base) {
    const words = text.toLowerCase().match(/\p{L}+/gu) || [];
    return words.filter((word) => base.common.includes(word)).length > 0.12 * words.length ? "en" : lang;
  }
  // Asked for, since it is fetched only then: sentences that read like a sign in other words.
  function closer(text, packs, base) {
    const box = make("p"), read = tongue(text, base), size = said.closer[read];
    const button = make("button", said.closer_look, {}, { type: "button", className: "quiet" });
    if (size) button.append(" \u2066(" + size + "\u00a0KB)\u2069");
    box.append(button);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const [model, own] = await Promise.all([
          daybook.data("closer"), daybook.data("closer-" + read), globalThis.closer || daybook.script("closer")]);
        const found = globalThis.closer.read(text, { lang: read, packs, base, words: own, model });
        const out = globalThis.closer.told(found, { text, packs, base, said, make, sentence, quote, ask: asks });
        box.replaceWith(...out);
        out[0].tabIndex = -1;
        out[0].focus();
      } catch { button.disabled = false; daybook.fill(document.getElementById("told"), said.offline_partly); }
    });
    return box;
  }
  // Who the minimum is for, where it is by age.
  function ages(one, rules) {
    const [rule] = rules.filter((rule) => one.rules.includes(rule.id) && rule.scope.age);
    return rule ? " (" + said.who_from.replace("{low}", rule.scope.age.split("-")[0]) + ")" : "";
  }
  function pay(one, rules) {
    const unit = (name) => (name ? " " + (said["per_" + name] || name) : "");
    const money = (value, name) => new Intl.NumberFormat(numbers, { style: "currency", currency: one.currency }).format(value) + unit(name);
    if (one.verdict === "unknown") return make("p", said.offer_pay_unknown);
    const key = one.verdict === "below" ? "offer_pay_below" : "offer_pay_fine";
    const told = make("p", said[key], { pay: money(one.amount, one.unit), minimum: money(one.minimum, one.minimum_unit) }, { className: one.verdict === "below" ? "care" : "" });
    told.append(ages(one, rules));
    return told;
  }
  function section(title, signs) {
    const found = make("ul", "", {}, { className: "signs" });
    found.append(...signs.map(sign));
    return signs.length ? [make("h2", title), found] : [];
  }
  function cited(source) {
    const line = make("span", "", {}, { className: "small" }), cite = make("cite", "", {}, { dir: "auto" });
    cite.textContent = [source.title, source.number, source.article].filter((one, at) => one && (!at || !source.title.includes(one))).join(", ");
    line.append(said.source + ": ", cite);
    return line;
  }
  // What the law of the place says on what the signs are about; what it forbids in the sign's words.
  function lawLine(one, source, sign) {
    const value = one.unit === "verdict" ? said["verdict_" + one.value] : said["unit_" + one.unit], line = make("li");
    line.append(sign ? sentence(sign.sentence) : make("b", said["topic_" + one.topic]), make("b", value && " – " + value, { n: one.value }), make("br"), cited(source));
    return line;
  }
  function answered(answer, text, packs, base, rules) {
    const bad = answer.signs.filter((one) => !one.counter), good = answer.signs.filter((one) => one.counter);
    const low = answer.pay.filter((one) => one.verdict === "below");
    const out = answer.found ? section(said.offer_signs, bad) : [make("p", said.offer_none, {}, { className: "note" })];
    out.push(...(answer.pay.length ? (low.length ? low : answer.pay.slice(0, 1)).map((one) => pay(one, rules)) : []));
    if (said.closer) out.push(closer(text, packs, base));
    out.push(...section(said.offer_good, good));
    if (answer.found) out.push(make("p", said.offer_explain, {}, { className: "small" }));
    if (answer.missing.length) out.push(make("h2", said.offer_missing), list(answer.missing.map((code) => "miss_" + code)));
    out.push(make("h2", said.offer_ask), list([...answer.ask.map((code) => said.asks[code]).filter(Boolean), "ask_talk"]));
    const law = make("ul"), held = new Set(answer.law.map((one) => one.rule));
    law.append(...answer.law.map((one) => lawLine(one, answer.sources[one.rule], one.value === "forbidden" && bad.find((sign) => String(base.topics[sign.group]).includes(one.topic)))));
    if (held.size) out.push(make("h2", said.offer_law), law);
    for (const [rule, source] of Object.entries(answer.sources)) {
      if (held.has(rule)) continue;
      const line = make("p");
      line.append(cited(source));
      out.push(line);
    }
    const again = make("button", said.offer_again, {}, { type: "button", className: "quiet" });
    again.addEventListener("click", () => { $("result").hidden = true; main.querySelector("#offer").hidden = false; daybook.turn(0); });
    const pass = make("a", said.pass_title, {}, { className: "quiet", href: "p.html" });
    daybook.offered = text;
    out.push(again, " ", pass);
    return out;
  }

  main.querySelector("#offer").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = $("text").value, place = $("place").value;
    if (!text.trim()) { daybook.turn(0); return $("text").focus(); }
    const [base, law, own, english] = await Promise.all([
      pack("check"), place ? pack("law-" + place) : null, pack("phrases-" + lang), pack("phrases-en")]);
    const packs = Object.fromEntries([[lang, own], ["en", english]].filter(([, one]) => one));
    const on = new Date().toISOString().slice(0, 10);
    const answer = check.offer(text, { lang: null, packs, base, law: law || { country: "", rules: [], instruments: [], names: {} }, place, on });
    $("result").replaceChildren(...answered(answer, text, packs, base, lawbook.rulesOf(law)));
    main.querySelector("#offer").hidden = true;
    daybook.show($("result"));
  });
});
