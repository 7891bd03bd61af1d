// What a worker is owed: the same sums as firstlight.rights, exact, with no network.
//
// wages.owed(case, packs) -> answer. `case` has the shape of CASE.yaml (docs/guide), `packs` maps
// a country to its law pack (firstlight.rights.pack). A case that cannot be reckoned throws a
// wages.CaseFault with `where`. Numbers are fractions of BigInt; dates are ISO texts.
"use strict";
(() => {
  // ── exact numbers ────────────────────────────────────────────────────────────────────────────
  function gcd(a, b) { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; }
  class Q {
    constructor(n, d = 1n) {
      const by = gcd(n, d) * (d < 0n ? -1n : 1n) || 1n;
      this.n = n / by; this.d = d / by;
    }
    plus(o) { return new Q(this.n * o.d + o.n * this.d, this.d * o.d); }
    minus(o) { return new Q(this.n * o.d - o.n * this.d, this.d * o.d); }
    times(o) { return new Q(this.n * o.n, this.d * o.d); }
    over(o) { return new Q(this.n * o.d, this.d * o.n); }
    above(o) { return this.n * o.d > o.n * this.d; }
    same(o) { return this.n === o.n && this.d === o.d; }
    toString() { return `${this.n}/${this.d}`; }
  }
  const ZERO = new Q(0n), ONE = new Q(1n), FULL = new Q(100n), TWELFTH = new Q(1n, 12n);
  const NUMBER = /^[0-9]+(\.[0-9]+)?$/;
  function q(text) {
    const [whole, part = ""] = String(text).split(".");
    return new Q(BigInt(whole + part), 10n ** BigInt(part.length));
  }
  const most = (a, b) => (b.above(a) ? b : a);
  const least = (a, b) => (a.above(b) ? b : a);
  const total = (list) => list.reduce((sum, one) => sum.plus(one), ZERO);

  // Half up, away from zero.
  function rounded(value, digits) {
    const scale = 10n ** BigInt(digits), n = value.n < 0n ? -value.n : value.n;
    const units = (n * scale * 2n + value.d) / (value.d * 2n);
    return new Q(value.n < 0n ? -units : units, scale);
  }
  function written(value, digits) {
    const scale = 10n ** BigInt(digits), at = rounded(value, digits);
    const units = (at.n * scale) / at.d;
    const text = String(units < 0n ? -units : units).padStart(digits + 1, "0");
    const sign = units < 0n ? "-" : "";
    return digits ? `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}` : sign + text;
  }
  function short(value, digits = 4) {
    const text = written(value, digits);
    return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
  }
  // Currencies whose decimals are not two (CLDR).
  const DIGITS = {
    0: "ADP AFN ALL BIF BYR CLP DJF ESP GNF IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK MRO PYG RSD RWF SLL SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD",
    3: "BHD JOD KWD LYD OMR TND", 4: "CLF UYW",
  };
  const decimals = {};
  for (const [count, codes] of Object.entries(DIGITS)) {
    for (const code of codes.split(" ")) decimals[code] = Number(count);
  }
  const digitsOf = (currency) => decimals[currency] ?? 2;

  // ── days ─────────────────────────────────────────────────────────────────────────────────────
  const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const LONGEST = 366 * 20;
  class CaseFault extends Error {
    constructor(what, where) { super(what); this.where = where; }
  }
  const number = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 864e5);
  const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
  const weekday = (day) => (((day + 3) % 7) + 7) % 7;
  const monthDays = (month) => new Date(Date.UTC(+month.slice(0, 4), +month.slice(5, 7), 0)).getUTCDate();
  const dayAfter = (text) => iso(number(text) + 1);

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
        throw new CaseFault("a date needs hours and nothing of a week", where);
      }
      return [{
        date: work.date, hours: q(work.hours), night: q(work.night_hours || "0"),
        kind: work.kind || "ordinary", pieces: q(work.pieces || "0"),
        nightOvertime: work.night_overtime == null ? null : q(work.night_overtime),
      }];
    }
    if (!work.from || !work.to || work.to < work.from) {
      throw new CaseFault("the first and the last day are not told", where);
    }
    const first = number(work.from), last = number(work.to);
    if (last - first > LONGEST) throw new CaseFault("it lasts more than twenty years", where);
    return Array.from({ length: last - first + 1 }, (_, step) => usualDay(work, first + step));
  }
  function layOut(work) {
    const usual = new Map(), single = new Map();
    (work || []).forEach((entry, index) => {
      const where = `work[${index}]`, into = entry.date ? single : usual;
      for (const day of daysOf(entry, where)) {
        if (into.has(day.date)) throw new CaseFault(`${day.date} is there twice`, where);
        if (day.night.above(day.hours) || day.hours.above(q("24"))) {
          throw new CaseFault(`${day.date} has too many hours`, where);
        }
        into.set(day.date, day);
      }
    });
    const days = new Map([...usual, ...single]);
    if (!days.size || days.size > LONGEST) throw new CaseFault("there is no work, or too much", "work");
    return [...days.keys()].sort().map((date) => days.get(date));
  }

  // ── which rule holds ─────────────────────────────────────────────────────────────────────────
  const RANGES = ["age", "employer_size", "service_years"], AHEAD = ["kind", "day", "overtime"];
  const DIVIDE = ["hours_day", "hours_week", "pay_divisor"]; // a larger figure gives less
  const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const figure = (rule) => (NUMBER.test(rule.value) ? q(rule.value) : ZERO);

  // Rules that lie in columns, as the app has them: null is nothing, "" the same as above.
  function rows(columns) {
    const found = [];
    for (const name in columns) {
      let held = null;
      columns[name].forEach((one, at) => {
        found[at] ||= { id: String(at).padStart(3, "0") };
        if (one !== "") held = one;
        if (held !== null) found[at][name] = held;
      });
    }
    return found;
  }
  // One rule for each place of the packs' tables.
  function rulesOf(pack) {
    if (!pack) return [];
    if (!pack.plainRules) {
      const all = (pack.rules.map ? pack.rules : rows(pack.rules)).flatMap((rule) => {
        const { by_place, places, values, ...own } = rule, whole = { scope: {}, status: "in_force", ...own };
        const sums = (values || "").split("|");
        const table = places ? places.split("|").map((place, at) => [place, sums[at]]) : Object.entries(by_place || {});
        if (!table.length) return [{ ...whole, place: rule.place || pack.country }];
        return table.map(([place, value]) => ({ ...whole, id: `${rule.id}-${place}`, place, value }));
      });
      for (const rule of all) rule.text = pack.instruments[rule.instrument];
      Object.defineProperty(pack, "plainRules", { value: all });
    }
    return pack.plainRules;
  }
  function inForce(rule, on) {
    return (rule.status === "in_force" || rule.status === "repealed")
      && rule.from <= on && (!rule.to || on <= rule.to);
  }
  const stated = (rule, on) => inForce(rule, on) && (Boolean(rule.to) || on <= rule.review_by);

  function inside(option, fact) {
    const [low, high] = option.split("-"), value = q(fact);
    return (!low || !q(low).above(value)) && (!high || q(high).plus(ONE).above(value));
  }
  function agrees(key, wanted, fact) {
    const options = wanted.replace(/^!/, "").split("|");
    const found = RANGES.includes(key)
      ? options.some((option) => inside(option, fact)) : options.includes(fact);
    return found !== wanted.startsWith("!");
  }
  // The keys of a rule's scope that are not known, or null where a fact contradicts.
  function fit(rule, facts) {
    const unknown = [];
    for (const [key, wanted] of Object.entries(rule.scope)) {
      if (facts[key] == null) {
        if (AHEAD.includes(key)) return null;
        unknown.push(key);
      } else if (!agrees(key, wanted, facts[key])) return null;
    }
    return unknown.sort();
  }
  const scopeSize = (rule) => Object.keys(rule.scope).length;
  const keys = (rule) => Object.keys(rule.scope).filter((key) => key !== "pay_interval").length;
  const groupOf = (rule) => (rule.band ? `${rule.unit}|${rule.band.per || "week"}|${rule.band.above || "0"}` : rule.unit);

  class Law {
    constructor(rules, place, facts, mode) {
      const parts = place.split("-");
      this.places = parts.map((_, at) => parts.slice(0, parts.length - at).join("-"));
      this.facts = facts; this.mode = mode; this.unsure = new Set(); this.known = new Map();
      this.own = new Map();
      const edges = new Set();
      for (const rule of rules) {
        if (!this.places.includes(rule.place)) continue;
        const key = `${rule.topic}|${rule.place}`;
        if (!this.own.has(key)) this.own.set(key, []);
        this.own.get(key).push(rule);
        edges.add(rule.from).add(dayAfter(rule.review_by));
        if (rule.to) edges.add(dayAfter(rule.to));
      }
      this.edges = [...edges].sort();
      this.stretches = new Map();
    }
    stretch(on) {
      if (!this.stretches.has(on)) this.stretches.set(on, this.edges.filter((edge) => edge <= on).length);
      return this.stretches.get(on);
    }
    rules(topic, on, more = {}) {
      const key = `${topic}|${this.stretch(on)}|${Object.entries(more).sort().join("|")}`;
      if (!this.known.has(key)) this.known.set(key, this.choose(topic, on, { ...this.facts, ...more }));
      return this.known.get(key);
    }
    rule(topic, on, more) { return this.rules(topic, on, more)[0] || null; }
    withheld(topic, on) {
      return this.places.flatMap((place) => this.own.get(`${topic}|${place}`) || []).filter((rule) => (
        !stated(rule, on) && rule.from <= on && (!rule.to || on <= rule.to) && fit(rule, this.facts)));
    }
    choose(topic, on, facts) {
      const chosen = new Map();
      for (const place of this.places) {
        const rules = (this.own.get(`${topic}|${place}`) || []).filter((rule) => stated(rule, on));
        const here = this.best(rules, facts, topic);
        for (const [key, rule] of here) {
          const held = chosen.get(key);
          if (!held || figure(rule).above(figure(held))) chosen.set(key, rule);
        }
        if (here.length && !here.every(([, rule]) => rule.with_parent === "highest")) break;
      }
      return [...chosen.keys()].sort().map((key) => chosen.get(key));
    }
    best(rules, facts, topic) {
      const apart = topic === "pay_divisor", turned = DIVIDE.includes(topic);
      const groups = new Map();
      for (const rule of rules) {
        const unknown = fit(rule, facts);
        if (!unknown) continue;
        const key = groupOf(rule);
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push({ rule, unknown });
      }
      const found = [...groups].map(([key, group]) => [key, ...this.one(group, (this.mode === "high") !== turned)]);
      const top = Math.max(0, ...found.filter(([, rule, sure]) => rule && sure).map(([, rule]) => keys(rule)));
      return found.filter(([, rule, sure]) => rule && (apart || !sure || keys(rule) === top))
        .map(([key, rule]) => [key, rule]);
    }
    one(group, largest) {
      let certain = group.filter(({ unknown }) => !unknown.length).map(({ rule }) => rule);
      const size = Math.max(-1, ...certain.map(scopeSize));
      const open = group.filter(({ rule, unknown }) => unknown.length && scopeSize(rule) > size);
      certain = certain.filter((rule) => scopeSize(rule) === size);
      for (const { unknown } of open) unknown.forEach((key) => this.unsure.add(key));
      const candidates = [...certain, ...open.map(({ rule }) => rule)];
      const sorted = candidates.sort((a, b) => (
        figure(a).above(figure(b)) ? 1 : figure(b).above(figure(a)) ? -1 : byText(a.id, b.id)));
      let rule = null;
      const pick = () => sorted[largest ? sorted.length - 1 : 0];
      if (this.mode === "high") rule = pick();
      else if (certain.length || (open.length > 1 && new Set(open.map(({ unknown }) => unknown.join())).size === 1)) {
        rule = pick();
      }
      return [rule, certain.includes(rule)];
    }
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

  // ── rates ────────────────────────────────────────────────────────────────────────────────────
  const ORDER = ["hour", "day", "week", "month", "year"];
  function byUnit(law, topic, unit, on) {
    const rule = law.rules(topic, on).find((one) => one.unit === unit && q(one.value).n > 0n);
    return rule ? { hours: q(rule.value), rules: [rule.id], assumed: [] } : null;
  }
  const plainly = (hours, assumed = []) => ({ hours, rules: [], assumed });
  function minimum(law, on, unit) {
    const rules = law.rules("minimum_wage", on, { pay_interval: unit || "hour" });
    for (const name of [unit, ...ORDER]) {
      const found = rules.find((rule) => rule.unit === name);
      if (found) return found;
    }
    return null;
  }
  function dayHours(law, on, pay) {
    const agreed = q(pay?.hours || "0");
    if (agreed.n) return plainly(agreed);
    return byUnit(law, "pay_divisor", "hours_per_day", on) || byUnit(law, "hours_day", "hours", on)
      || plainly(q("8"), ["hours_per_day"]);
  }
  function divisor(unit, law, on, rule, pay, day) {
    const told = q({ week: pay?.week_hours, month: pay?.month_hours }[unit] || "0");
    if (told.n) return plainly(told);
    if (unit === "hour" || unit === "piece") return plainly(ONE);
    if (rule?.pay_basis && q(rule.pay_basis).n) return plainly(q(rule.pay_basis));
    if (unit === "day") return day;
    if (unit === "week") {
      return byUnit(law, "pay_divisor", "hours_per_week", on) || byUnit(law, "hours_week", "hours", on)
        || plainly(q("48"), ["hours_per_week"]);
    }
    for (const [name, share, inDays] of [
      ["hours_per_month", ONE, false], ["hours_per_year", TWELFTH, false],
      ["days_per_month", ONE, true], ["days_per_year", TWELFTH, true]]) {
      const found = byUnit(law, "pay_divisor", name, on);
      if (found && inDays) {
        return {
          hours: found.hours.times(share).times(day.hours), rules: [...found.rules, ...day.rules],
          assumed: day.assumed,
        };
      }
      if (found) return { ...found, hours: found.hours.times(share) };
    }
    for (const month of law.rules("minimum_wage", on)) {
      if (month.unit === "month" && month.pay_basis && q(month.pay_basis).n) {
        return { hours: q(month.pay_basis), rules: [month.id], assumed: [] };
      }
    }
    const week = byUnit(law, "hours_week", "hours", on) || plainly(q("48"));
    return { hours: week.hours.times(q("52")).times(TWELFTH), rules: week.rules, assumed: ["hours_per_month"] };
  }
  function rateOf(unit, value, law, on, rule, pay, currency) {
    const day = dayHours(law, on, pay), by = divisor(unit, law, on, rule, pay, day);
    const hour = unit === "piece" ? ZERO : value.over(by.hours);
    const part = rule ? rule.basic_part : pay.basic, source = rule || pay;
    const told = source.unit === "piece" || Boolean(part && source.unit !== "year");
    let basic = hour;
    if (told && source.unit !== "piece") basic = q(part).over(by.hours);
    else if (!told && law.mode !== "high") basic = leastBasic(law, on, pay, hour, currency);
    return {
      unit, value, hour, dayHours: day.hours,
      rules: [...(rule ? [rule.id] : []), ...by.rules], assumed: by.assumed,
      partDay: rule?.part_day || null, basic, told,
    };
  }
  // The least that an hour's basic pay can be: that of the minimum wage, or nothing.
  function leastBasic(law, on, pay, hour, currency) {
    const rule = pay && minimum(law, on, pay.unit);
    if (!rule || rule.currency !== currency || !rule.basic_part) return ZERO;
    return least(rateOf(rule.unit, q(rule.value), law, on, rule, null, currency).basic, hour);
  }
  function rateAt(basis, law, pays, currency, on) {
    if (basis === "agreed") {
      const pay = pays.filter((one) => !one.from || one.from <= on).pop();
      return pay ? rateOf(pay.unit, q(pay.amount), law, on, null, pay, currency) : null;
    }
    const rule = minimum(law, on, pays[0]?.unit);
    if (!rule || rule.currency !== currency) return null;
    const yearly = rule.unit === "year";
    return rateOf(yearly ? "month" : rule.unit, yearly ? q(rule.value).times(TWELFTH) : q(rule.value), law, on, rule, null, currency);
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

  function lackingOf(days, law, interval) {
    const found = new Set();
    for (const day of days) {
      if (!day.hours.n) continue;
      const on = day.date;
      if (!law.rules("hours_day", on).length && !law.rules("hours_week", on).length) found.add("hours");
      const wanted = [["overtime_premium", "ordinary"]];
      if (day.kind.includes("rest_day")) wanted.push([REST, "rest_day"]);
      if (day.kind.includes("holiday") || day.kind.includes("special")) {
        wanted.push([HOLIDAY, day.kind.replace(/_on_rest_day$/, "")]);
      }
      for (const [topic, kind] of wanted) {
        if (!law.rules(topic, on, { day: kind, pay_interval: interval }).length) found.add(topic);
      }
      const atNight = { day: "ordinary", overtime: "no", pay_interval: interval };
      if (day.night.n && !law.rules("night_premium", on, atNight).length) found.add("night_premium");
    }
    return [...found].sort();
  }

  // ── the answer ───────────────────────────────────────────────────────────────────────────────
  function check(given) {
    const pays = given.pay || [], facts = given.facts || {};
    for (const key of RANGES) {
      if (facts[key] != null && !/^[0-9]{1,6}(\.[0-9]{1,4})?$/.test(facts[key])) {
        throw new CaseFault(`the ${key} is no number`, `facts.${key}`);
      }
    }
    if (pays.some((pay) => pay.basic && q(pay.basic).above(q(pay.amount)))) {
      throw new CaseFault("basic pay is more than the pay", "pay");
    }
    if (new Set(pays.map((pay) => pay.unit)).size > 1 || new Set(pays.map((pay) => pay.currency)).size > 1) {
      throw new CaseFault("pay is in two units", "pay");
    }
    if (pays.slice(1).some((pay, at) => !pay.from || (at && pay.from < pays[at].from))) {
      throw new CaseFault("pay is not in order of time", "pay");
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
  const open = (rule) => rule.topic === "minimum_wage" && rule.unit !== "none" && !rule.to;
  const cite = (rule) => ({
    topic: rule.topic, value: rule.value, unit: rule.unit, title: rule.text.title,
    checked_on: rule.checked_on, effective_from: rule.from, tier: rule.tier,
    number: rule.text.number ?? null, article: rule.text.article ?? null, link: rule.text.link ?? null,
    currency: rule.currency ?? null, effective_to: rule.to ?? null, note: rule.note ?? null,
    may_change: open(rule) ? rule.may_change || dayAfter(rule.review_by) : null,
  });

  function owed(given, packs) {
    const days = layOut(given.work);
    check(given);
    const facts = given.facts || {}, pays = given.pay || [], deductions = given.deductions || [];
    const rules = rulesOf(packs[given.place.slice(0, 2)]);
    const legal = rules.filter((rule) => rule.topic === "minimum_wage" && rule.currency).map((rule) => rule.currency).sort();
    const currency = pays[0]?.currency || legal[0];
    if (!currency) throw new CaseFault("no pay was agreed and no minimum wage is on record", "pay");
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
    const known = new Law(rules, given.place, facts, "low");
    const refused = refusedDays(days, known, pays);
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
      lacking: lackingOf(days, known, pays[0]?.unit || "hour"), sources,
    };
  }
  globalThis.wages = { owed, CaseFault, digitsOf, Law, rulesOf, rateAt, cite, short, q };
})();
