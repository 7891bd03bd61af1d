import pytest

from firstlight.detect.handle_figures import figures_behind, said_behind


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("lola 7 te saca", "7"),
        ("lola 77", "77"),
        ("lola nine nine", "99"),
        ("lola soixante-neuf.", "69"),
        ("lola then seven, text me", "7"),
    ],
)
def test_figures_that_end_a_name(text, figures):
    found = figures_behind(text, 4)
    assert found is not None
    assert found[0] == figures


@pytest.mark.parametrize(
    "text", ["lola 24 horas", "lola 7 € la noche", "lola two girls", "lola 300"]
)
def test_figures_that_count_something_else(text):
    assert figures_behind(text, 4) is None


def test_plain_figures_alone_are_not_said():
    assert said_behind("lola 7", 4) is None
