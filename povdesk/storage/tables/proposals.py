"""What the officer thinks of doing: supports not done yet, tried out before they go into a plan."""

from sqlalchemy import Column, Integer, String, Table

from povdesk.storage.tables.schema import day, identity, metadata, number, reference, text

support_proposal = Table(
    "support_proposal",
    metadata,
    *identity(),
    Column("year", Integer, nullable=False, index=True),
    text("name"),
    Column("state", String, nullable=False, server_default="draft"),
    day("accepted_on"),
    text("note"),
)
"""A set of supports for a year. state: draft, accepted (as the plan's proposal, at most one a year)."""

support_proposal_line = Table(
    "support_proposal_line",
    metadata,
    *identity(),
    reference("proposal_id", "support_proposal", owned=True),
    number("position", 0),
    text("kind"),
    Column("subject", String, nullable=False, server_default="household"),
    reference("project_id", "project"),
    text("capital"),
    text("source"),
    number("unit_cost"),
    number("amount"),
    day("planned_on"),
    text("note"),
)
"""One kind of support for a list of households or people. project, capital and source name a budget line;
unit_cost is for each of them, amount for the whole line (it wins)."""

support_proposal_subject = Table(
    "support_proposal_subject",
    metadata,
    *identity(),
    reference("line_id", "support_proposal_line", owned=True),
    reference("household_id", "household"),
    reference("person_id", "person"),
)
"""A household, or a person, of a line."""
