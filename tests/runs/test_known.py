import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from firstlight.runs.known import Known

IDS = st.lists(st.integers(0, 2**128 - 1).map("{:032x}".format), max_size=30)


def _batch(ids: list[str]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"id": pa.array(ids, pa.string()), "n": range(len(ids))})


@given(IDS, IDS, st.data())
def test_fresh_is_what_a_set_would_say(old, new, data):
    mixed = data.draw(st.permutations(old + new))
    fresh = Known(old).fresh(_batch(mixed))
    assert fresh.column("id").to_pylist() == [one for one in mixed if one not in set(old)]


def test_ids_that_agree_in_one_half_are_told_apart():
    old = ["0" * 31 + "1", "1" + "0" * 31]
    new = ["0" * 31 + "2", "1" + "0" * 30 + "1"]
    assert Known(old).fresh(_batch(new)).num_rows == 2
    assert Known(old).fresh(_batch(old)).num_rows == 0
    assert len(Known(old)) == 2
