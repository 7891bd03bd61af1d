"""The questions that pages put to a snapshot: SQL with bound parameters, small answers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from firstlight.store.texts import plain
from firstlight.web.show.quote import Span

Row = dict[str, Any]


def rows(snapshot: Any, sql: str, params: Sequence[Any] = ()) -> list[Row]:
    """Run a question and return its rows as dictionaries."""
    found: list[Row] = snapshot.query(sql, list(params)).to_pylist()
    return found


def first_posts(snapshot: Any, operations: Sequence[str]) -> dict[str, Row]:
    """Return per operation its earliest post, for operations whose reasons quote none."""
    sql = """
        select o.operation, p.id, p.text, p.lang
        from operation_posts o join posts p on p.id = o.post
        where o.operation in (select unnest(?::varchar[]))
        qualify row_number() over (partition by o.operation order by p.posted, p.id) = 1
    """
    return {row["operation"]: row for row in rows(snapshot, sql, [list(operations)])}


def activity(snapshot: Any, operations: Sequence[str], buckets: int = 30) -> dict[str, list[int]]:
    """Return per operation its posts in `buckets` equal parts of the whole run's time."""
    bounds = rows(snapshot, "select min(posted) as low, max(posted) as high from posts")[0]
    if bounds["low"] is None:
        return {}
    sql = """
        select o.operation, least(floor(? * (epoch(p.posted) - ?) / ?), ? - 1)::int as bucket,
               count(*) as posts
        from operation_posts o join posts p on p.id = o.post
        where o.operation in (select unnest(?::varchar[])) and p.posted is not null
        group by 1, 2
    """
    low, high = bounds["low"].timestamp(), bounds["high"].timestamp()
    params = [buckets, low, max(high - low, 1.0), buckets, list(operations)]
    out: dict[str, list[int]] = defaultdict(lambda: [0] * buckets)
    for row in rows(snapshot, sql, params):
        out[row["operation"]][row["bucket"]] = row["posts"]
    return dict(out)


def indicators(snapshot: Any, operation: str) -> list[Row]:
    """Return the indicators that fired in an operation, heaviest first, each with one quote."""
    sql = """
        with fired as (
            select s.*, p.text, p.lang, p.posted,
                   count(distinct s.post) over (partition by s.indicator) as posts
            from signals s join operation_posts o on o.post = s.post join posts p on p.id = s.post
            where o.operation = ?)
        select post, indicator, "start", "end", weight, text, lang, posted, posts from fired
        qualify row_number() over (
            partition by indicator order by weight desc, md5(post || indicator), "start") = 1
        order by weight desc, posts desc, indicator limit 60
    """
    return rows(snapshot, sql, [operation])


def member_posts(
    snapshot: Any, operation: str, *, key: str = "", limit: int = 10, offset: int = 0
) -> list[Row]:
    """Return an operation's posts in order of time; `key` keeps those that carry one link."""
    sql = """
        select p.* from operation_posts o join posts p on p.id = o.post where o.operation = ?
        and (? = '' or o.post in (select post from links where key = ?))
        order by p.posted, p.id limit ? offset ?
    """
    return rows(snapshot, sql, [operation, key, key, limit, offset])


def count_members(snapshot: Any, operation: str, *, key: str = "") -> int:
    """Return how many of an operation's posts carry `key` (all where it is empty)."""
    sql = """
        select count(*) as n from operation_posts o where o.operation = ?
        and (? = '' or o.post in (select post from links where key = ?))
    """
    return int(rows(snapshot, sql, [operation, key, key])[0]["n"])


def member_ids(snapshot: Any, operation: str) -> list[str]:
    """Return the ids of all posts of an operation, sorted."""
    sql = "select post from operation_posts where operation = ? order by post"
    return [row["post"] for row in rows(snapshot, sql, [operation])]


