import pytest

from firstlight.rulebook.phrase import Choice, Gap, parse_phrase

TERMS = {"passport": ("passport*", "id card*")}


def test_every_item_is_read() -> None:
    items = parse_phrase("keep .. [my|your own]? ..7 {passport} <number>", TERMS.__getitem__)
    assert items == (
        Choice((("keep",),)),
        Gap(4),
        Choice((("my",), ("your", "own")), optional=True),
        Gap(7),
        Choice((("passport*",), ("id", "card*"))),
        Choice((("<number>",),)),
    )


@pytest.mark.parametrize(
    "text", ["", "   ", ".. a", "a ..", "[a]?", "[]", "[a||b]", "a*b", "*", "]"]
)
def test_bad_phrases_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_phrase(text, TERMS.__getitem__)
