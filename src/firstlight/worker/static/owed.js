// The questions of the sum, turned into a case for wages.js, and its answer in the reader's words.
"use strict";
daybook.page("owed", (main) => {
  const $ = (id) => main.querySelector("#owed-" + id);
  const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], DAY = 864e5;
  const said = daybook.words(), lang = document.documentElement.lang + "-u-nu-latn";
  // Topics on which the sum rests; what an employer may give beside the pay; questions about money.
  const COUNTED = /wage|premium|hours_|divisor|holiday_pay/, GIVEN = ["food", "housing"], MONEY = ["agreed", "basic", "paid", "taken", "fees"];
  let pack = null, currency = "";

  // Digits of any script are read; figures go on as plain decimals.
  function figure(id, none = "") {
    const text = ($(id).value || "").normalize("NFKC").replace(/\p{Nd}/gu, (digit) => {
      let zero = digit.codePointAt(0);
      while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0) - zero < 9) zero -= 1;
      return String(digit.codePointAt(0) - zero);
    }).replace(/[\s٬]/g, "").replace(/[٫,](?=\d{1,2}$)/, ".").replace(/,/g, "");
    return /^\d+(\.\d+)?$/.test(text) ? text : none;
  }
  const inForce = (rule) => rule.status === "in_force" && !rule.to;

  async function placeChosen() {
    const code = $("place").value, form = main.querySelector("#owed");
    pack = null;
    form.ariaBusy = "true";
    try {
      const law = code ? await daybook.data("law-" + code) : null;
      const parts = law ? daybook.partsOf(await daybook.read("c-" + code + ".html")) : [];
      // Another may have been chosen while this one came.
      if ($("place").value === code) ask(law, parts);
    } finally { if ($("place").value === code) form.ariaBusy = "false"; }
  }
  // Asks what the law of the place turns on.
  function ask(law, parts) {
    pack = law;
    const rules = wages.rulesOf(pack).filter(inForce);
    daybook.parts($("zone"), parts);
    skip("zones", !parts.length);
    const asked = (key, fits = () => true) => rules.some((rule) => COUNTED.test(rule.topic) && key in rule.scope && fits(rule.scope[key]));
    const given = (kind) => rules.some((rule) => rule.topic === "allowance" && (rule.scope.kind || "").includes(kind));
    const sectors = new Set(rules.filter((rule) => COUNTED.test(rule.topic)).flatMap((rule) => (rule.scope.sector || "").replace("!", "").split("|")));
    const trades = [...sectors].filter((one) => said["who_" + one]).map((one) => new Option(said["who_" + one], one));
    $("sector").replaceChildren(new Option(said.not_sure.replace(/[[\]]/g, ""), ""), ...trades, new Option(said.who_other, "other"));
    skip("household", !asked("domestic_work"));
    skip("sector", !trades.length);
    skip("age", !asked("age"));
    skip("basic", !rules.some((rule) => rule.base));
    for (const kind of GIVEN) skip(kind, !given(kind));
    currency = ($("place").selectedOptions[0] || { dataset: {} }).dataset.currency || "";
    for (const name of MONEY) main.querySelector(`[for="owed-${name}"]`).dataset.money = currency;
  }
  function skip(name, on) {
    const step = main.querySelector(`[data-if="${name}"]`);
    if (on) step.dataset.skip = "1"; else delete step.dataset.skip;
  }
  $("place").addEventListener("change", placeChosen);
  for (const name of ["zones", "household", "sector", "age", "basic", ...GIVEN]) skip(name, true);

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
    const facts = {};
    if ($("household").value) facts.domestic_work = $("household").value;
    if ($("sector").value) facts.sector = $("sector").value;
    if (figure("age")) facts.age = figure("age");
    const [place, zone] = ($("zone").value || pack.country).split("/");
    if (zone) facts.zone = zone;
    const one = { place, facts, work, paid: [], deductions: [], fees: [] };
    if (GIVEN.every((kind) => $(kind).value)) one.provided = GIVEN.filter((kind) => $(kind).value === "yes");
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
  // Months by name, where the browser does not have the language.
  const dated = (iso, form) => {
    const [year, month, date] = iso.split("-").map(Number);
    if (said.months) return [year, said.months[month - 1], form.day && date].filter(Boolean).join(" ");
    return new Intl.DateTimeFormat(lang, { month: "long", year: "numeric", timeZone: "UTC", calendar: "gregory", ...form }).format(new Date(iso));
  };
  const plain = (text) => new Intl.NumberFormat(lang, { maximumFractionDigits: 4 }).format(text);
  const monthly = (iso) => dated(iso, {}), day = (iso) => dated(iso, { day: "numeric" });
  const fact = (key) => said["fact_" + key] || said.fact_other;
  function span({ low, high }, currency) {
    return low === high ? money(low, currency) : said.owed_range.replace("{low}", money(low, currency)).replace("{high}", money(high, currency));
  }

  function answered(answer) {
    const out = [], known = Number(answer.due.high) > 0;
    const refused = (answer.refused || []).filter((one) => !known || one.reason !== "no_minimum");
    if (Number(answer.owed.high) > 0) out.push(make("h2", said.owed_missing), make("p", "{sum}", { sum: span(answer.owed, answer.currency) }, { className: "number" }));
    else if (!refused.length) out.push(make("p", said.owed_nothing));
    if (known) out.push(make("p", said.owed_result + ": {sum}", { sum: span(answer.due, answer.currency) }));
    out.push(make("p", said.owed_got + ": {sum}", { sum: money(answer.paid, answer.currency) }));
    for (const [currency, back] of Object.entries(answer.fees_back || {})) out.push(make("p", said.owed_fees_back + ": {sum}", { sum: span(back, currency) }));
    for (const one of refused) out.push(make("p", said.owed_refused, { why: said["refuse_" + one.reason] + " (" + day(one.from) + " – " + day(one.to) + ")" }, { className: "note" }));
    if (!known && !$("zone").value && $("zone").options.length > 1) out.push(make("p", said.owed_part, {}, { className: "care" }));
    const ranged = answer.due.low !== answer.due.high || answer.owed.low !== answer.owed.high;
    if (ranged && (answer.questions || []).length) out.push(make("p", said.owed_why_range, { facts: [...new Set(answer.questions.map(fact))].join(" · ") }, { className: "small" }));
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
      // What is left to be wrong: no pay where the law sets none, too much basic pay, too many hours.
      const none = figure("agreed") ? ["basic", ""] : ["agreed", said.refuse_no_minimum];
      const [step, why] = fault.where === "pay" ? none : ["hours", said.owed_check];
      daybook.turn([...main.querySelectorAll(".step")].findIndex((one) => one.dataset.if === step));
      return daybook.fill(document.getElementById("told"), why);
    }
    daybook.show(result);
  });
});
