import pytest

from firstlight.detect.handle_swaps import with_letters


@pytest.mark.parametrize(
    ("name", "ahead", "expected"),
    [
        ("l0l4_jobs", " (every 4 is an a, every 0 an o)", "lola_jobs"),
        ("v1sa_job", " con la i al posto di 1", "visa_job"),
        ("l0la", " — zeros are the letter o", "lola"),
        ("lola_77", " call 7 days a week", "lola_77"),
        ("lola_4", " 4 x 4 jobs", "lola_4"),
    ],
)
def test_figures_said_to_be_letters(name, ahead, expected):
    assert with_letters(name, ahead) == expected
