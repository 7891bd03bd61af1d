// What a worker is owed: the same sums as firstlight.rights, exact, with no network.
//
// wages.owed(case, packs) -> answer. `case` has the shape of CASE.yaml (docs/guide), `packs` maps
// a country to its law pack (firstlight.rights.pack). A case that cannot be reckoned throws a
// wages.CaseFault with `where`. Stands on law.js.
"use strict";
(() => {
  const { Q, ZERO, ONE, FULL, q, most, least, total, rounded, written, short, number, iso } = globalThis.lawbook;
  const { RANGES, rulesOf, Law, minimum, rateAt, cite } = globalThis.lawbook;
  // Decimals as CLDR has them; browsers differ in these few.
  const digitsOf = (currency) => (/IQD|LAK|LBP|MMK|RSD/.test(currency) ? 0 : /COP|HUF|IDR|PKR/.test(currency) ? 2
    : new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits);

  // ── days ─────────────────────────────────────────────────────────────────────────────────────
  const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const LONGEST = 366 * 20;
  class CaseFault extends Error {
    constructor(what, where) { super(what); this.where = where; }
  }
  const weekday = (day) => (((day + 3) % 7) + 7) % 7;
  const monthDays = (month) => new Date(Date.UTC(+month.slice(0, 4), +month.slice(5, 7), 0)).getUTCDate();

  function usualDay(work, day) {
    const name = WEEK[weekday(day)], date = iso(day);
    const rests = (work.rest_days || []).includes(name);
    let kind = rests ? "rest_day" : "ordinary";
    if ((work.holidays || []).includes(date)) kind = rests ? "holiday_on_rest_day" : "holiday";
    else if ((work.special_days || []).includes(date)) {
      kind = rests ? "special_day_on_rest_day" : "special_day";
    }
    const hours = q((work.week || {})[name] || "0"), night = q((work.night || {})[name] || "0");
    return { date, hours, night, kind, pieces: ZERO };
  }
  function daysOf(work, where) {
    if (work.date) {
      if (work.hours == null || work.from || Object.keys(work.week || {}).length) {
        throw new CaseFault("hours", where);
      }
      return [{
        date: work.date, hours: q(work.hours), night: q(work.night_hours || "0"),
        kind: work.kind || "ordinary", pieces: q(work.pieces || "0"),
        nightOvertime: work.night_overtime == null ? null : q(work.night_overtime),
      }];
    }
    if (!work.from || !work.to || work.to < work.from) {
      throw new CaseFault("no days", where);
    }
    const first = number(work.from), last = number(work.to);
    if (last - first > LONGEST) throw new CaseFault("too long", where);
    return Array.from({ length: last - first + 1 }, (_, step) => usualDay(work, first + step));
  }
  function layOut(work) {
    const usual = new Map(), single = new Map();
    (work || []).forEach((entry, index) => {
      const where = `work[${index}]`, into = entry.date ? single : usual;
      for (const day of daysOf(entry, where)) {
        if (into.has(day.date)) throw new CaseFault("twice", where);
        if (day.night.above(day.hours) || day.hours.above(q("24"))) {
          throw new CaseFault("too many hours", where);
        }
        into.set(day.date, day);
      }
    });
    const days = new Map([...usual, ...single]);
    if (!days.size || days.size > LONGEST) throw new CaseFault("no work", "work");
    return [...days.keys()].sort().map((date) => days.get(date));
  }

  // ── hours ────────────────────────────────────────────────────────────────────────────────────
  const REST = "rest_day_premium", HOLIDAY = "holiday_premium";
  const TRIED = {
    ordinary: [],
    rest_day: [[REST, "rest_day"]],
    holiday: [[HOLIDAY, "holiday"]],
    special_day: [[HOLIDAY, "special_day"]],
    holiday_on_rest_day: [[HOLIDAY, "holiday_on_rest_day"], [HOLIDAY, "holiday"], [REST, "rest_day"]],
    special_day_on_rest_day: [
      [HOLIDAY, "special_day_on_rest_day"], [REST, "rest_day"], [HOLIDAY, "special_day"]],
  };
  function specialOf(day, law, interval) {
    for (const [topic, kind] of TRIED[day.kind]) {
      const found = law.rules(topic, day.date, { day: kind, pay_interval: interval })
        .filter((rule) => rule.unit !== "none");
      if (found.length) return [kind, found];
    }
    return ["ordinary", []];
  }
  function limit(law, topic, on) {
    const rule = law.rule(topic, on);
    return !rule || rule.unit === "none" ? null : q(rule.value);
  }
  const monday = (date) => number(date) - weekday(number(date));
  function splitHours(days, law, interval) {
    let week = null, done = ZERO;
    return days.map((day) => {
      if (monday(day.date) !== week) { week = monday(day.date); done = ZERO; }
      const [kind, special] = specialOf(day, law, interval);
      let normal = day.hours;
      const daily = limit(law, "hours_day", day.date);
      if (daily) normal = least(normal, daily);
      if (kind === "ordinary") {
        const weekly = limit(law, "hours_week", day.date);
        if (weekly) normal = least(normal, most(weekly.minus(done), ZERO));
        done = done.plus(normal);
      }
      const overtime = day.hours.minus(normal);
      const low = most(day.night.minus(normal), ZERO), high = least(day.night, overtime);
      const nightOver = day.nightOvertime ? least(most(day.nightOvertime, low), high)
        : law.mode === "low" ? low : high;
      return {
        day, kind, special, normal, overtime,
        nightNormal: day.night.minus(nightOver), nightOver,
      };
    });
  }

  // ── premiums ─────────────────────────────────────────────────────────────────────────────────
  const perOf = (band) => band.per || "week";
  function room(rules, at) {
    return rules.filter((rule) => rule.band && at[perOf(rule.band)])
      .flatMap((rule) => [rule.band.above || "0", rule.band.to].filter((edge) => edge != null)
        .map((edge) => q(edge).minus(at[perOf(rule.band)])))
      .filter((edge) => edge.n > 0n);
  }
  function holds(rule, at) {
    if (!rule.band) return true;
    const done = at[perOf(rule.band)];
    if (!done || q(rule.band.above || "0").above(done)) return false;
    return rule.band.to == null || q(rule.band.to).above(done);
  }
  function highest(rules, at) {
    return rules.filter((rule) => holds(rule, at)).reduce((held, rule) => {
      if (!held || q(rule.value).above(q(held.value))) return rule;
      return q(rule.value).same(q(held.value)) && rule.id > held.id ? rule : held;
    }, null);
  }
  function overtimeCutter(law, interval) {
    const counted = new Map();
    return (worked) => {
      const { date } = worked.day;
      const rules = law.rules("overtime_premium", date, { day: worked.kind, pay_interval: interval })
        .filter((rule) => rule.unit === "percent");
      const slots = {
        day: `d${date}`, week: `w${monday(date)}`, month: date.slice(0, 7), year: date.slice(0, 4), worked: `h${date}`,
      };
      counted.set(slots.worked, worked.normal);
      const found = [];
      let left = worked.overtime;
      while (left.n > 0n) {
        const at = {};
        for (const [per, slot] of Object.entries(slots)) at[per] = counted.get(slot) || ZERO;
        const hours = room(rules, at).reduce(least, left);
        found.push([hours, highest(rules, at)]);
        for (const slot of Object.values(slots)) counted.set(slot, (counted.get(slot) || ZERO).plus(hours));
        left = left.minus(hours);
      }
      return found;
    };
  }
  function dayPercent(special, share) {
    return special.find((rule) => rule.unit === "day_percent"
      && share.above(q(rule.band?.above || "0"))
      && (rule.band?.to == null || !share.above(q(rule.band.to)))) || null;
  }
  function hourSegments(special, hours) {
    const rules = special.filter((rule) => rule.unit === "percent"), found = [];
    let done = ZERO;
    while (rules.length && hours.above(done)) {
      const at = { day: done };
      const part = room(rules, at).reduce(least, hours.minus(done));
      found.push([part, highest(rules, at)]);
      done = done.plus(part);
    }
    return found;
  }
  const byBands = (special) => special.some((rule) => rule.unit === "percent" && rule.band);
  function together(base, rule, byDefault) {
    if (!rule) return base;
    const premium = q(rule.value);
    switch (rule.combine || byDefault) {
      case "add": return base.plus(premium).minus(FULL);
      case "multiply": return base.times(premium).over(FULL);
      case "replace": return premium;
      default: return most(base, premium);
    }
  }

  // ── one day ──────────────────────────────────────────────────────────────────────────────────
  const amount = (item) => item.quantity.times(item.rate).times(item.percent).over(FULL);
  function itemsOf(worked, rate, law, interval, segments) {
    const { day, special } = worked;
    const lump = special.length ? dayPercent(special, worked.normal.over(rate.dayHours)) : null;
    const found = [];
    const add = (code, quantity, unit, percent = FULL, rules = []) => {
      const byHour = { hour: rate.hour, basic_hour: rate.basic, day_pay: rate.hour.times(rate.dayHours) }[unit];
      if (unit === "basic_hour" && !rate.told) law.unsure.add("basic_pay");
      const assumed = byHour && rate.unit !== "hour" ? rate.assumed : [];
      found.push({
        code, on: day.date, quantity, unit, rate: byHour || rate.value, percent,
        rules: [...rate.rules, ...rules], assumed,
      });
    };
    const inMonth = rate.unit === "month" && worked.kind !== "rest_day";
    const held = (rule) => ((inMonth && !rule.on_top) || rate.unit === "piece" ? FULL : ZERO);

    const normal = worked.kind === "ordinary" ? worked.normal : ZERO;
    if (rate.unit === "month") add("month", new Q(1n, BigInt(monthDays(day.date.slice(0, 7)))), "month");
    else if (rate.unit === "piece") add("pieces", day.pieces, "piece");
    else if (rate.unit === "day") add("days", least(normal.over(rate.dayHours), ONE), "day");
    else add("hours", normal, "hour");

    const holiday = day.kind === "holiday" || day.kind === "holiday_on_rest_day";
    if (holiday && !day.hours.n && rate.unit !== "month") {
      const rule = law.rule("holiday_pay", day.date, { pay_interval: interval });
      if (rule?.unit === "percent") add("holiday_pay", ONE, "day_pay", q(rule.value), [rule.id]);
    }
    if (lump) add(worked.kind, ONE, "day_pay", q(lump.value).minus(held(lump)), [lump.id]);

    const stretches = stretchesOf(worked, rate, lump, held, segments);
    for (const one of stretches) {
      if (!one.code) continue;
      const whole = one.base === "basic_premium" ? FULL : one.percent;
      add(one.code, one.hours, one.base === "basic_pay" ? "basic_hour" : "hour", whole.minus(one.held), one.rules);
      if (one.base === "basic_premium") add(one.code, one.hours, "basic_hour", one.percent.minus(FULL), one.rules);
    }
    night(worked, law, interval, stretches, add);
    const whole = rate.partDay === "whole" || (!rate.partDay && law.mode === "high");
    if (rate.unit === "day" && whole && worked.kind === "ordinary" && day.hours.n) {
      const missing = rate.value.minus(total(found.map(amount)));
      if (missing.n > 0n) add("whole_day", missing.over(rate.value), "day");
    }
    return found.filter((item) => amount(item).n);
  }
  function stretchesOf(worked, rate, lump, held, segments) {
    const { special } = worked, plain = !special.length || lump;
    const found = [];
    if (plain) found.push({ code: "", hours: worked.normal, percent: FULL, rules: [], held: ZERO });
    else {
      const hours = byBands(special) ? worked.day.hours : worked.normal;
      const parts = hourSegments(special, hours);
      for (const [part, rule] of parts.length ? parts : [[hours, null]]) {
        found.push(rule
          ? { code: worked.kind, hours: part, percent: q(rule.value), rules: [rule.id], held: held(rule) }
          : {
            code: "hours", hours: part, percent: FULL, rules: [],
            held: rate.unit === "month" || rate.unit === "piece" ? FULL : ZERO,
          });
      }
      if (byBands(special)) return found;
    }
    const own = plain ? null : special.find((rule) => rule.unit === "percent");
    const base = own ? q(own.value) : FULL;
    for (const [hours, rule] of segments) {
      const silent = !rule && base.same(FULL) && rate.unit === "month";
      const percent = together(base, rule, "highest");
      found.push({
        code: silent ? "" : "overtime", hours, percent, rules: rule ? [rule.id] : [],
        held: rate.unit === "piece" ? FULL : ZERO, overtime: true,
        base: rule?.base && percent.same(q(rule.value)) ? rule.base : "",
      });
    }
    return found;
  }
  function night(worked, law, interval, stretches, add) {
    const left = stretches.some((one) => one.overtime)
      ? { no: worked.nightNormal, yes: worked.nightOver } : { no: worked.day.night, yes: ZERO };
    for (const one of [...stretches].reverse()) {
      const overtime = one.overtime ? "yes" : "no", hours = least(one.hours, left[overtime]);
      if (!hours.n) continue;
      left[overtime] = left[overtime].minus(hours);
      const more = { day: worked.kind, overtime, pay_interval: interval };
      for (const rule of law.rules("night_premium", worked.day.date, more)) {
        if (rule.unit === "percent") {
          add("night", hours, "hour", together(one.percent, rule, "add").minus(one.percent), [rule.id]);
        }
      }
    }
  }

  // ── the reckoning on one basis ───────────────────────────────────────────────────────────────
  function reckon(given, days, law, basis, currency) {
    const pays = given.pay || [], interval = pays[0]?.unit || "hour";
    const cut = overtimeCutter(law, interval);
    const worked = splitHours(days, law, interval);
    const rate = (day) => rateAt(basis, law, pays, currency, day.date);
    const pieces = interval === "piece" && basis === "agreed" ? pieceRates(worked, rate) : new Map();
    return worked.flatMap((one) => {
      const at = rate(one.day), segments = cut(one);
      if (!at) return [];
      if (at.unit === "piece") at.hour = at.basic = pieces.get(monday(one.day.date)) || ZERO;
      if (at.unit === "month" && given.part_time === "yes") at.unit = "month_by_hour";
      const items = itemsOf(one, at, law, interval, segments);
      return basis === "minimum" ? items.concat(allowances(one.day, at, law, given, currency)) : items;
    });
  }
  function pieceRates(worked, rate) {
    const earned = new Map(), hours = new Map();
    for (const { day } of worked) {
      const at = rate(day), week = monday(day.date);
      if (!at) continue;
      earned.set(week, (earned.get(week) || ZERO).plus(day.pieces.times(at.value)));
      hours.set(week, (hours.get(week) || ZERO).plus(day.hours));
    }
    return new Map([...earned].filter(([week]) => hours.get(week).n)
      .map(([week, sum]) => [week, sum.over(hours.get(week))]));
  }
  // Those in percent are due on the month's pay.
  function allowances(day, rate, law, given, currency) {
    const found = [], known = given.provided;
    for (const kind of ["food", "housing", "transport", "cost_of_living"]) {
      if ((known || []).includes(kind)) continue;
      const more = { kind, pay_interval: rate.unit, ...(known && { provided: kind }) };
      for (const rule of law.rules("allowance", day.date, more)) {
        if (law.mode === "low" && !known && (kind === "food" || kind === "housing")) continue;
        const put = (quantity, unit, sum, percent) => quantity && quantity.n && found.push({
          code: "allowance", on: day.date, quantity, unit, rate: sum, percent, rules: [rule.id], assumed: [],
        });
        const month = new Q(1n, BigInt(monthDays(day.date.slice(0, 7))));
        if (rule.unit === "percent" && rate.unit === "month") put(month, "month", rate.value, q(rule.value));
        const share = { month, hour: day.hours, day: day.hours.n ? ONE : ZERO }[rule.unit];
        if (rule.currency === currency) put(share, rule.unit, q(rule.value), FULL);
      }
    }
    return found;
  }

  // ── lines and months ─────────────────────────────────────────────────────────────────────────
  function gather(items, digits) {
    const groups = new Map();
    for (const item of items) {
      const key = [item.code, item.unit, item.rate, item.percent, item.rules.join(), item.assumed.join()].join("|");
      const held = groups.get(key);
      if (held) {
        held.quantity = held.quantity.plus(item.quantity);
        if (item.on < held.from) held.from = item.on;
        if (item.on > held.to) held.to = item.on;
      } else groups.set(key, { ...item, from: item.on, to: item.on });
    }
    return [...groups.values()].map((one) => ({ ...one, amount: rounded(amount(one), digits) }));
  }
  function byMonth(bases, digits) {
    const months = new Map();
    for (const [basis, items] of bases) {
      const own = new Map();
      for (const item of items) {
        const month = item.on.slice(0, 7);
        if (!own.has(month)) own.set(month, []);
        own.get(month).push(item);
      }
      for (const [month, list] of own) {
        const lines = gather(list, digits), due = total(lines.map((line) => line.amount));
        if (!months.has(month) || due.above(months.get(month).due)) months.set(month, { month, basis, lines, due });
      }
    }
    return [...months.keys()].sort().map((month) => months.get(month));
  }
  const lineText = (line, digits) => ({
    code: line.code, from: line.from, to: line.to, quantity: short(line.quantity), unit: line.unit,
    rate: short(line.rate, 6), percent: short(line.percent), amount: written(line.amount, digits),
    rules: line.rules, assumed: line.assumed,
  });

  // ── deductions and fees ──────────────────────────────────────────────────────────────────────
  const STRICT = { forbidden: 0, capped: 1, not_agreed: 2, unclear: 3, allowed: 4 };
  const verdictOf = (verdict, low, high, rules) => ({ verdict, low, high, rules });
  function judge(rule, sum, agreed, pay) {
    if (!rule) return verdictOf("unclear", ZERO, sum, []);
    const rules = [rule.id];
    if (rule.unit === "verdict") {
      if (rule.value === "forbidden") return verdictOf("forbidden", sum, sum, rules);
      const consent = rule.value === "with_consent";
      if (rule.value === "allowed" || (consent && agreed === "yes")) return verdictOf("allowed", ZERO, ZERO, rules);
      if (consent && agreed === "no") return verdictOf("not_agreed", sum, sum, rules);
      return verdictOf("unclear", ZERO, sum, rules);
    }
    const value = q(rule.value);
    const cap = {
      percent: pay && pay.times(value).over(FULL), months_of_pay: pay && pay.times(value),
      days_of_pay: pay && pay.times(value).over(q("30")), month: value, piece: value,
    }[rule.unit];
    if (!cap) return verdictOf("unclear", ZERO, sum, rules);
    const over = most(sum.minus(cap), ZERO);
    return verdictOf(over.n ? "capped" : "allowed", over, over, rules);
  }
  function judgeDeductions(deductions, law, due) {
    const lawful = new Map();
    return deductions.map((one) => {
      const sum = q(one.amount), month = one.on.slice(0, 7), pay = due.get(month) || null;
      let judged = judge(law.rule("deduction", one.on, { kind: one.kind }), sum, one.agreed, pay);
      const rule = law.rule("deduction_limit", one.on), before = lawful.get(month) || ZERO;
      if (rule && rule.unit === "percent" && pay) {
        const free = most(pay.times(q(rule.value)).over(FULL).minus(before), ZERO);
        const over = most(sum.minus(free), ZERO);
        if (over.above(judged.low)) {
          const verdict = judged.verdict === "forbidden" ? "forbidden" : "capped";
          judged = verdictOf(verdict, over, most(over, judged.high), [...judged.rules, rule.id]);
        }
      }
      lawful.set(month, before.plus(sum).minus(judged.low));
      return judged;
    });
  }
  function judgeFee(fee, given, lawOf, pay) {
    const sum = q(fee.amount), found = [];
    for (const place of new Set([given.place, fee.place || given.place])) {
      const rule = lawOf(place).rule("fee", fee.on, { kind: fee.kind });
      if (!rule || rule.currency == null || rule.currency === fee.currency || rule.unit === "verdict") {
        found.push(judge(rule, sum, null, pay));
      }
    }
    const told = found.filter((one) => one.rules.length);
    return told.reduce((held, one) => {
      if (!held || one.low.above(held.low)) return one;
      if (held.low.above(one.low)) return held;
      const [a, b] = [STRICT[held.verdict], STRICT[one.verdict]];
      return b < a || (a === b && held.high.above(one.high)) ? one : held;
    }, null) || verdictOf("unclear", ZERO, sum, []);
  }
  const judgedText = (one, judged, currency) => {
    const digits = digitsOf(currency);
    return {
      kind: one.kind, on: one.on, amount: written(q(one.amount), digits), currency, verdict: judged.verdict,
      back: { low: written(judged.low, digits), high: written(judged.high, digits) }, rules: judged.rules,
    };
  };

  // ── days without law ─────────────────────────────────────────────────────────────────────────
  function reasonOf(day, law, pays) {
    const rule = minimum(law, day.date, pays[0]?.unit);
    if (rule) return pays.length && rule.currency !== pays[0].currency ? ["other_currency", [rule.id]] : null;
    const none = law.rules("minimum_wage", day.date);
    if (none.length) return ["no_minimum", none.map((one) => one.id)];
    const withheld = law.withheld("minimum_wage", day.date), ids = withheld.map((one) => one.id);
    const status = ["suspended", "announced"].find((name) => withheld.some((one) => one.status === name));
    return [status || (ids.length ? "expired" : "no_rule"), ids];
  }
  function refusedDays(days, law, pays) {
    const found = [];
    for (const day of days) {
      const reason = day.hours.n ? reasonOf(day, law, pays) : null;
      if (!reason) continue;
      const last = found[found.length - 1];
      if (last && last.reason === reason[0] && last.rules.join() === reason[1].join()) last.to = day.date;
      else found.push({ reason: reason[0], from: day.date, to: day.date, rules: reason[1] });
    }
    return found;
  }

  // A rule that hangs on a fact not told is in one of the two laws: for the least, for the most.
  function lackingOf(days, laws, interval) {
    const found = new Set();
    for (const day of days) {
      if (!day.hours.n) continue;
      const on = day.date, lacks = (topic, more) => laws.every((law) => !law.rules(topic, on, more).length);
      if (lacks("hours_day") && lacks("hours_week")) found.add("hours");
      const wanted = [["overtime_premium", "ordinary"]];
      if (day.kind.includes("rest_day")) wanted.push([REST, "rest_day"]);
      if (day.kind.includes("holiday") || day.kind.includes("special")) {
        wanted.push([HOLIDAY, day.kind.replace(/_on_rest_day$/, "")]);
      }
      for (const [topic, kind] of wanted) {
        if (lacks(topic, { day: kind, pay_interval: interval })) found.add(topic);
      }
      const atNight = { day: "ordinary", overtime: "no", pay_interval: interval };
      if (day.night.n && lacks("night_premium", atNight)) found.add("night_premium");
    }
    return [...found].sort();
  }

  // ── the answer ───────────────────────────────────────────────────────────────────────────────
  function check(given) {
    const pays = given.pay || [], facts = given.facts || {};
    for (const key of RANGES) {
      if (facts[key] != null && !/^[0-9]{1,6}(\.[0-9]{1,4})?$/.test(facts[key])) {
        throw new CaseFault("no number", `facts.${key}`);
      }
    }
    if (pays.some((pay) => pay.basic && q(pay.basic).above(q(pay.amount)))) {
      throw new CaseFault("basic pay", "pay");
    }
    if (new Set(pays.map((pay) => pay.unit)).size > 1 || new Set(pays.map((pay) => pay.currency)).size > 1) {
      throw new CaseFault("units", "pay");
    }
    if (pays.slice(1).some((pay, at) => !pay.from || (at && pay.from < pays[at].from))) {
      throw new CaseFault("order", "pay");
    }
  }
  function paidByMonth(paid) {
    if (!paid.length || paid.some((one) => !one.month)) return null;
    const months = new Map();
    for (const one of paid) months.set(one.month, (months.get(one.month) || ZERO).plus(q(one.amount)));
    return months;
  }
  function leftOver(given, due, judged, mode, digits) {
    const lawful = new Map();
    (given.deductions || []).forEach((taken, at) => {
      const month = taken.on.slice(0, 7);
      lawful.set(month, (lawful.get(month) || ZERO).plus(q(taken.amount)).minus(judged[at][mode]));
    });
    const paid = given.paid || [], months = paidByMonth(paid);
    if (!months) {
      const left = total([...due.values()]).minus(total(paid.map((one) => q(one.amount)))).minus(total([...lawful.values()]));
      return most(rounded(left, digits), ZERO);
    }
    return total([...new Set([...due.keys(), ...months.keys(), ...lawful.keys()])].map((month) => {
      const left = (due.get(month) || ZERO).minus(months.get(month) || ZERO).minus(lawful.get(month) || ZERO);
      return most(rounded(left, digits), ZERO);
    }));
  }

  function owed(given, packs) {
    const days = layOut(given.work);
    check(given);
    const facts = given.facts || {}, pays = given.pay || [], deductions = given.deductions || [];
    const rules = rulesOf(packs[given.place.slice(0, 2)]);
    const legal = rules.filter((rule) => rule.topic === "minimum_wage" && rule.currency).map((rule) => rule.currency).sort();
    const currency = pays[0]?.currency || legal[0];
    if (!currency) throw new CaseFault("no pay", "pay");
    const digits = digitsOf(currency), bases = pays.length ? ["agreed", "minimum"] : ["minimum"];
    const [low, high] = ["low", "high"].map((mode) => {
      const law = new Law(rules, given.place, facts, mode);
      const months = byMonth(bases.map((basis) => [basis, reckon(given, days, law, basis, currency)]), digits);
      const due = new Map(months.map((one) => [one.month, one.due]));
      const judged = judgeDeductions(deductions, law, due);
      return {
        months, judged, due: total([...due.values()]), unsure: law.unsure,
        owed: leftOver(given, due, judged, mode, digits),
      };
    });
    const span = (a, b) => ({ low: written(a, digits), high: written(most(a, b), digits) });
    const pay = low.months.map((one) => one.due).reduce((held, one) => (held ? most(held, one) : one), null);
    const laws = new Map();
    const lawOf = (place) => {
      if (!laws.has(place)) laws.set(place, new Law(rulesOf(packs[place.slice(0, 2)]), place, facts, "low"));
      return laws.get(place);
    };
    const fees = (given.fees || []).map((fee) => judgedText(
      fee, judgeFee(fee, given, lawOf, fee.currency === currency ? pay : null), fee.currency));
    const back = {};
    for (const code of [...new Set(fees.map((fee) => fee.currency))].sort()) {
      const sum = (end) => written(total(fees.filter((fee) => fee.currency === code).map((fee) => q(fee.back[end]))), digitsOf(code));
      back[code] = { low: sum("low"), high: sum("high") };
    }
    const judgedAll = deductions.map((one, at) => {
      const [a, b] = [low.judged[at], high.judged[at]];
      return judgedText(one, verdictOf(a.verdict, least(a.low, b.low), most(a.high, b.high), a.rules), currency);
    });
    const paid = paidByMonth(given.paid || []);
    const months = low.months.map((one) => ({
      month: one.month, basis: one.basis, due: written(one.due, digits),
      lines: one.lines.map((line) => lineText(line, digits)),
      paid: paid ? written(paid.get(one.month) || ZERO, digits) : null,
    }));
    const both = ["low", "high"].map((mode) => new Law(rules, given.place, facts, mode));
    const refused = refusedDays(days, both[0], pays);
    const lines = months.flatMap((one) => one.lines);
    const ids = new Set([...lines, ...judgedAll, ...fees, ...refused].flatMap((one) => one.rules));
    const sources = {};
    for (const pack of Object.values(packs)) {
      for (const rule of rulesOf(pack)) if (ids.has(rule.id)) sources[rule.id] = cite(rule);
    }
    return {
      currency, due: span(low.due, high.due),
      paid: written(total((given.paid || []).map((one) => q(one.amount))), digits),
      owed: span(low.owed, high.owed), months, deductions: judgedAll, fees, fees_back: back, refused,
      questions: [...new Set([...low.unsure, ...high.unsure])].sort(),
      assumed: [...new Set(lines.flatMap((line) => line.assumed))].sort(),
      lacking: lackingOf(days, both, pays[0]?.unit || "hour"), sources,
    };
  }
  globalThis.wages = { owed, CaseFault, digitsOf };
})();
