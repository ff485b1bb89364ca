"""What is arranged for single families: leaving poverty by registration, land, the organisations' help."""

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint

from povdesk.storage.tables.schema import day, identity, metadata, reference, text

exit_registration = Table(
    "exit_registration",
    metadata,
    *identity(),
    reference("household_id", "household", required=True),
    Column("year", Integer, nullable=False, index=True),
    day("registered_on"),
    day("withdrawn_on"),
    text("solution"),
    text("result"),
    text("note"),
    UniqueConstraint("household_id", "year"),
)
"""A household that registered to leave poverty in a year. withdrawn_on: from that day on it no longer does,
also when its form says yes."""

land_option = Table(
    "land_option",
    metadata,
    *identity(),
    reference("household_id", "household", required=True),
    Column("year", Integer, nullable=False, index=True),
    text("option"),
    text("leader"),
    Column("state", String, nullable=False, server_default="proposed"),
    text("note"),
    UniqueConstraint("household_id", "year"),
)
"""Livelihood option of a household without land (plan V.4). leader: who leads, in words.

state: proposed, agreed, under_way, finished.
"""

organisation_help = Table(
    "organisation_help",
    metadata,
    *identity(),
    reference("household_id", "household", required=True),
    Column("organisation", String, nullable=False, index=True),
    day("valid_from"),
    day("valid_to"),
    text("content"),
    text("result"),
)
"""What a mass organisation does for a family (plan V.7), from a day to a day, both included."""
