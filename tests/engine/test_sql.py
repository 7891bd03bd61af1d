from threading import Thread

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firstlight.engine import Database


@pytest.fixture
def database(tmp_path):
    folder = tmp_path / "it's a folder"
    folder.mkdir()
    paths = [folder / "0.parquet", folder / "1.parquet"]
    for number, path in enumerate(paths):
        pq.write_table(pa.table({"id": [f"a{number}", f"b{number}"], "n": [number, 10]}), path)
    return Database({"posts": paths}, temporary=tmp_path / "tmp")


def test_views_read_all_files_with_bound_parameters(database):
    found = database.query("select id from posts where n = ? order by id", [10])
    assert found.column("id").to_pylist() == ["b0", "b1"]
    hostile = "'; drop view posts; --"
    assert database.query("select id from posts where id = ?", [hostile]).num_rows == 0
    many = database.query(
        "select id from posts where id in (select unnest(?::varchar[]))", [["a1"]]
    )
    assert many.to_pylist() == [{"id": "a1"}]


@pytest.mark.parametrize(
    "sql",
    [
        "create table t as select 1",
        "select 1; select 2",
        "copy posts to 'x.csv'",
        "set memory_limit = '1GB'",
        "install httpfs",
        "attach 'x.db'",
        "",
    ],
)
def test_anything_but_one_select_is_refused(database, sql):
    with pytest.raises(ValueError, match="one SELECT"):
        database.query(sql)


def test_no_other_file_is_reached(database, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    queries = ("from read_csv('{}')", "select * from '{}'", "from glob('{}*')")
    for sql in (query.format(other) for query in queries):
        with pytest.raises((duckdb.Error, ValueError)):
            database.query(sql)


def test_several_threads_ask_at_once(database):
    answers: list[int] = []

    def ask() -> None:
        sql = "select count(*) as n from posts"
        answers.extend(database.query(sql)["n"][0].as_py() for _ in range(20))

    threads = [Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [4] * 120


def test_work_beyond_the_memory_limit_spills(tmp_path):
    path = tmp_path / "big.parquet"
    pq.write_table(pa.table({"text": [f"{n * 7919 % 400_000:060}" for n in range(400_000)]}), path)
    database = Database({"t": [path]}, temporary=tmp_path / "tmp", memory="40MB", threads=1)
    found = database.query("select max(s) as s from (select text as s from t order by text desc)")
    assert found["s"][0].as_py().endswith("399999")
    sql = "select count(*) as n from (select text, row_number() over (order by text) from t)"
    assert database.query(sql)["n"][0].as_py() == 400_000


def test_instants_are_in_utc(tmp_path):
    path = tmp_path / "when.parquet"
    when = pa.array([1_790_000_000_000_000], pa.timestamp("us", tz="UTC"))
    pq.write_table(pa.table({"posted": when}), path)
    found = Database({"t": [path]}, temporary=tmp_path).query(
        "select posted, hour(posted) h from t"
    )
    assert found.column("posted").cast(pa.int64()).to_pylist() == [1_790_000_000_000_000]
    assert found["h"][0].as_py() == (1_790_000_000 // 3600) % 24