def spans(snapshot: Any, posts: Sequence[str]) -> dict[str, list[Span]]:
    """Return per post its signals, mentions and template fillers as spans."""
    ids = [list(posts)]
    out: dict[str, list[Span]] = defaultdict(list)
    signals = """
        select post, indicator, "start", "end", weight from signals
        where post in (select unnest(?::varchar[])) order by post, "start", "end"
    """
    for row in rows(snapshot, signals, ids):
        out[row["post"]].append(
            Span(row["start"], row["end"], "signal", row["indicator"], against=row["weight"] < 0)
        )
    mentions = """
        select post, kind, "start", "end" from mentions
        where post in (select unnest(?::varchar[])) order by post, "start", "end"
    """
    for row in rows(snapshot, mentions, ids):
        out[row["post"]].append(Span(row["start"], row["end"], "mention", row["kind"]))
    return out


def memberships(snapshot: Any, posts: Sequence[str]) -> dict[str, Row]:
    """Return per post its template, similarity and fillers (slot, start, end)."""
    sql = "select * from members where post in (select unnest(?::varchar[]))"
    return {row["post"]: row for row in rows(snapshot, sql, [list(posts)])}


def aligned(snapshot: Any, operation: str, most: int = 8) -> dict[str, list[Row]]:
    """Return per template of an operation its first `most` members with text and fillers."""
    sql = """
        select m.template, m.post, m.fillers, p.text from members m
        join operation_posts o on o.post = m.post join posts p on p.id = m.post
        where o.operation = ?
        qualify row_number() over (partition by m.template order by p.posted, m.post) <= ?
        order by m.template, p.posted, m.post
    """
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows(snapshot, sql, [operation, most]):
        out[row["template"]].append(row)
    return out


def held_by(snapshot: Any, templates: Sequence[str], most: int = 3) -> dict[str, list[Row]]:
    """Return per template the operations that hold its posts, and its `most` first posts.

    Rows have `operation` and how many `posts` it holds, or `post`; the others are null.
    """
    sql = """
        with those as (
            select m.template, m.post, o.operation, p.posted from members m
            join posts p on p.id = m.post left join operation_posts o on o.post = m.post
            where m.template in (select unnest(?::varchar[])))
        (select template, operation, count(*) as posts, null as post from those
         where operation is not null group by 1, 2
         qualify row_number() over (partition by template order by count(*) desc, operation) <= ?)
        union all
        (select template, null, null, post from those
         qualify row_number() over (partition by template order by posted, post) <= ?)
        order by template, posts desc, operation, post
    """
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows(snapshot, sql, [list(templates), most, most]):
        out[row["template"]].append(row)
    return out


def operations_of(snapshot: Any, posts: Sequence[str]) -> dict[str, str]:
    """Return per post the operation that holds it, where one does."""
    sql = "select post, operation from operation_posts where post in (select unnest(?::varchar[]))"
    return {row["post"]: row["operation"] for row in rows(snapshot, sql, [list(posts)])}


def links(snapshot: Any, operation: str, limit: int = 20000) -> list[Row]:
    """Return (kind, key, post, weight) rows of what at least two posts of an operation share."""
    sql = """
        select l.kind, l.key, l.post, max(l.weight) as weight from links l
        join operation_posts o on o.post = l.post where o.operation = ?
        group by 1, 2, 3
        qualify count(*) over (partition by l.kind, l.key) > 1
        order by 1, 2, 3 limit ?
    """
    return rows(snapshot, sql, [operation, limit])


def places(snapshot: Any, operation: str) -> list[Row]:
    """Return the places that an operation's posts stand at or speak of, with their first day."""
    sql = """
        with stood as (
            select p.id as post, p.place as code, p.posted from operation_posts o
            join posts p on p.id = o.post where o.operation = ? and p.place is not null
            union all
            select m.post, m.value, p.posted from operation_posts o
            join mentions m on m.post = o.post join posts p on p.id = o.post
            where o.operation = ? and m.kind = 'place')
        select code, count(distinct post) as posts, min(posted) as since from stood
        where code <> '' group by 1 order by posts desc, code limit 24
    """
    return rows(snapshot, sql, [operation, operation])


