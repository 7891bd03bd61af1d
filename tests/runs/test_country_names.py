import pytest

from firstlight.runs.report.country_names import country_named
from firstlight.runs.report.where import code_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United States Of America", "US"),
        ("Russian Federation", "RU"),
        ("Republic of South Africa", "ZA"),
        ("Democratic Republic Of The Congo", "CD"),
        ("Korea, Rep.", "KR"),
        ("Korea, Dem. People's Rep.", "KP"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Trinidad And Tobago", "TT"),
        ("Bosnia-Herzegovina", "BA"),
        ("Guinea Bissau", "GW"),
        ("Guinea", "GN"),
        ("Gambia, The", "GM"),
        ("Saint Vincent and the Grenadines", "VC"),
        ("sao tome and principe", "ST"),
        ("Côte d’Ivoire", "CI"),
    ],
)
def test_a_country_is_known_by_the_names_that_tables_write(name, code):
    assert country_named(name) == code
    assert code_of(name) == code


@pytest.mark.parametrize("name", ["", "the", "Republic", "near the Russian Federation", "Saint"])
def test_a_part_of_a_name_or_more_than_one_is_no_country(name):
    assert country_named(name) is None
