"""The year's work: support, loans, donations, models, sessions, inspections, payments, reports owed."""

from sqlalchemy import Column, Float, Integer, String, Table, UniqueConstraint

from povdesk.storage.tables.schema import day, identity, metadata, number, optional, reference, text

support_event = Table(
    "support_event",
    metadata,
    *identity(),
    Column("kind", String, nullable=False, index=True),
    Column("subject", String, nullable=False),
    reference("household_id", "household"),
    reference("person_id", "person"),
    reference("cadre_id", "cadre"),
    reference("hamlet_id", "hamlet"),
    reference("attendee_id", "person"),
    reference("project_id", "project"),
    text("policy"),
    day("happened_on", required=True, index=True),
    day("approved_on"),
    day("finished_on"),
    Column("state", String, nullable=False, server_default="finished"),
    number("amount"),
    text("source"),
    number("counterpart"),
    optional("quantity", Float),
    text("unit"),
    text("result"),
    text("evidence_number"),
    text("place"),
    text("follow_up"),
    day("follow_up_done_on"),
    text("note"),
    optional("deleted_at"),
)
"""kind: code of the catalogue support_kinds. subject: household, person, cadre, hamlet or none.

attendee_id: the named person when support to a household was attended by one of its members.
A visit to a household (THAM_HO): cadre_id is the visitor, result what was seen, follow_up what is left to do.
state: approved, started, finished; approved_on decides the class (domain/indicators.md G5).
"""

loan = Table(
    "loan",
    metadata,
    *identity(),
    reference("support_event_id", "support_event"),
    reference("household_id", "household", required=True),
    text("lender"),
    text("programme"),
    number("principal"),
    day("lent_on"),
    day("due_on"),
    optional("rate", Float),
    day("repaid_on"),
    text("note"),
)

donation = Table(
    "donation",
    metadata,
    *identity(),
    day("received_on", required=True),
    text("donor"),
    text("fund"),
    number("amount"),
    text("in_kind"),
    text("purpose"),
    text("note"),
)

livelihood_model = Table(
    "livelihood_model",
    metadata,
    *identity(),
    Column("name", String, nullable=False),
    reference("project_id", "project"),
    reference("hamlet_id", "hamlet"),
    text("form"),
    day("started_on"),
    day("ended_on"),
    text("evaluation"),
    text("note"),
)

livelihood_member = Table(
    "livelihood_member",
    metadata,
    *identity(),
    reference("model_id", "livelihood_model", owned=True),
    reference("household_id", "household", required=True),
    day("joined_on"),
    day("left_on"),
)

livelihood_contribution = Table(
    "livelihood_contribution",
    metadata,
    *identity(),
    reference("member_id", "livelihood_member", owned=True),
    Column("kind", String, nullable=False),
    optional("quantity", Float),
    text("unit"),
    number("amount"),
)

communication_session = Table(
    "communication_session",
    metadata,
    *identity(),
    day("held_on", required=True),
    text("form"),
    reference("hamlet_id", "hamlet"),
    number("turns"),
    number("households_reached"),
    text("content"),
)

inspection = Table(
    "inspection",
    metadata,
    *identity(),
    day("held_on", required=True),
    reference("hamlet_id", "hamlet"),
    text("content"),
    text("members"),
    text("paper_number"),
    text("place"),
    text("chair"),
    text("secretary"),
    text("conclusion"),
)

inspection_finding = Table(
    "inspection_finding",
    metadata,
    *identity(),
    reference("inspection_id", "inspection", owned=True),
    text("finding"),
    text("responsible"),
    day("due_on"),
    day("settled_on"),
    text("result"),
)

payment_list = Table(
    "payment_list",
    metadata,
    *identity(),
    Column("title", String, nullable=False),
    text("policy"),
    day("made_on"),
    text("period"),
    text("note"),
)

payment_line = Table(
    "payment_line",
    metadata,
    *identity(),
    reference("list_id", "payment_list", owned=True),
    reference("household_id", "household", required=True),
    reference("person_id", "person"),
    number("amount"),
    text("in_kind"),
    day("paid_on"),
    text("received_by"),
)

insurance_change = Table(
    "insurance_change",
    metadata,
    *identity(),
    day("month", required=True, index=True),
    reference("person_id", "person", required=True),
    Column("change_kind", String, nullable=False),
    text("cause"),
    day("happened_on"),
    text("excluded_because"),
    day("sent_on"),
    UniqueConstraint("month", "person_id", "change_kind"),
)
"""What the officer said of one line of a month's BHYT list; the lines themselves follow from the register.

month: its first day. change_kind: added, removed, regrouped. cause, happened_on: as they stood when sent.
"""

task_report = Table(
    "task_report",
    metadata,
    *identity(),
    Column("year", Integer, nullable=False),
    text("title"),
    Column("kind", String, nullable=False, server_default="report"),
    text("owner"),
    reference("body_id", "body"),
    text("plan_reference"),
    day("due_on"),
    day("received_on"),
    text("note"),
)
"""Who owes which task or report (plan V.1, V.4-6), due and received. kind: report or task.

owner: the plan's role or the hamlet that owes it; with body_id the body's name wins.
"""
