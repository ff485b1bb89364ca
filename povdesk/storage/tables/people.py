"""Households, persons, who lives where and when, and lists apart."""

from sqlalchemy import Column, Index, Integer, String, Table

from povdesk.storage.tables.schema import day, identity, metadata, number, optional, reference, text

household = Table(
    "household",
    metadata,
    *identity(),
    Column("code", String, nullable=False, unique=True),
    reference("hamlet_id", "hamlet", required=True),
    text("address"),
    text("phone"),
    optional("area"),
    text("note"),
    text("head_name"),
    text("search_key"),
    text("name_sort_key", index=True),
    day("registered_on"),
    day("ended_on"),
    text("end_reason"),
    optional("deleted_at"),
    text("former_code"),
)
"""head_name, search_key, name_sort_key: shadows kept by storage/households.py on every save.

search_key: folded names of the head and all present members, the code and identity-free address.
former_code: its code in the commune it came from, where that was taken here already.
"""

person = Table(
    "person",
    metadata,
    *identity(),
    Column("full_name", String, nullable=False),
    text("search_key", index=True),
    optional("sex"),
    optional("birth_year", Integer),
    optional("birth_month", Integer),
    optional("birth_day", Integer),
    text("id_number", index=True),
    day("id_issued_on"),
    text("ethnic_group"),
    text("phone"),
    day("died_on"),
    optional("deleted_at"),
)

membership = Table(
    "membership",
    metadata,
    *identity(),
    reference("household_id", "household", required=True),
    reference("person_id", "person", required=True),
    Column("relation", String, nullable=False, server_default=""),
    number("position", 0),
    day("valid_from"),
    day("valid_to"),
    text("reason"),
)
"""Leaving a roster closes the row; a person is never deleted with a household."""

household_event = Table(
    "household_event",
    metadata,
    *identity(),
    reference("household_id", "household", required=True),
    Column("kind", String, nullable=False),
    day("happened_on", required=True, index=True),
    reference("person_id", "person"),
    reference("other_household_id", "household"),
    number("size_before"),
    number("size_after"),
    text("reason"),
    text("note"),
)

organisation_membership = Table(
    "organisation_membership",
    metadata,
    *identity(),
    reference("person_id", "person", required=True),
    Column("organisation", String, nullable=False),
    day("valid_from"),
    day("valid_to"),
)

low_income_worker = Table(
    "low_income_worker",
    metadata,
    *identity(),
    reference("person_id", "person", required=True),
    day("recognised_on"),
    day("valid_to"),
    number("income_per_person"),
    optional("need_training"),
    text("note"),
)

average_living_household = Table(
    "average_living_household",
    metadata,
    *identity(),
    reference("household_id", "household", required=True),
    Column("year", Integer, nullable=False),
    number("people"),
    number("income_per_person"),
    text("decision"),
    text("note"),
)
"""Hộ nông, lâm, ngư, diêm nghiệp có mức sống trung bình: a list apart, never poor or near-poor at once."""

Index("ix_membership_present", membership.c.household_id, membership.c.valid_to)
