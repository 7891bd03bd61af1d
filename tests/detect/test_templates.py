import random
from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.templates import Templates, find_templates
from firstlight.model.mention import MENTIONS
from firstlight.model.template import MEMBERS, Constant, Slot, Template

CITIES = ["Dubai", "Doha", "Bangkok", "Kuala Lumpur", "Phnom Penh", "Lima"]
OFFER = (
    "Earn good money as a {job} in {city}, free visa and ticket, housing paid from the first day. "
    "Write to us today on {phone} and ask for Madam Rose, no experience needed"
)


def table(texts: list[str], **columns: list[object]) -> pa.Table:
    return pa.table({"id": [f"p{at}" for at in range(len(texts))], "text": texts, **columns})


def offers(count: int, seed: int = 1) -> list[str]:
    dice = random.Random(seed)  # noqa: S311
    return [
        OFFER.format(
            job=dice.choice(["waitress", "model", "sales agent"]),
            city=CITIES[at % len(CITIES)],
            phone=f"+44 7700 900{100 + at}",
        )
        for at in range(count)
    ]


def chatter(count: int, seed: int = 2) -> list[str]:
    dice = random.Random(seed)  # noqa: S311
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("ba", "ro", "nik", "tem")]
    return [" ".join(dice.choices(words, k=dice.randint(5, 30))) for _ in range(count)]


def members(found: Templates) -> dict[str, str]:
    return dict(
        zip(found.members["post"].to_pylist(), found.members["template"].to_pylist(), strict=True)
    )


def slots(template: Template) -> list[Slot]:
    return [part for part in template.parts if isinstance(part, Slot)]


def constants(template: Template) -> str:
    return " ".join(part.text for part in template.parts if isinstance(part, Constant))


def test_a_campaign_amid_chatter_is_one_template() -> None:
    found = find_templates(table(offers(12) + chatter(200)))
    assert Counter(members(found).values()).most_common(1)[0][1] == 12
    assert len(found.templates) == 1
    assert found.members.schema == MEMBERS


def test_slots_are_typed_counted_and_lead_back_to_the_text() -> None:
    texts = offers(12) + chatter(100)
    found = find_templates(table(texts))
    (template,) = found.templates
    assert template.support == 12
    assert "Earn good money as a" in constants(template)
    kinds = [slot.kind for slot in slots(template)]
    assert "phone" in kinds
    city = next(slot for slot in slots(template) if dict(slot.fillers).get("Dubai"))
    assert dict(city.fillers) == dict.fromkeys(CITIES, 2)
    for row in found.members.to_pylist():
        text = texts[int(row["post"][1:])]
        said = {text[span["start"] : span["end"]] for span in row["fillers"]}
        assert said & set(CITIES)


def test_mentions_type_the_slots() -> None:
    texts = offers(12) + chatter(100)
    rows = [
        (f"p{at}", "place", f"XX:{city}", text.index(city), text.index(city) + len(city), None)
        for at, text in enumerate(texts[:12])
        for city in CITIES
        if city in text
    ]
    columns = list(zip(*rows, strict=True))
    mentions = pa.table([list(column) for column in columns], schema=MENTIONS)
    (template,) = find_templates(table(texts), mentions).templates
    city = next(slot for slot in slots(template) if dict(slot.fillers).get("Dubai"))
    assert city.kind == "place"


def test_exact_repeats_of_few_words_are_a_template() -> None:
    found = find_templates(table(["see you tomorrow", "See you tomorrow!!", *chatter(50)]))
    assert set(members(found)) == {"p0", "p1"}


def test_common_words_alone_prove_nothing() -> None:
    texts = [
        "I think that it is a good day for the people of the town",
        "We know that it was the best of all the days in the year",
        *chatter(300),
    ]
    assert not find_templates(table(texts)).templates


