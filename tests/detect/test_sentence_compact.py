import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.detect.sentence_compact import (
    FILE,
    from_text,
    read_compact,
    to_compact,
    to_model,
    to_text,
)
from firstlight.detect.sentence_model import SentenceModel, read_model
from firstlight.detect.sentences import SentenceReader
from firstlight.model.errors import InputError
from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.matching.words import split_words


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_come_back_from_plain_text(numbers):
    text = to_text(numbers)
    assert list(from_text(text)) == numbers
    assert text.isascii()
    assert text.isprintable()
    assert set(text).isdisjoint('"\\ <')


def test_a_model_of_rounded_weights_comes_back_without_the_features_that_have_none():
    shared = np.array([1 / 8, 0, -1, 0], np.float32)
    own = np.array([[0, 1], [0, 0], [-1 / 8, 0], [0, 0]], np.float32)
    model = SentenceModel(
        groups=("a", "b"),
        features=np.array([3, 5, 900, 300_000]),
        topic=np.array([[0, 1 / 2, 0], [0, 0, 0], [-3, 0, 0], [0, 0, 7]], np.float32),
        voice=shared[:, None] + own,
        topic_constant=np.array([0.5, -0.25, 0]),
        voice_constant=np.array([-1.5, -1.5]),
        belief=np.array([1.5, 2.25, -1, 0.5]),
        belief_constant=np.array([-0.5, 0.75]),
    )
    back = to_model(to_compact(model, shared))
    alive = [0, 2, 3]
    assert back.features.tolist() == [3, 900, 300_000]
    assert np.array_equal(back.topic, model.topic[alive])
    assert np.array_equal(back.voice, model.voice[alive])
    for name in ("groups", "topic_constant", "voice_constant", "belief", "belief_constant"):
        assert list(getattr(back, name)) == list(getattr(model, name))


def test_the_phone_is_given_a_small_part_of_what_was_learned_of_the_same_groups():
    whole, compact = read_model(), to_model(read_compact())
    assert compact.groups == whole.groups
    assert len(compact.features) < len(whole.features) / 3
    assert FILE.stat().st_size < 130_000


def test_few_weights_still_hear_what_is_plain():
    reader = SentenceReader(to_model(read_compact()))

    def heard(text):
        return {one.group for one in reader.read(split_words(fold(text).text), "en").shown}

    assert "retention_of_identity_documents" in heard(
        "The boss locked my passport in his drawer and will not give it back."
    )
    assert not heard("You can keep your passport with you and take a free day every week.")


def test_a_model_of_another_table_is_refused(tmp_path):
    stale = msgspec.structs.replace(read_compact(), marks=1)
    (tmp_path / "a.json").write_bytes(msgspec.json.encode(stale))
    with pytest.raises(InputError, match="another table of meanings"):
        read_compact(tmp_path / "a.json")
