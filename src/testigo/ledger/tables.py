"""The tables of a ledger, and how an older ledger becomes a newer one.

Facts are appended and never changed: `objects`, `documents`, `readings`, `claims`, `failures`, `log`. What is worked out from them
(incidents, tolls, campaigns) stands in the tables of `view.py` and may be thrown away at any time.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    inspect,
    select,
    text,
    true,
    update,
)

from testigo.errors import LedgerError
from testigo.ledger import view

SCHEMA_VERSION = 3

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

objects = Table(
    "objects",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", String(2), nullable=False),
    Column("published", String(10)),
    Column("published_from", String, nullable=False),
    Column("published_at", String),
    Column("object_sha256", String(64), ForeignKey("objects.sha256"), nullable=False),
    Column("origin", Text, nullable=False),
    Column("agencies", Text, nullable=False, server_default="[]"),
    Column("signature", Text, nullable=False, server_default=""),
    Column("names", Text, nullable=False, server_default="[]"),
    Column("marks", Text, nullable=False, server_default="[]"),
    Column("text_sha256", String(64), nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("document", String, ForeignKey("documents.id"), primary_key=True),
    Column("reader", String, primary_key=True),
    Column("claims", Integer, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("reader", String, primary_key=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("measure", String),
    Column("low", Integer),
    Column("high", Integer),
    Column("hedge", String),
    Column("who", String),
    Column("is_subset", Boolean),
    Column("scope", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("factuality", String, nullable=False),
    Column("voice", Text),
    Column("voice_kind", String),
    Column("first", String(10)),
    Column("last", String(10)),
    Column("country", String(2)),
    Column("admin1", Text),
    Column("place", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("quote", Text, nullable=False),
    Column("json", Text, nullable=False),
)
Index("claims_document", claims.c.document, claims.c.reader)
Index("claims_reader", claims.c.reader, claims.c.id)
Index("claims_scope", claims.c.scope, claims.c.country)

failures = Table(
    "failures",
    metadata,
    Column("document", Text, nullable=False),
    Column("stage", String, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("document", "stage", "reason"),
)

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False, unique=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
Index("log_kind", log.c.kind)

users = Table(
    "users",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("is_active", Boolean, nullable=False, server_default=true()),
)

judgement_subjects = Table(
    "judgement_subjects",
    metadata,
    Column("subject", String, primary_key=True),
    Column("seq", Integer, ForeignKey("log.seq"), primary_key=True),
)

APPEND_ONLY = (objects, claims, readings, log, judgement_subjects)

# Each step takes a ledger of version N to N+1; the number is its place in the tuple, from 1.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    ("ALTER TABLE view_standings ADD COLUMN note TEXT",),
    (
        "ALTER TABLE documents ADD COLUMN marks TEXT NOT NULL DEFAULT '[]'",
        "DROP TABLE IF EXISTS view_work",
        "DROP TABLE IF EXISTS view_reach",
    ),
)


def prepare(connection: Connection, *, create: bool) -> None:
    """Bring an older ledger up to date, or with `create` make the tables of a new one, inside the caller's transaction.

    Raises:
        LedgerError: nothing or something else is there, or the ledger was written by a newer testigo.
    """
    names = set(inspect(connection).get_table_names())
    if "meta" not in names:
        if not create:
            raise LedgerError("not a ledger: it has no tables of testigo; build one with `testigo build`")
        if names:
            raise LedgerError(
                f"not a ledger: the database holds other tables ({', '.join(sorted(names)[:5])}); name another file"
            )
        metadata.create_all(connection)
        view.create(connection)
        for statement in _append_only_triggers(connection.dialect.name):
            connection.execute(text(statement))
        connection.execute(insert(meta).values(key="schema_version", value=str(SCHEMA_VERSION)))
        return
    version = int(connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar_one())
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"the ledger has schema version {version}, this testigo knows {SCHEMA_VERSION}: install a newer testigo"
        )
    for step in range(version, SCHEMA_VERSION):
        for statement in MIGRATIONS[step - 1]:
            connection.execute(text(statement))
        connection.execute(update(meta).where(meta.c.key == "schema_version").values(value=str(step + 1)))


def _append_only_triggers(dialect: str) -> list[str]:
    """Statements that make the database itself refuse to change or delete what was appended."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name} "
            f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
            for table in APPEND_ONLY
            for verb in ("UPDATE", "DELETE")
        ]
    if dialect == "postgresql":
        function = (
            "CREATE OR REPLACE FUNCTION testigo_append_only() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
        )
        return [
            function,
            *(
                f"CREATE TRIGGER {table.name}_append_only BEFORE UPDATE OR DELETE ON {table.name} "
                "FOR EACH ROW EXECUTE FUNCTION testigo_append_only()"
                for table in APPEND_ONLY
            ),
        ]
    return []
