"""People and money behind the plan, indicators, targets and what was measured."""

from sqlalchemy import Column, Float, Integer, LargeBinary, String, Table, UniqueConstraint

from povdesk.storage.tables.schema import day, identity, metadata, number, optional, reference, text

body = Table(
    "body",
    metadata,
    *identity(),
    Column("name", String, nullable=False),
    text("short_name"),
    text("kind"),
    day("valid_from"),
    day("valid_to"),
)

cadre = Table(
    "cadre",
    metadata,
    *identity(),
    Column("full_name", String, nullable=False),
    text("search_key"),
    text("post"),
    reference("body_id", "body"),
    text("phone"),
    number("on_poverty_list", 0),
    day("valid_from"),
    day("valid_to"),
)
"""on_poverty_list: counts in IND-09, from valid_from to valid_to."""

assignment = Table(
    "assignment",
    metadata,
    *identity(),
    reference("household_id", "household", required=True),
    reference("cadre_id", "cadre", required=True),
    day("valid_from"),
    day("valid_to"),
    text("goal"),
    text("content"),
    text("result"),
)

hamlet_assignment = Table(
    "hamlet_assignment",
    metadata,
    *identity(),
    reference("hamlet_id", "hamlet", required=True),
    reference("cadre_id", "cadre", required=True),
    day("valid_from"),
    day("valid_to"),
)

project = Table(
    "project",
    metadata,
    *identity(),
    Column("code", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    text("short_name"),
    text("parent_code"),
    text("programme"),
    number("position", 0),
    day("valid_from"),
    day("valid_to"),
)
"""short_name is what papers print ("Tiểu dự án 1 - Dự án 3"); codes are never printed."""

project_body = Table(
    "project_body",
    metadata,
    *identity(),
    reference("project_id", "project", owned=True),
    reference("body_id", "body", required=True),
    Column("part", String, nullable=False, server_default="lead"),
    UniqueConstraint("project_id", "body_id"),
)
"""part: lead or coordinate."""

budget_line = Table(
    "budget_line",
    metadata,
    *identity(),
    Column("year", Integer, nullable=False, index=True),
    reference("project_id", "project"),
    Column("capital", String, nullable=False),
    Column("source", String, nullable=False),
    number("planned"),
    number("allocated"),
    text("note"),
    UniqueConstraint("year", "project_id", "capital", "source"),
)
"""capital: investment, recurrent, other.

source: central, province, district, commune, credit, business, people, fund.
"""

disbursement = Table(
    "disbursement",
    metadata,
    *identity(),
    reference("budget_line_id", "budget_line", owned=True),
    day("paid_on", required=True),
    number("amount", 0),
    text("evidence_number"),
    text("note"),
)

indicator_definition = Table(
    "indicator_definition",
    metadata,
    *identity(),
    Column("code", String, nullable=False, unique=True),
    text("letter"),
    text("plan_reference"),
    Column("name", String, nullable=False),
    text("short_name"),
    text("group"),
    text("unit"),
    text("kind"),
    text("direction"),
    text("measure"),
    number("decimals", 0),
    number("position", 0),
    text("roles"),
    text("projects"),
    day("valid_from"),
    day("valid_to"),
    text("origin"),
)
"""measure: name of a query definition in storage/indicators, or "typed".

roles, projects: codes, comma separated.
"""

target = Table(
    "target",
    metadata,
    *identity(),
    reference("indicator_id", "indicator_definition", required=True),
    Column("year", Integer, nullable=False, index=True),
    reference("hamlet_id", "hamlet"),
    text("population_group"),
    text("operator"),
    optional("value", Float),
    optional("baseline", Float),
    number("baseline_stated", 0),
    text("wording"),
    text("readings"),
)
"""readings: JSON list of possible readings of an unclear target, shown, never chosen by the program."""

measurement = Table(
    "measurement",
    metadata,
    *identity(),
    reference("indicator_id", "indicator_definition", required=True),
    day("as_of", required=True),
    optional("numerator", Float),
    optional("denominator", Float),
    optional("value", Float),
    text("measured_by"),
    text("source"),
    text("method"),
    text("evidence_number"),
    text("note"),
)

reporting_period = Table(
    "reporting_period",
    metadata,
    *identity(),
    Column("name", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("kind", String, nullable=False, server_default="own"),
    day("as_of", required=True),
    optional("frozen_at"),
    reference("officer_id", "officer"),
    text("remarks"),
    optional("content", LargeBinary),
    text("content_hash"),
)
"""A day that is reported on. kind: half, nine_months, year, round or own.

remarks: JSON, the officer's words in the report by part. content: everything of the frozen period but the
lists, packed; content_hash is of the packed bytes.
"""

frozen_figure = Table(
    "frozen_figure",
    metadata,
    *identity(),
    reference("period_id", "reporting_period", owned=True),
    Column("code", String, nullable=False),
    reference("indicator_id", "indicator_definition"),
    optional("numerator", Float),
    optional("denominator", Float),
    number("unknown"),
    optional("value", Float),
    text("status"),
    optional("subjects", LargeBinary),
    UniqueConstraint("period_id", "code"),
)
"""One number of a frozen period. subjects: the lists behind it, packed, as they were printed that day."""

closed_year = Table(
    "closed_year",
    metadata,
    *identity(),
    Column("year", Integer, nullable=False, index=True),
    Column("closed_at", String, nullable=False),
    reference("officer_id", "officer"),
    optional("reopened_at"),
    text("reopen_reason"),
)
"""When a year was closed and opened again; a year is closed while a row has no reopened_at."""
