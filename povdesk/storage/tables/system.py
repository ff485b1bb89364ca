"""Settings, officers, drafts and the one change history."""

from sqlalchemy import DDL, Column, Integer, LargeBinary, String, Table, UniqueConstraint, event

from povdesk.storage.tables.schema import day, identity, metadata, number, optional, reference, text

setting = Table(
    "setting",
    metadata,
    *identity(),
    Column("key", String, nullable=False, unique=True),
    Column("value", String, nullable=False),
)
"""Facts of the whole database: database_uuid, backup_sequence, is_sample, choices; values are JSON."""

officer = Table(
    "officer",
    metadata,
    *identity(),
    text("full_name"),
    text("post"),
    Column("role", String, nullable=False, server_default="manage"),
    optional("pin_hash"),
    number("active", 1),
)

history = Table(
    "history",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at_utc", String, nullable=False),
    Column("at_local", String, nullable=False),
    number("clock_suspect", 0),
    Column("officer_id", Integer, nullable=False),
    Column("action", String, nullable=False),
    text("object_type"),
    Column("object_uid", String, nullable=False, server_default="", index=True),
    text("purpose"),
    optional("undoes_seq", Integer),
    optional("payload"),
    optional("salt", LargeBinary),
    Column("payload_hash", String, nullable=False),
    Column("prev_hash", String, nullable=False),
    Column("hash", String, nullable=False),
)
"""The audit trail: one row per act; payload is a JSON list of changes (table, id, uid, before, after).

payload_hash covers salt, action, purpose and payload; hash chains seq, at_utc, officer, object and
payload_hash, so what an act says (it may name a person) can be erased later while the chain stays whole.
"""

_ONLY_GROWS = (
    """
CREATE TRIGGER history_only_grows BEFORE UPDATE ON history
WHEN NOT (NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.purpose = '' AND NEW.seq IS OLD.seq
  AND NEW.action = '(nội dung đã xóa)' AND NEW.hash IS OLD.hash
  AND NEW.payload_hash IS OLD.payload_hash AND NEW.prev_hash IS OLD.prev_hash
  AND NEW.at_utc IS OLD.at_utc AND NEW.at_local IS OLD.at_local AND NEW.officer_id IS OLD.officer_id
  AND NEW.object_type IS OLD.object_type AND NEW.object_uid IS OLD.object_uid)
BEGIN SELECT RAISE(ABORT, 'history only grows'); END
""",
    """
CREATE TRIGGER history_keeps_rows BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history only grows'); END
""",
    """
CREATE TRIGGER history_has_no_gaps BEFORE INSERT ON history
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM history)
BEGIN SELECT RAISE(ABORT, 'history has no gaps'); END
""",
)
"""Rows are never changed or removed; only their content may be erased (a person's right to erasure)."""

for _statement in _ONLY_GROWS:
    event.listen(history, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]

draft = Table(
    "draft",
    metadata,
    *identity(),
    Column("kind", String, nullable=False),
    text("object_uid"),
    text("title"),
    Column("payload", String, nullable=False),
    Column("saved_at", String, nullable=False),
    reference("officer_id", "officer"),
    UniqueConstraint("kind", "object_uid"),
)

todo_snooze = Table(
    "todo_snooze",
    metadata,
    *identity(),
    Column("rule", String, nullable=False),
    text("object_uid"),
    day("until", required=True),
    Column("reason", String, nullable=False),
    UniqueConstraint("rule", "object_uid"),
)

retention_rule = Table(
    "retention_rule",
    metadata,
    *identity(),
    Column("subject", String, nullable=False, unique=True),
    number("keep_years"),
    text("source"),
)