def test_boilerplate_does_not_chain_firms() -> None:
    dice = random.Random(3)  # noqa: S311
    words = " ".join(chatter(400, seed=11)).split()
    boilerplate = " ".join(dice.sample(words, 40))
    adverts = [f"{' '.join(dice.sample(words, 80))} {boilerplate}" for _ in range(60)]
    assert not find_templates(table(adverts)).templates


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("a", "4").replace("e", "3").replace("o", "0"),
        "\u00ad".join,
        lambda text: text.translate(str.maketrans("aeopc", "аеорс")),
        lambda text: " ".join(".".join(w) if w.isalpha() else w for w in text.split()),
        lambda text: text.replace(" ", "💰"),
        lambda text: text.replace("ee", "e*e").replace("on", "o*n").replace("is", "i*s"),
        lambda text: text.replace(" a", "a").replace(" t", "t").replace(" f", "f"),
    ],
)  # fmt: skip
def test_disguised_posts_join_the_plain_ones(change) -> None:
    texts = offers(8) + chatter(100)
    texts[:4] = map(change, texts[:4])
    found = members(find_templates(table(texts)))
    assert len({found.get(f"p{at}") for at in range(8)}) == 1
    assert found["p0"] is not None


def test_a_verbatim_line_stands_apart_from_another() -> None:
    texts = [f"session {verb} for user root" for verb in ["opened", "closed"] for _ in range(20)]
    found = members(find_templates(table(texts)))
    assert len(set(found.values())) == 2


def test_names_last_when_posts_are_added() -> None:
    first = find_templates(table(offers(6) + chatter(50)))
    texts = offers(6) + chatter(50) + offers(14)[6:]
    again = find_templates(table(texts))
    assert [template.id for template in again.templates] == [first.templates[0].id]


def test_an_earlier_run_hands_down_its_names() -> None:
    posts = table(offers(6) + chatter(50))
    earlier = find_templates(posts).members
    renamed = earlier.set_column(1, "template", pa.array(["kept"] * len(earlier)))
    again = find_templates(posts, previous=renamed)
    assert [template.id for template in again.templates] == ["kept"]


def test_near_posts_are_refused_with_a_reason() -> None:
    texts = [
        "good morning princess how are you",
        "good morning princess happy new year my dear",
        *chatter(300),
    ]
    found = find_templates(table(texts))
    assert not found.templates
    assert {(row["post"], row["near"]) for row in found.refusals.to_pylist()} <= {
        ("p0", "p1"),
        ("p1", "p0"),
    }


def test_rotating_numbers_and_one_agency_are_told_apart() -> None:
    rotating = find_templates(table(offers(12), author=[f"a{at}" for at in range(12)]))
    assert rotating.templates[0].kind == "rotating"
    assert any("12 different phone numbers" in reason for reason in rotating.templates[0].reasons)
    one = [text.split("+44")[0] + "+44 7700 900555 and ask" for text in offers(12)]
    mentions = pa.table(
        [
            [f"p{at}" for at in range(12)],
            ["phone"] * 12,
            ["+447700900555"] * 12,
            [text.index("+44") for text in one],
            [text.index("+44") + 15 for text in one],
            [None] * 12,
        ],
        schema=MENTIONS,
    )
    agency = find_templates(table(one), mentions)
    assert agency.templates[0].kind == "agency"


def test_no_posts_no_templates() -> None:
    found = find_templates(table([]))
    assert not found.templates
    assert not len(found.members)


def test_same_result_twice() -> None:
    posts = table(offers(20) + chatter(200))
    assert members(find_templates(posts)) == members(find_templates(posts))


def test_an_open_place_of_a_repeated_line_is_a_slot() -> None:
    dice = random.Random(4)  # noqa: S311
    users = [f"user{a}{b}" for a in "abcdefghij" for b in "klmnopqrst"]
    texts = [
        f"refused login of {users[min(99, int(dice.paretovariate(0.6)) - 1)]} from 192.0.2.{n}"
        for n in range(120)
    ]
    texts += [f"accepted key of the operator from 192.0.2.{n}" for n in range(60)]
    texts += [f"session of the operator {verb}" for verb in ("opened", "closed") for _ in range(40)]
    found = Counter(members(find_templates(table(texts))).values())
    assert sorted(found.values()) == [40, 40, 60, 120]


def test_amounts_units_and_dates_are_not_words() -> None:
    texts = [f"copied {n} {unit} to the shelf on {day} {n}" for n, (unit, day) in enumerate(
        [("KB", "Jun"), ("MB", "Jul"), ("B", "Aug")] * 10)]  # fmt: skip
    (template,) = find_templates(table(texts)).templates
    assert template.support == 30


