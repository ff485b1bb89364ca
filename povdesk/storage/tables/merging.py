"""Communes whose registers were taken into this one."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from povdesk.storage.tables.schema import day, identity, metadata, optional, text

merged_commune = Table(
    "merged_commune",
    metadata,
    *identity(),
    Column("database_uuid", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    text("mark"),
    day("valid_from", required=True),
    Column("merged_at", String, nullable=False),
    text("identities"),
    text("counts"),
    optional("history_seq", Integer),
    text("history_hash"),
    text("archive_name"),
    text("safety_name"),
    optional("kept", LargeBinary),
)
"""One register taken in. valid_from: since when both are one commune. identities: JSON, its names by date.

counts: JSON, by table the rows taken, found here already, and left aside. kept: what was left aside and
names nobody (its plans, targets, typed measures), packed JSON. history_seq, history_hash: the end of its
own history, which stays with its data in the archive file. safety_name: the copy made just before.
"""
