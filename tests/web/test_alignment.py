from firstlight.model.template import Constant, Slot, Template
from firstlight.web.show.alignment import MOST_SLOTS, align


def template(slots):
    parts = [
        Constant(text="call"),
        *(Slot(index=n, kind="phone", fillers=()) for n in range(slots)),
    ]
    return Template(id="t", parts=tuple(parts), support=2, bits_saved=1.0)


def test_fillers_stand_in_their_slots_column():
    text = "call 123 or  four\nfive"
    fillers = [{"slot": 1, "start": 13, "end": 22}, {"slot": 0, "start": 5, "end": 8}]
    rows = [
        {"post": "a", "text": text, "fillers": fillers},
        {"post": "b", "text": "", "fillers": None},
    ]
    lined = align(template(3), rows)
    assert [(row.post, row.cells) for row in lined.rows] == [
        ("a", ("123", "four five", "")),
        ("b", ("", "", "")),
    ]
    assert lined.more_slots == 0
    assert align(template(MOST_SLOTS + 4), []).more_slots == 4
