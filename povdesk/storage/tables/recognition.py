"""What follows a form: meeting, posting, decision, class history, certificate; and requests received."""

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from povdesk.storage.tables.schema import day, identity, metadata, number, optional, reference, text

meeting = Table(
    "meeting",
    metadata,
    *identity(),
    reference("round_id", "review_round", owned=True),
    reference("hamlet_id", "hamlet", required=True),
    day("held_on"),
    text("place"),
    text("chair"),
    text("secretary"),
    number("households_listed"),
    number("households_present"),
    text("attendance"),
    text("content"),
    text("disagreements"),
)

meeting_vote = Table(
    "meeting_vote",
    metadata,
    *identity(),
    reference("meeting_id", "meeting", owned=True),
    reference("household_id", "household", required=True),
    optional("agreed_category"),
    number("votes_for"),
    number("votes_against"),
    text("note"),
    UniqueConstraint("meeting_id", "household_id"),
)

posting = Table(
    "posting",
    metadata,
    *identity(),
    reference("round_id", "review_round", owned=True),
    reference("hamlet_id", "hamlet"),
    day("posted_from"),
    day("posted_to"),
    text("places"),
    text("note"),
)

complaint = Table(
    "complaint",
    metadata,
    *identity(),
    reference("posting_id", "posting", owned=True),
    reference("household_id", "household"),
    day("received_on"),
    text("complainant"),
    text("content"),
    day("rechecked_on"),
    text("result"),
)

decision = Table(
    "decision",
    metadata,
    *identity(),
    reference("round_id", "review_round"),
    text("number"),
    day("signed_on"),
    text("kind"),
    reference("issued_paper_id", "issued_paper"),
)

class_history = Table(
    "class_history",
    metadata,
    *identity(),
    reference("household_id", "household", required=True),
    Column("category", String, nullable=False),
    day("counted_from", required=True),
    day("entitled_from", required=True),
    reference("round_id", "review_round"),
    reference("decision_id", "decision"),
    text("movement"),
    text("note"),
)
"""Class on two axes: counted_from is the closing (31/12/Y), entitled_from is 01/01 after.

Of a continuous recognition both are the first day of the decision's month (decision 9).
Leaving poverty is a row of category not_poor.
"""

Index("ix_class_history_counted", class_history.c.household_id, class_history.c.counted_from)
Index("ix_class_history_entitled", class_history.c.household_id, class_history.c.entitled_from)

round_outcome = Table(
    "round_outcome",
    metadata,
    *identity(),
    reference("round_id", "review_round", owned=True),
    reference("household_id", "household", required=True),
    reference("hamlet_id", "hamlet", required=True),
    text("hamlet"),
    text("code"),
    text("head_name"),
    optional("opening"),
    optional("closing"),
    number("opening_size", 0),
    number("closing_size", 0),
    Column("movement", String, nullable=False),
    optional("arrival"),
    text("why"),
    optional("computed"),
    number("income_points"),
    number("deprivation_points"),
    text("members"),
    UniqueConstraint("round_id", "household_id", "hamlet_id"),
)
"""The list of households as a round was closed with it; never written again, whatever changes later.

opening, closing: NULL = not in the register. hamlet: its name then. members: JSON, the roster then.
A household that moved inside the commune has two rows, one for each hamlet.
"""

certificate = Table(
    "certificate",
    metadata,
    *identity(),
    reference("household_id", "household", required=True),
    text("number"),
    day("issued_on"),
    text("note"),
)

certificate_year = Table(
    "certificate_year",
    metadata,
    *identity(),
    reference("certificate_id", "certificate", owned=True),
    Column("year", Integer, nullable=False),
    Column("category", String, nullable=False),
    day("confirmed_on"),
    UniqueConstraint("certificate_id", "year"),
)

review_request = Table(
    "review_request",
    metadata,
    *identity(),
    text("number"),
    day("received_on", required=True),
    Column("kind", String, nullable=False),
    text("applicant"),
    reference("household_id", "household"),
    reference("hamlet_id", "hamlet"),
    text("reason"),
    day("due_on"),
    reference("round_id", "review_round"),
    text("result"),
    text("refusal_reason"),
    day("answered_on"),
    text("note"),
)
"""Giấy đề nghị with its 15-working-day clock; kind: recognise, escape, average_living."""
