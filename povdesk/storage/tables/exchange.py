"""What comes and goes by file: imports, remembered columns, backups, known sticks, duplicates decided."""

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint

from povdesk.storage.tables.schema import day, identity, metadata, number, optional, reference, text

import_batch = Table(
    "import_batch",
    metadata,
    *identity(),
    Column("at_utc", String, nullable=False),
    text("file_name"),
    text("sha256"),
    text("kind"),
    number("rows_new", 0),
    number("rows_changed", 0),
    number("rows_refused", 0),
    optional("history_seq", Integer),
)

import_row = Table(
    "import_row",
    metadata,
    *identity(),
    reference("batch_id", "import_batch", owned=True),
    number("row_number", 0),
    text("verdict"),
    text("reason"),
    optional("payload"),
    text("decision"),
)
"""Doubtful rows parked for a decision, and what was refused."""

column_mapping = Table(
    "column_mapping",
    metadata,
    *identity(),
    Column("signature", String, nullable=False, unique=True),
    text("kind"),
    Column("mapping", String, nullable=False),
    text("last_used"),
)

duplicate_decision = Table(
    "duplicate_decision",
    metadata,
    *identity(),
    Column("first_uid", String, nullable=False),
    Column("second_uid", String, nullable=False),
    Column("verdict", String, nullable=False),
    day("decided_on"),
    UniqueConstraint("first_uid", "second_uid"),
)

known_stick = Table(
    "known_stick",
    metadata,
    *identity(),
    Column("stick_uuid", String, nullable=False, unique=True),
    text("label"),
    text("last_seen"),
)

backup_log = Table(
    "backup_log",
    metadata,
    *identity(),
    Column("sequence", Integer, nullable=False),
    Column("at_utc", String, nullable=False),
    text("place"),
    reference("stick_id", "known_stick"),
    text("file_name"),
    number("size"),
    text("sha256"),
    number("encrypted", 0),
    text("verified_at"),
    text("result"),
    text("reason"),
    number("households", 0),
    number("people", 0),
)
