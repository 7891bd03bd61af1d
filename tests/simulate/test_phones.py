"""Numbers: given out once each, all of them possible, in the forms of their countries."""

import phonenumbers
from hypothesis import given
from hypothesis import strategies as st

from firstlight.simulate.phones import Directory, blocks


def test_ranges_hold_enough_numbers() -> None:
    assert sum(block.size for block in blocks()) > 180_000


@given(st.data())
def test_both_forms_of_a_number_read_as_that_number(data: st.DataObject) -> None:
    block = data.draw(st.sampled_from(blocks()))
    phone = block.number(data.draw(st.integers(0, block.size - 1)))
    for text, region in ((phone.value, None), (phone.home, phone.country)):
        parsed = phonenumbers.parse(text, region)
        assert (
            phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) == phone.value
        )
        assert phonenumbers.is_possible_number(parsed)


def test_a_directory_gives_each_number_once_before_it_repeats() -> None:
    directory = Directory(1)
    size = sum(block.size for block in blocks() if block.country == "DE")
    given_out = [directory.take("DE").value for _ in range(size)]
    assert len(set(given_out)) == size
    assert directory.take("DE").value == given_out[0]


def test_another_seed_begins_elsewhere() -> None:
    assert Directory(1).take("FR") != Directory(2).take("FR")
