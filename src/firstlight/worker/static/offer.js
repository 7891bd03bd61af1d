// The offer check on the phone: what check.js finds, in the reader's words.
"use strict";
daybook.page("offer", (main) => {
  const $ = (id) => main.querySelector("#offer-" + id);
  const said = daybook.words(), lang = document.documentElement.lang;
  const MISSING = { pay: "miss_pay", employer: "miss_employer", hours: "miss_hours", rest: "miss_rest", contract: "miss_contract" };
  const ASK = {
    employer: "ask_licence", contract: "ask_contract",
    fees: "ask_costs", documents: "ask_passport", leaving: "ask_leave", check: "ask_licence",
  };
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
  // Offers come in the reader's language or in English; its commonest words tell which.
  const COMMON = new Set("the and to of you your is are for in with will we my her his their our this that it not on at be or if can from by".split(" "));
  function tongue(text) {
    const words = text.toLowerCase().match(/\p{L}+/gu) || [];
    return words.filter((word) => COMMON.has(word)).length > 0.12 * words.length ? "en" : lang;
  }
  // Asked for, since it is fetched only then: sentences that read like a sign in other words.
  function closer(text, packs, base) {
    const box = make("p"), read = tongue(text), size = said.closer[read];
    const button = make("button", said.closer_look, {}, { type: "button", className: "quiet" });
    if (size) button.append(" \u2066(" + size + "\u00a0KB)\u2069");
    box.append(button);
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const [model, own] = await Promise.all([
          daybook.data("closer"), daybook.data("closer-" + read), globalThis.closer || daybook.script("closer")]);
        const found = globalThis.closer.read(text, { lang: read, packs, base, words: own, model });
        const out = globalThis.closer.told(found, { text, packs, base, said, make, sentence, quote, ask: (code) => said[ASK[code]] });
        box.replaceWith(...out);
        out[0].tabIndex = -1;
        out[0].focus();
      } catch { button.disabled = false; daybook.fill(document.getElementById("told"), said.offline_partly); }
    });
    return box;
  }
  function pay(one) {
    const unit = (name) => (name ? " " + (said["per_" + name] || name) : "");
    const money = (value, name) => new Intl.NumberFormat(lang, { style: "currency", currency: one.currency }).format(value) + unit(name);
    if (one.verdict === "unknown") return make("p", said.offer_pay_unknown);
    const key = one.verdict === "below" ? "offer_pay_below" : "offer_pay_fine";
    return make("p", said[key], { pay: money(one.amount, one.unit), minimum: money(one.minimum, one.minimum_unit) }, { className: one.verdict === "below" ? "care" : "" });
  }
  function section(title, signs) {
    const found = make("ul", "", {}, { className: "signs" });
    found.append(...signs.map(sign));
    return signs.length ? [make("h2", title), found] : [];
  }
  function answered(answer, text, packs, base) {
    const bad = answer.signs.filter((one) => !one.counter), good = answer.signs.filter((one) => one.counter);
    const low = answer.pay.filter((one) => one.verdict === "below");
    const out = answer.found ? section(said.offer_signs, bad) : [make("p", said.offer_none, {}, { className: "note" })];
    out.push(...(answer.pay.length ? (low.length ? low : answer.pay.slice(0, 1)).map(pay) : []));
    if (said.closer) out.push(closer(text, packs, base));
    out.push(...section(said.offer_good, good));
    if (answer.found) out.push(make("p", said.offer_explain, {}, { className: "small" }));
    if (answer.missing.length) out.push(make("h2", said.offer_missing), list(answer.missing.map((code) => MISSING[code]).filter(Boolean)));
    out.push(make("h2", said.offer_ask), list([...answer.ask.map((code) => ASK[code]).filter(Boolean), "ask_talk"]));
    for (const cited of Object.values(answer.sources)) {
      const cite = make("cite");
      cite.dir = "auto";
      cite.textContent = [cited.title, cited.number, cited.article].filter(Boolean).join(", ");
      const line = make("p", "", {}, { className: "small" });
      line.append(said.source + ": ", cite);
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
    $("result").replaceChildren(...answered(answer, text, packs, base));
    main.querySelector("#offer").hidden = true;
    daybook.show($("result"));
  });
});
