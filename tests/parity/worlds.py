"""Made-up law and made-up cases, to compare the two programs that do the sums."""

import random
from datetime import date, timedelta
from typing import Any

import msgspec

from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law_file import PlaceFile
from firstlight.rulebook.load_law import rules_of

START = date(2021, 1, 1)
CURRENCIES = ("EUR", "JPY", "BHD", "MYR", "CLF")
SECTORS = ("construction", "agriculture", "care")
PLACES = ("XA", "XA-01", "XA-01-7", "XA-02")
DAYS = ("ordinary", "rest_day", "holiday", "special_day", "holiday_on_rest_day",
        "special_day_on_rest_day")  # fmt: skip
KINDS = ("housing", "food", "fine", "advance", "tax")
FEES = ("recruitment", "visa", "travel")


def figure(rng: random.Random, low: float, high: float, digits: int = 2) -> str:
    return f"{rng.uniform(low, high):.{rng.randint(0, digits)}f}"


def some_day(rng: random.Random, days: int = 1500) -> date:
    return START + timedelta(days=rng.randrange(days))


class LawMaker:
    """Writes a file of law at random: it need not be sensible, only be law."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.count = rng, 0
        self.currency = rng.choice(CURRENCIES)
        self.rows: list[dict[str, Any]] = []
        self.lines: set[str] = set()

    def book(self) -> Rulebook:
        self._wages()
        self._time()
        self._premiums()
        self._taken()
        raw = {
            "country": "XA",
            "names": {"XA-01": "Part"},
            "instruments": {"act": {"title": "Act 1", "link": "https://law.example/1"}},
            "defaults": {
                "checked_on": "2026-01-01",
                "review_by": str(some_day(self.rng, 3000)),
                "tier": "A",
                "currency": self.currency,
                "instrument": "act",
            },
            "rules": self.rows,
        }
        place = msgspec.convert(raw, PlaceFile)
        return Rulebook({}, {}, {"XA": rules_of(place, NOWHERE)}, {}, dict(place.names))

    def add(self, topic: str, unit: str, value: str, **more: Any) -> None:
        self.count += 1
        begin = START if self.rng.random() < 0.7 else some_day(self.rng)
        row = {"id": f"r{self.count}", "topic": topic, "unit": unit} | more
        if self.rng.random() < 0.15:
            row["with_parent"] = "highest"
        if topic == "minimum_wage" and unit != "none" and self.rng.random() < 0.6:
            placed = "jurisdiction" not in more and self.rng.random() < 0.3
            row["series"] = self._series(value, placed=placed)
            more = more | ({"jurisdiction": "XA-01"} if placed else {})
        else:
            row |= {"value": value, "effective_from": str(begin), "uprated_every": 24}
            if self.rng.random() < 0.2:
                row["effective_to"] = str(begin + timedelta(days=self.rng.randrange(1200)))
        status = self.rng.random()
        if status < 0.04:
            row |= {"status": "suspended", "note": "By a court."}
        line = str(
            [topic, unit, more.get("jurisdiction", "XA"), more.get("scope"), more.get("band")]
        )
        if line not in self.lines:
            self.lines.add(line)
            self.rows.append(row)

    def _series(self, value: str, *, placed: bool) -> list[dict[str, Any]]:
        begin, amount, steps = START, float(value), []
        for _ in range(self.rng.randint(1, 5)):
            step: dict[str, Any] = {"from": str(begin), "value": f"{amount:.2f}"}
            if placed:
                step = {"from": str(begin), "by_place": {"XA-01": f"{amount:.3f}"}}
            steps.append(step)
            begin += timedelta(days=self.rng.randint(20, 400))
            amount *= 1 + self.rng.random() / 10
        return steps

    def _scope(self) -> dict[str, str]:
        found: dict[str, str] = {}
        choice = self.rng.random()
        if choice < 0.15:
            found["age"] = self.rng.choice(["21-", "-20", "18-20", "16-17"])
        if 0.1 < choice < 0.25:
            found["sector"] = self.rng.choice([*SECTORS, "!care", "care|agriculture"])
        if 0.2 < choice < 0.3:
            found["domestic_work"] = self.rng.choice(["yes", "no"])
        return found

    def _wages(self) -> None:
        rng = self.rng
        values = {"hour": (4, 20), "day": (30, 120), "week": (150, 600), "month": (600, 2500)}
        for unit in rng.sample(sorted(values), rng.randint(1, 3)):
            low, high = values[unit]
            for _ in range(rng.randint(1, 3)):
                more: dict[str, Any] = {"scope": self._scope()}
                if rng.random() < 0.3:
                    more["jurisdiction"] = rng.choice(PLACES)
                if unit == "day" and rng.random() < 0.6:
                    more["part_day"] = rng.choice(["whole", "prorated"])
                if unit == "month" and rng.random() < 0.3:
                    more["pay_basis"] = figure(rng, 150, 200)
                if rng.random() < 0.3:
                    more["basic_part"] = figure(rng, low / 3, low / 2)
                self.add("minimum_wage", unit, figure(rng, low, high), **more)
        if rng.random() < 0.1:
            self.add("minimum_wage", "none", "none", note="By agreement.", scope=self._scope())
        for kind in ("food", "housing"):
            if rng.random() < 0.3:
                unit = rng.choice(["month", "day", "hour"])
                self.add("allowance", unit, figure(rng, 1, 300), scope={"kind": kind})

    def _time(self) -> None:
        rng = self.rng
        if rng.random() < 0.8:
            self.add("hours_day", "hours", rng.choice(["8", "9", "7.5", "10"]))
        if rng.random() < 0.8:
            self.add("hours_week", "hours", rng.choice(["40", "44", "48", "45", "37.5"]))
        for unit, values in (
            ("hours_per_day", ["8", "7.3333"]),
            ("hours_per_week", ["40", "48"]),
            ("hours_per_month", ["173", "151.67", "208"]),
            ("hours_per_year", ["2288"]),
            ("days_per_month", ["26", "30"]),
            ("days_per_year", ["313", "365"]),
        ):
            if rng.random() < 0.3:
                self.add("pay_divisor", unit, rng.choice(values))

    def _premiums(self) -> None:
        rng = self.rng
        bands = ({"to": "8"}, {"above": "8"}, {"to": "2", "per": "day"},
                 {"above": "2", "per": "day"}, {"above": "60", "per": "month"},
                 {"above": "11", "per": "worked"}, None)  # fmt: skip
        for band in rng.sample(bands, rng.randint(0, 4)):
            self._premium("overtime_premium", "percent", (110, 300), band, self._day_scope(0.4))
        halves = (
            {"to": "0.5", "per": "day_share"},
            {"above": "0.5", "to": "1", "per": "day_share"},
        )
        whole_days = ({"to": "7", "per": "day"}, {"above": "7", "per": "day"}, None)
        for topic in ("rest_day_premium", "holiday_premium"):
            if rng.random() < 0.3:
                for band in halves:
                    self._premium(topic, "day_percent", (50, 200), band, {})
            elif rng.random() < 0.8:
                for band in rng.sample(whole_days, rng.randint(1, 3)):
                    self._premium(topic, "percent", (100, 400), band, self._day_scope(0.3))
        for _ in range(rng.randint(0, 2)):
            scope = self._day_scope(0.3)
            if rng.random() < 0.3:
                scope["overtime"] = rng.choice(["yes", "no"])
            self._premium("night_premium", "percent", (101, 160), None, scope)
        if rng.random() < 0.4:
            self.add("holiday_pay", "percent", "100")

    def _day_scope(self, chance: float) -> dict[str, str]:
        scope = self._scope()
        if self.rng.random() < chance:
            scope["day"] = self.rng.choice([*DAYS, "!ordinary"])
        if self.rng.random() < 0.15:
            scope["pay_interval"] = self.rng.choice(["hour", "day", "month"])
        return scope

    def _premium(
        self, topic: str, unit: str, span: tuple[int, int], band: Any, scope: dict[str, str]
    ) -> None:
        more: dict[str, Any] = {"scope": scope}
        if band is not None:
            more["band"] = band
        if self.rng.random() < 0.5:
            more["combine"] = self.rng.choice(["add", "multiply", "replace", "highest"])
        if self.rng.random() < 0.2:
            more["on_top"] = True
        if topic == "overtime_premium" and self.rng.random() < 0.3:
            more["base"] = self.rng.choice(["basic_pay", "basic_premium"])
        self.add(topic, unit, figure(self.rng, *span), **more)

    def _taken(self) -> None:
        rng = self.rng
        verdicts = ["forbidden", "allowed", "with_consent", "conditional"]
        for topic, kinds in (("deduction", KINDS), ("fee", FEES)):
            for kind in (None, *kinds):
                if rng.random() < 0.4:
                    scope = {} if kind is None else {"kind": kind}
                    unit, value = rng.choice([
                        ("verdict", rng.choice(verdicts)), ("percent", figure(rng, 1, 30)),
                        ("month", figure(rng, 1, 300)), ("months_of_pay", "1"),
                    ])  # fmt: skip
                    self.add(topic, unit, value, scope=scope)
        if rng.random() < 0.4:
            self.add("deduction_limit", "percent", rng.choice(["25", "50", "20"]))


class _Nowhere:
    def read_text(self, encoding: str) -> str:
        return ""

    def __str__(self) -> str:
        return "made-up law"


NOWHERE: Any = _Nowhere()


def make_case(rng: random.Random, currency: str) -> dict[str, Any]:
    """Return a case as its JSON would be."""
    case: dict[str, Any] = {"place": rng.choice(PLACES), "work": make_work(rng), "facts": {}}
    facts = {
        "age": rng.choice(["17", "20", "20.5", "30"]),
        "sector": rng.choice(SECTORS),
        "domestic_work": rng.choice(["yes", "no"]),
    }
    case["facts"] = {key: value for key, value in facts.items() if rng.random() < 0.7}
    if rng.random() < 0.7:
        case["pay"] = make_pay(rng, currency)
    if rng.random() < 0.6:
        case["paid"] = [
            {"amount": figure(rng, 1, 2500)}
            | (
                {"month": f"202{rng.randint(1, 4)}-0{rng.randint(1, 9)}"}
                if rng.random() < 0.7
                else {}
            )
            for _ in range(rng.randint(1, 4))
        ]
    case["deductions"] = [make_deduction(rng, case) for _ in range(rng.choice([0, 0, 1, 3]))]
    case["fees"] = [
        {"kind": rng.choice(FEES), "amount": figure(rng, 1, 4000), "on": str(some_day(rng)),
         "currency": rng.choice([currency, "USD"])}
        | ({"place": rng.choice(["XA-02", "XB"])} if rng.random() < 0.3 else {})
        for _ in range(rng.choice([0, 0, 1, 2]))
    ]  # fmt: skip
    if rng.random() < 0.2:
        case["part_time"] = "yes"
    if rng.random() < 0.6:
        case["provided"] = [kind for kind in ("food", "housing") if rng.random() < 0.5]
    return case


def make_deduction(rng: random.Random, case: dict[str, Any]) -> dict[str, Any]:
    work = rng.choice(case["work"])
    on = work.get("from") or work["date"]
    return {"kind": rng.choice(KINDS), "amount": figure(rng, 1, 400), "on": on} | (
        {"agreed": rng.choice(["yes", "no"])} if rng.random() < 0.6 else {}
    )


def make_pay(rng: random.Random, currency: str) -> list[dict[str, Any]]:
    unit = rng.choice(["hour", "day", "week", "month", "piece"])
    span = {"hour": (2, 25), "day": (20, 150), "week": (100, 700), "month": (300, 3000)}
    money = currency if rng.random() < 0.95 else "USD"
    pays = []
    for start in [None, "2021-09-15", "2022-05-01"][: rng.randint(1, 3)]:
        pay = {"amount": figure(rng, *span.get(unit, (0, 3))), "unit": unit, "currency": money}
        if start:
            pay["from"] = start
        if rng.random() < 0.3:
            pay["basic"] = figure(rng, 0, float(pay["amount"]) * 0.99)
        if rng.random() < 0.2:
            pay |= {"hours": rng.choice(["8", "9", "7.3333"])}
        if rng.random() < 0.2:
            pay |= {"week_hours": "45", "month_hours": figure(rng, 150, 220)}
        pays.append(pay)
    return pays


def make_work(rng: random.Random) -> list[dict[str, Any]]:
    begin = some_day(rng, 900)
    work: list[dict[str, Any]] = []
    for _ in range(rng.randint(1, 2)):
        end = begin + timedelta(days=rng.randint(0, 75))
        week = {
            name: rng.choice(["8", "8", "10", "12", "7.5", "0", "4", "9.25"])
            for name in rng.sample(
                ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), rng.randint(3, 7)
            )
        }
        night = {name: "2" for name, hours in week.items() if hours != "0" and rng.random() < 0.2}
        inside = [str(begin + timedelta(days=rng.randint(0, 75))) for _ in range(2)]
        work.append({
            "from": str(begin), "to": str(end), "week": week, "night": night,
            "rest_days": rng.choice([[], ["sun"], ["fri", "sat"]]),
            "holidays": inside[:1], "special_days": inside[1:],
        })  # fmt: skip
        begin = end + timedelta(days=rng.randint(1, 40))
    for step in range(rng.randint(0, 4)):
        hours = rng.choice(["6", "8", "13", "0", "3.5"])
        work.append({
            "date": str(begin + timedelta(days=step)), "hours": hours, "kind": rng.choice(DAYS),
            "night_hours": "0" if hours == "0" else "1.5",
            "night_overtime": rng.choice([None, "0", "1"]), "pieces": str(rng.randint(0, 90)),
        })  # fmt: skip
    return work
