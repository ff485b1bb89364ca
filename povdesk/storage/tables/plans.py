"""Plans with their sections and roles, papers received and issued, attachments."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table, UniqueConstraint

from povdesk.storage.tables.schema import day, identity, metadata, number, optional, reference, text

plan = Table(
    "plan",
    metadata,
    *identity(),
    Column("year", Integer, nullable=False, index=True),
    Column("version", Integer, nullable=False, server_default="1"),
    reference("previous_version_id", "plan"),
    Column("title", String, nullable=False),
    Column("subject", String, nullable=False),
    text("opening"),
    text("closing"),
    Column("status", String, nullable=False, server_default="drafting"),
    text("number"),
    Column("symbol", String, nullable=False, server_default="KH-UBND"),
    day("signed_on"),
    reference("signer_id", "signer"),
    Column("authority", String, nullable=False, server_default="TM."),
    text("drafter_mark"),
    number("budget_total"),
    day("progress_on"),
    text("note"),
    UniqueConstraint("year", "version"),
)
"""status: drafting, checking, submitted, issued, archived. budget_total: đồng, as the text says it.

progress_on: the day of the annex column "Thực hiện đến ngày …"; NULL = follow the working day.
"""

plan_basis = Table(
    "plan_basis",
    metadata,
    *identity(),
    reference("plan_id", "plan", owned=True),
    number("position", 0),
    Column("text", String, nullable=False),
    reference("incoming_paper_id", "incoming_paper"),
)

plan_section = Table(
    "plan_section",
    metadata,
    *identity(),
    reference("plan_id", "plan", owned=True),
    reference("parent_id", "plan_section"),
    number("position", 0),
    Column("kind", String, nullable=False),
    text("code"),
    text("heading"),
    text("body"),
    text("source"),
    reference("indicator_id", "indicator_definition"),
)
"""kind: heading, text, point, targets, funding, roles. source: where the shipped wording came from.

body: lines of the officer's text, with linked numbers as {{IND-22.target}}.
"""

plan_link = Table(
    "plan_link",
    metadata,
    *identity(),
    reference("plan_id", "plan", owned=True),
    Column("code", String, nullable=False),
    text("frozen_value"),
    text("frozen_reason"),
    optional("frozen_at"),
    UniqueConstraint("plan_id", "code"),
)
"""A linked number that the officer froze, with the reason; without a row it follows its source."""

plan_role = Table(
    "plan_role",
    metadata,
    *identity(),
    reference("plan_id", "plan", owned=True),
    number("position", 0),
    Column("code", String, nullable=False),
    Column("name", String, nullable=False),
    text("short_name"),
    text("verb"),
    text("body"),
    reference("body_id", "body"),
    UniqueConstraint("plan_id", "code"),
)

plan_role_lead = Table(
    "plan_role_lead",
    metadata,
    *identity(),
    reference("role_id", "plan_role", owned=True),
    Column("kind", String, nullable=False),
    Column("code", String, nullable=False),
    Column("part", String, nullable=False, server_default="lead"),
    UniqueConstraint("role_id", "kind", "code", "part"),
)
"""kind: project or indicator; part: lead or coordinate."""

plan_recipient = Table(
    "plan_recipient",
    metadata,
    *identity(),
    reference("plan_id", "plan", owned=True),
    number("position", 0),
    Column("text", String, nullable=False),
    text("role_code"),
)

incoming_paper = Table(
    "incoming_paper",
    metadata,
    *identity(),
    text("kind"),
    text("number"),
    day("signed_on"),
    text("issuer"),
    text("subject"),
    day("received_on"),
    day("valid_to"),
    text("note"),
)

issued_paper = Table(
    "issued_paper",
    metadata,
    *identity(),
    Column("kind", String, nullable=False),
    Column("year", Integer, nullable=False, index=True),
    text("number"),
    text("symbol"),
    day("signed_on"),
    text("signer_name"),
    text("signer_post"),
    text("subject"),
    reference("plan_id", "plan"),
    reference("household_id", "household"),
    reference("person_id", "person"),
    optional("pdf", LargeBinary),
    text("sha256"),
    optional("figures"),
    optional("sources", LargeBinary),
    text("history_anchor"),
    Column("issued_at", String, nullable=False),
    reference("previous_version_id", "issued_paper"),
    reference("period_id", "reporting_period"),
    text("former_office"),
)
"""The register of issued papers: the PDF itself with its hash, and the data behind each number.

former_office: the commune in whose register it stands, of papers that came with that commune's data.

figures: JSON, each linked number with its value. sources: the lists behind them, packed.
"""

attachment = Table(
    "attachment",
    metadata,
    *identity(),
    Column("object_type", String, nullable=False),
    Column("object_uid", String, nullable=False, index=True),
    Column("file_name", String, nullable=False),
    text("media_type"),
    Column("size", Integer, nullable=False),
    number("pages"),
    Column("sha256", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_at", String, nullable=False),
    optional("removed_at"),
    text("note"),
)
"""A file kept in the database itself. removed_at: taken off the record; the file stays until it is purged."""
