// Which law holds, and what an hour of pay comes to: the same as firstlight.rights, exact, with no
// network. The offer check and the sum (wages.js) stand on it. Numbers are fractions of BigInt;
// dates are ISO texts.
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

  // ── days ──────────────────────────────────────────────────────────────────────────────────────────
  const number = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 864e5);
  const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
  const dayAfter = (text) => iso(number(text) + 1);

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

  // ── what is told of a rule ────────────────────────────────────────────────────────────────────────
  const open = (rule) => rule.topic === "minimum_wage" && rule.unit !== "none" && !rule.to;
  const cite = (rule) => ({
    topic: rule.topic, value: rule.value, unit: rule.unit, title: rule.text.title,
    checked_on: rule.checked_on, effective_from: rule.from, tier: rule.tier,
    number: rule.text.number ?? null, article: rule.text.article ?? null, link: rule.text.link ?? null,
    currency: rule.currency ?? null, effective_to: rule.to ?? null, note: rule.note ?? null,
    may_change: open(rule) ? rule.may_change || dayAfter(rule.review_by) : null,
  });
  globalThis.lawbook = {
    Q, ZERO, ONE, FULL, q, most, least, total, rounded, written, short, number, iso,
    RANGES, rulesOf, stated, Law, minimum, rateAt, cite,
  };
})();