def moments(snapshot: Any, operation: str) -> list[tuple[datetime | None, str, str]]:
    """Return (instant, place, template) of each post of an operation, at most 50,000."""
    sql = """
        select p.posted, coalesce(p.place, '') as place,
               coalesce(any_value(m.template), '') as template
        from operation_posts o join posts p on p.id = o.post left join members m on m.post = p.id
        where o.operation = ? group by p.id, p.posted, p.place limit 50000
    """
    return [(r["posted"], r["place"], r["template"]) for r in rows(snapshot, sql, [operation])]


COUNTED = 10_000


AS_TYPED = """
    select p.id from posts p where (? = '' or p.lang = ?) and (
        list_bool_and([contains(lower(p.text), term) for term in ?::varchar[]])
        or p.id in (select post from mentions where contains(lower(value), ?)))
    order by p.posted desc nulls last, p.id limit ?
"""
LOOSELY = AS_TYPED.replace("from posts p", "from posts p join texts t on t.id = p.id").replace(
    "lower(p.text)", "t.plain"
)
"""Without accents and styles of letters; asked where no post has the words as they were typed."""


class Found(NamedTuple):
    """One page of the posts found, how many there are, and whether only accents differ."""

    posts: list[Row]
    total: int
    loosely: bool


def search(
    snapshot: Any, terms: Sequence[str], *, lang: str = "", limit: int = 20, offset: int = 0
) -> Found:
    """Return posts that hold all `terms`, or a mention that holds the whole query; newest first.

    Case does not matter; accents do not where nothing else is found. The count stops at
    `COUNTED` + 1.
    """
    lowered, bare = [term.lower() for term in terms], [plain(term) for term in terms]
    ids = rows(snapshot, AS_TYPED, [lang, lang, lowered, " ".join(lowered), COUNTED + 1])
    loosely = not ids
    if loosely:
        ids = rows(snapshot, LOOSELY, [lang, lang, bare, " ".join(bare), COUNTED + 1])
    page = [row["id"] for row in ids[offset : offset + limit]]
    found = {row["id"]: row for row in posts(snapshot, page)}
    return Found([found[one] for one in page], len(ids), loosely)


def valued(snapshot: Any, ids: Sequence[str], terms: Sequence[str]) -> dict[str, list[Span]]:
    """Return per post where a mention stands whose value holds all `terms` together, as hits."""
    sql = """
        select post, "start", "end" from mentions
        where post in (select unnest(?::varchar[])) and contains(lower(value), ?)
    """
    out: dict[str, list[Span]] = defaultdict(list)
    for row in rows(snapshot, sql, [list(ids), " ".join(term.lower() for term in terms)]):
        out[row["post"]].append(Span(row["start"], row["end"], "hit"))
    return out


def posts(snapshot: Any, ids: Sequence[str]) -> list[Row]:
    """Return the posts of these ids."""
    sql = "select * from posts where id in (select unnest(?::varchar[]))"
    return rows(snapshot, sql, [list(ids)])


def fillers_of(memberships: Mapping[str, Row], post: str, kinds: Mapping[int, str]) -> list[Span]:
    """Return a member post's template fillers as spans named by their slot's kind."""
    found = memberships.get(post)
    if found is None:
        return []
    return [
        Span(one["start"], one["end"], "slot", kinds.get(one["slot"], "text"))
        for one in found["fillers"] or ()
    ]


def mentions(snapshot: Any, identifier: str) -> list[Row]:
    """Return the mentions of one post in the order of the text, with the words behind them."""
    sql = """
        select m.kind, m.value, m.detail,
               substring(p.text, m."start" + 1, m."end" - m."start") as words
        from mentions m join posts p on p.id = m.post where m.post = ? order by m."start", m.kind
        limit 500
    """
    return rows(snapshot, sql, [identifier])
