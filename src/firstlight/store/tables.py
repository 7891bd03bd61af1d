"""The tables of the workspace's database. Instants are ISO 8601 text in UTC, structs JSON text.

Nothing here is particular to SQLite, so that teams can use PostgreSQL.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()

SETTINGS = sa.Table(
    "settings",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
"""Values of this workspace, among them `seed`, the secret that its signatures start from."""

RUNS = sa.Table(
    "runs",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("manifest", sa.Text, nullable=False),
    sa.Column("summary", sa.Text, nullable=False),
)
"""Committed runs; the highest number is current. `manifest` is the SHA-256 of manifest.json."""

OPERATIONS = sa.Table(
    "operations",
    METADATA,
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), primary_key=True),
    sa.Column("rank", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.UniqueConstraint("run", "id"),
)
"""The operations of the runs that are kept, in the order of the queue."""

EVENTS = sa.Table(
    "operation_events",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("run", sa.Text, sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("operation", sa.Text, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
"""What happened to each operation's identity, over all runs."""

DECISIONS = sa.Table(
    "decisions",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("operation", sa.Text, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
"""Verdicts; never changed or deleted, a later one counts more."""

AUDIT = sa.Table(
    "audit",
    METADATA,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("prev_hash", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)
"""One event per change, chained by hash; see `firstlight.store.audit`."""

APPEND_ONLY = ("audit", "decisions", "operation_events", "runs")
"""Tables whose rows a trigger protects from update and deletion."""
