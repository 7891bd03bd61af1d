import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from firstlight.runs.shards import BATCH, BATCHES, evenly, number


def _batches(sizes: list[int]) -> list[pa.RecordBatch]:
    rows = iter(range(sum(sizes)))
    return [
        pa.RecordBatch.from_pydict({"n": pa.array([next(rows) for _ in range(size)], pa.int64())})
        for size in sizes
    ]


@given(st.lists(st.integers(0, 40), max_size=12), st.integers(1, 17))
def test_rows_keep_their_order_in_even_batches(sizes, rows):
    found = list(evenly(_batches(sizes), rows))
    assert [n for batch in found for n in batch.column("n").to_pylist()] == list(range(sum(sizes)))
    assert all(batch.num_rows == rows for batch in found[:-1])
    assert all(0 < batch.num_rows <= rows for batch in found[-1:])


def test_shards_do_not_depend_on_how_rows_arrive():
    total = BATCH * BATCHES * 2 + 5
    whole = [(shard, batch.num_rows) for shard, batch in number(_batches([total]), 3)]
    pieces = [
        (shard, batch.num_rows)
        for shard, batch in number(_batches([700] * (total // 700) + [total % 700]), 3)
    ]
    assert whole == pieces
    assert [shard for shard, _ in whole] == [3] * BATCHES + [4] * BATCHES + [5]
