"""Texts as search compares them: without case, accents and styles of letters."""

import unicodedata

import pyarrow as pa

TEXTS = pa.schema(
    [pa.field("id", pa.string(), nullable=False), pa.field("plain", pa.string(), nullable=False)]
)
"""One row per post: its id, and title and text as `plain` writes them."""


def plain(text: str) -> str:
    """Return text in lower case, without accents, in compatibility form (Unicode NFKD)."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)


def texts_of(posts: pa.Table) -> pa.Table:
    """Return TEXTS of posts (id, title, text)."""
    columns = (posts.column(name).to_pylist() for name in ("title", "text"))
    rows = [
        plain(f"{title}\n{text}" if title else text) for title, text in zip(*columns, strict=True)
    ]
    return pa.table([posts.column("id"), pa.array(rows, pa.string())], schema=TEXTS)
