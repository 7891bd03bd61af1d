// The questions of the sum, turned into a case for wages.js, and its answer in the reader's words.
"use strict";
daybook.page("owed", (main) => {
  const $ = (id) => main.querySelector("#owed-" + id);
  const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], DAY = 864e5;
  const said = daybook.words(), lang = document.documentElement.lang;
  let pack = null;

  // Digits of any script are read; figures go on as plain decimals.
  function figure(id, none = "") {
    const text = ($(id).value || "").normalize("NFKC").replace(/\p{Nd}/gu, (digit) => {
      let zero = digit.codePointAt(0);
      while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0) - zero < 9) zero -= 1;
      return String(digit.codePointAt(0) - zero);
    }).replace(/[\s٬]/g, "").replace(/[٫,](?=\d{1,2}$)/, ".").replace(/,/g, "");
    return /^\d+(\.\d+)?$/.test(text) ? text : none;
  }
  const inForce = (rule) => rule.topic === "minimum_wage" && rule.status === "in_force" && !rule.to;

  async function placeChosen() {
    const code = $("place").value;
    pack = null;
    const law = code ? await daybook.data("law-" + code) : null;
    const parts = law ? daybook.partsOf(await daybook.read("c-" + code + ".html")) : [];
    // Another may have been chosen while this one came.
    if ($("place").value !== code) return;
    pack = law;
    const all = wages.rulesOf(pack), rules = all.filter(inForce);
    daybook.parts($("zone"), parts);
    skip("zones", !parts.length);
    const asks = (key) => rules.some((rule) => key in rule.scope);
    skip("household", !asks("domestic_work"));
    skip("age", !asks("age"));
    skip("basic", !all.some((rule) => rule.base));
  }
  function skip(name, on) {
    const step = main.querySelector(`[data-if="${name}"]`);
    if (on) step.dataset.skip = "1"; else delete step.dataset.skip;
  }
  $("place").addEventListener("change", placeChosen);
  for (const name of ["zones", "household", "age", "basic"]) skip(name, true);

  // Picks `count` of the days evenly.
  function spread(days, count) {
    const take = Math.min(count, days.length);
    return Array.from({ length: take }, (_, at) => days[Math.floor((at + 0.5) * days.length / take)]);
  }
  function made() {
    const from = $("from").value, to = $("to").value || new Date().toISOString().slice(0, 10);
    if (!pack || !from || from > to) return null;
    const hours = figure("hours", "8"), count = Math.max(1, Math.min(7, Math.round(Number(figure("days", "6")))));
    const working = WEEK.slice(0, count), rests = WEEK.slice(count);
    const night = figure("night", "0");
    const work = [{ from, to, week: Object.fromEntries(working.map((day) => [day, hours])), rest_days: rests }];
    if (night !== "0") work[0].night = Object.fromEntries(working.map((day) => [day, night]));
    const free = [], busy = [];
    for (let day = Date.parse(from + "T00:00:00Z"); day <= Date.parse(to + "T00:00:00Z"); day += DAY) {
      const name = WEEK[(new Date(day).getUTCDay() + 6) % 7];
      (rests.includes(name) ? free : busy).push(new Date(day).toISOString().slice(0, 10));
    }
    for (const date of spread(free, Number(figure("rest_days", "0")))) work.push({ date, hours, kind: "rest_day", night_hours: night });
    for (const date of spread(busy, Number(figure("holidays", "0")))) work.push({ date, hours, kind: "holiday", night_hours: night });
    const money = wages.rulesOf(pack).filter(inForce).find((rule) => rule.currency);
    const currency = (money || { currency: "" }).currency;
    const facts = {};
    if ($("household").value) facts.domestic_work = $("household").value;
    if (figure("age")) facts.age = figure("age");
    const [place, zone] = ($("zone").value || pack.country).split("/");
    if (zone) facts.zone = zone;
    const one = { place, facts, work, paid: [], deductions: [], fees: [] };
    if (figure("agreed")) one.pay = [{ amount: figure("agreed"), unit: $("unit").value, currency }];
    if (one.pay && figure("basic")) one.pay[0].basic = figure("basic");
    if (figure("paid")) one.paid.push({ amount: figure("paid") });
    if (figure("taken")) one.deductions.push({ kind: "other", amount: figure("taken"), on: to });
    if (figure("fees")) one.fees.push({ kind: "recruitment", amount: figure("fees"), currency, on: from });
    return one;
  }

  const make = (name, text, values, more = {}) => {
    const element = Object.assign(document.createElement(name), more);
    if (text) daybook.fill(element, text, values);
    return element;
  };
  const money = (text, currency) => new Intl.NumberFormat(lang, { style: "currency", currency }).format(text);
  const plain = (text) => new Intl.NumberFormat(lang, { maximumFractionDigits: 4 }).format(text);
  const monthly = (iso) => new Intl.DateTimeFormat(lang, { month: "long", year: "numeric", timeZone: "UTC", calendar: "gregory" }).format(new Date(iso));
  const day = (iso) => new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC", calendar: "gregory" }).format(new Date(iso));
  function span({ low, high }, currency) {
    return low === high ? money(low, currency) : said.owed_range.replace("{low}", money(low, currency)).replace("{high}", money(high, currency));
  }

  function answered(answer) {
    const out = [make("h2", said.owed_missing), make("p", "{sum}", { sum: span(answer.owed, answer.currency) }, { className: "number" })];
    if (answer.owed.high === "0" || Number(answer.owed.high) === 0) out.splice(0, 2, make("p", said.owed_nothing));
    out.push(make("p", said.owed_result + ": {sum}", { sum: span(answer.due, answer.currency) }));
    out.push(make("p", said.owed_got + ": {sum}", { sum: money(answer.paid, answer.currency) }));
    for (const [currency, back] of Object.entries(answer.fees_back || {})) out.push(make("p", said.owed_fees_back + ": {sum}", { sum: span(back, currency) }));
    for (const refused of answer.refused || []) out.push(make("p", said.owed_refused, { why: said["refuse_" + refused.reason] + " (" + day(refused.from) + " – " + day(refused.to) + ")" }, { className: "note" }));
    if ((answer.questions || []).length) out.push(make("p", said.owed_why_range, { facts: answer.questions.map((key) => key.replaceAll("_", " ")).join(", ") }, { className: "small" }));
    out.push(make("p", said.owed_not_proof, {}, { className: "care" }));
    const working = make("details");
    working.append(make("summary", said.owed_working));
    for (const month of answer.months || []) {
      working.append(make("h3", "{month}: {sum}", { month: monthly(month.month), sum: money(month.due, answer.currency) }));
      const table = make("table", "", {}, { className: "days" });
      for (const line of month.lines) {
        const row = table.insertRow();
        row.insertCell().textContent = (said["line_" + line.code] || line.code);
        const cell = row.insertCell();
        cell.dir = "ltr";
        cell.textContent = plain(line.quantity) + " × " + plain(line.rate) + (line.percent === "100" ? "" : " × " + plain(line.percent) + " %") + " = " + money(line.amount, answer.currency);
      }
      working.append(table);
    }
    working.append(make("p", said.owed_spread, {}, { className: "small" }));
    const list = make("ul");
    for (const cited of Object.values(answer.sources || {})) {
      const item = make("li"), name = make("cite");
      name.dir = "auto";
      name.textContent = [cited.title, cited.number, cited.article].filter(Boolean).join(", ");
      item.append(name, " · " + said.since.replace("{date}", day(cited.effective_from)) + ". " + said.checked_on.replace("{date}", day(cited.checked_on)), cited.may_change ? ". " + said.may_rise.replace("{date}", day(cited.may_change)) : "");
      list.append(item);
    }
    working.append(make("h3", said.source), list);
    const print = make("button", said.owed_print, {}, { type: "button", className: "quiet" });
    print.addEventListener("click", () => { working.open = true; window.print(); });
    return [...out, working, print];
  }

  main.querySelector("#owed").addEventListener("submit", (event) => {
    event.preventDefault();
    const one = made(), result = $("result");
    if (!one) { daybook.turn(0); return daybook.fill(document.getElementById("told"), said.owed_choose); }
    try {
      result.replaceChildren(...answered(wages.owed(one, { [pack.country]: pack })));
    } catch (fault) {
      if (!(fault instanceof wages.CaseFault)) throw fault;
      result.replaceChildren(make("p", said.owed_refused, { why: fault.message }, { className: "note" }));
    }
    daybook.show(result);
  });
});