def test_leftovers_of_different_groups_find_each_other() -> None:
    dice = random.Random(6)  # noqa: S311
    words = " ".join(chatter(200, seed=12)).split()
    common = dice.sample(words, 16)
    rest = dice.sample(words, 24)
    first = [" ".join([*common, *dice.sample(words, 10)]) for _ in range(12)]
    pair = [" ".join([*common[:8], *rest, end]) for end in ("alpha", "omega")]
    found = members(find_templates(table([*first, *pair, *chatter(100)])))
    assert found["p12"] == found["p13"] != found["p0"]


def test_a_near_variant_of_a_member_joins_it() -> None:
    base = "check out this {} on our channel"
    texts = [base.format("video")] * 20 + [base.format("playlist")] * 8
    found = members(find_templates(table([*texts, base.format("playlist i tried"), *chatter(60)])))
    assert found["p28"] == found["p27"]


def test_one_number_in_all_posts_stays_a_slot() -> None:
    texts = [text.split("+44")[0] + "+44 7700 900555 and ask" for text in offers(12)]
    (template,) = find_templates(table(texts)).templates
    phone = next(slot for slot in slots(template) if slot.kind == "phone")
    assert phone.fillers == (("+44 7700 900555", 12),)
    assert template.kind == "agency"


def test_places_and_names_are_told_without_mentions() -> None:
    names = ["Maria", "Olga", "Grace", "Amina", "Rosa", "Priya"]
    texts = [f"Work for cooks in {CITIES[at % 6]}, housing and food paid, please ask for "
             f"{names[at // 2]} on the telephone at noon" for at in range(12)]  # fmt: skip
    (template,) = find_templates(table(texts + chatter(100))).templates
    assert [slot.kind for slot in slots(template)] == ["place", "name"]


def test_constants_are_shown_as_they_were_written() -> None:
    texts = [f"jk2_init() found child {n} in slot 7, pid {n + 3}" for n in range(10, 30)]
    (template,) = find_templates(table(texts)).templates
    assert template.parts[0].text == "jk2_init() found child"


def test_scripts_without_spaces_have_templates_with_slots() -> None:
    texts = [
        f"招聘客服人员包吃包住月薪{8 + at}000元联系电话+44 7700 9001{at:02}" for at in range(8)
    ]
    texts += [
        f"รับสมัครพนักงานต้อนรับรายได้ดี {9 + at}000 บาท โทร +44 7700 9002{at:02}" for at in range(8)
    ]
    found = find_templates(table(texts + chatter(50)))
    assert [template.support for template in found.templates] == [8, 8]
    assert all("phone" in [slot.kind for slot in slots(each)] for each in found.templates)


def test_a_text_of_the_halves_of_two_others_does_not_join_them() -> None:
    dice = random.Random(9)  # noqa: S311
    short = sorted(set(" ".join(chatter(100)).split()))
    words = dice.sample([a + b for a in short for b in short], 4000)
    parts = [" ".join(words[at : at + 18]) for at in range(0, 4000, 18)]
    one, two, *rest = parts
    pairs = [(one, two), (one, rest[0]), (one, rest[1]), (rest[2], two), (rest[3], two)]
    alone = zip(rest[4::2], rest[5::2], strict=False)
    found = members(find_templates(table([" ".join(pair) for pair in (*pairs, *alone)])))
    sides = [{found[f"p{at}"] for at in side if f"p{at}" in found} for side in ((1, 2), (3, 4))]
    assert sides[0] or sides[1]
    assert sides[0].isdisjoint(sides[1])


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000))
def test_constants_and_fillers_give_back_each_member(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    words = sorted(set(" ".join(chatter(60, seed=14)).split()))
    texts = []
    for _ in range(4):
        said, at = dice.sample(words, 16), dice.randrange(1, 16)
        for number in range(dice.randint(2, 7)):
            fill = [*dice.sample(words, dice.randint(1, 2)), f"+44 7700 9001{number:02}"]
            texts.append(" ".join([*said[:at], *fill, *said[at:]]))
    found = find_templates(table(texts))
    assert len(found.members) == len(texts)
    parts = {template.id: template.parts for template in found.templates}
    for row in found.members.to_pylist():
        text = texts[int(row["post"][1:])]
        filled = {one["slot"]: text[one["start"] : one["end"]] for one in row["fillers"]}
        shown = [
            part.text if isinstance(part, Constant) else filled.get(part.index, "")
            for part in parts[row["template"]]
        ]
        assert " ".join(shown).replace(" +", " ").split() == text.replace(" +", " ").split()
