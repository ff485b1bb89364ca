"""Review rounds and forms: one household in one round, with the roster's facts of that day."""

from sqlalchemy import Column, Float, Integer, String, Table, UniqueConstraint

from povdesk.storage.tables.schema import day, fact, identity, metadata, number, optional, reference, text

review_round = Table(
    "review_round",
    metadata,
    *identity(),
    Column("year", Integer, nullable=False, index=True),
    Column("kind", String, nullable=False),
    text("name"),
    Column("standard_id", String, nullable=False),
    text("reference_standard_id"),
    text("procedure_id"),
    day("started_on"),
    day("ended_on"),
    Column("state", String, nullable=False, server_default="listing"),
    text("note"),
)

round_step = Table(
    "round_step",
    metadata,
    *identity(),
    reference("round_id", "review_round", owned=True),
    Column("step", String, nullable=False),
    day("due_on"),
    day("done_on"),
    number("not_applicable", 0),
    text("note"),
    UniqueConstraint("round_id", "step"),
)

review = Table(
    "review",
    metadata,
    *identity(),
    reference("round_id", "review_round", required=True),
    reference("household_id", "household", required=True),
    Column("standard_id", String, nullable=False),
    Column("state", String, nullable=False, server_default="draft"),
    day("reviewed_on", index=True),
    text("reviewer"),
    Column("area", String, nullable=False, server_default="rural"),
    optional("floor_area", Float),
    text("wall"),
    text("column"),
    text("roof"),
    text("water"),
    text("latrine"),
    text("lighting"),
    fact("uses_internet"),
    fact("has_information_device"),
    number("income_points"),
    number("income_points_summed"),
    number("income_per_person"),
    number("deprivation_points"),
    Column("computed", String, nullable=False, server_default="undecided"),
    optional("reference_computed"),
    optional("recognised"),
    text("difference_reason"),
    text("main_reason"),
    fact("registered_to_escape"),
    fact("needs_residential_land"),
    fact("needs_production_land"),
    text("livelihood_option"),
    optional("form_a_passed"),
    text("accepted_warnings"),
    text("source"),
    text("note"),
    UniqueConstraint("round_id", "household_id"),
)
"""accepted_warnings: JSON, field → the officer's reason. source: why it is on the list (managed, request)."""

review_member = Table(
    "review_member",
    metadata,
    *identity(),
    reference("review_id", "review", owned=True),
    reference("person_id", "person", required=True),
    number("position", 0),
    text("relation"),
    fact("health_insurance"),
    text("insurance_number"),
    day("insured_until"),
    fact("insurance_paid_by_budget"),
    fact("studying"),
    text("school_level"),
    text("education"),
    text("training"),
    fact("trained"),
    fact("certificate"),
    text("work_status"),
    text("work_kind"),
    text("contract"),
    fact("lasting_work"),
    fact("able_to_work"),
    text("social_allowance"),
    text("pension"),
    fact("disabled"),
    fact("merit"),
    optional("height_cm", Float),
    optional("weight_kg", Float),
    day("measured_on"),
    fact("malnourished"),
    fact("need_job"),
    fact("need_training"),
    fact("need_production"),
    text("note"),
    UniqueConstraint("review_id", "person_id"),
)

review_answer = Table(
    "review_answer",
    metadata,
    *identity(),
    reference("review_id", "review", owned=True),
    Column("indicator", String, nullable=False),
    fact("lacking"),
    fact("suggested"),
    number("carried_over", 0),
    text("note"),
    UniqueConstraint("review_id", "indicator"),
)

review_reference_answer = Table(
    "review_reference_answer",
    metadata,
    *identity(),
    reference("review_id", "review", owned=True),
    Column("indicator", String, nullable=False),
    fact("lacking"),
    UniqueConstraint("review_id", "indicator"),
)
"""Answers that only the standard for comparison asks for; nothing else counts them."""

review_input = Table(
    "review_input",
    metadata,
    *identity(),
    reference("review_id", "review", owned=True),
    Column("question", String, nullable=False),
    Column("answer", String, nullable=False),
    UniqueConstraint("review_id", "question"),
)

review_reason = Table(
    "review_reason",
    metadata,
    *identity(),
    reference("review_id", "review", owned=True),
    Column("reason", String, nullable=False),
    UniqueConstraint("review_id", "reason"),
)

review_need = Table(
    "review_need",
    metadata,
    *identity(),
    reference("review_id", "review", owned=True),
    Column("need", String, nullable=False),
    fact("answer"),
    UniqueConstraint("review_id", "need"),
)

review_group = Table(
    "review_group",
    metadata,
    *identity(),
    reference("review_id", "review", owned=True),
    Column("group", String, nullable=False),
    fact("answer"),
    UniqueConstraint("review_id", "group"),
)

review_form_a = Table(
    "review_form_a",
    metadata,
    *identity(),
    reference("review_id", "review", owned=True),
    Column("item", String, nullable=False),
    fact("answer"),
    UniqueConstraint("review_id", "item"),
)
