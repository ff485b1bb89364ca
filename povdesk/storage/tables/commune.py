"""The commune on paper and on the map: dated identity, signers, hamlets, totals, dated rule data."""

from sqlalchemy import Column, String, Table, UniqueConstraint

from povdesk.storage.tables.schema import day, identity, metadata, number, optional, reference, text

commune_identity = Table(
    "commune_identity",
    metadata,
    *identity(),
    day("valid_from", required=True),
    day("valid_to"),
    Column("kind", String, nullable=False, server_default="xã"),
    Column("name", String, nullable=False),
    text("district"),
    text("province"),
    text("place_name"),
    text("drafting_unit"),
    text("review_opinion_addressee"),
    text("steering_committee"),
    text("place_code"),
    number("hard_to_reach"),
    text("note"),
)
"""Names printed in heads and endings, valid on the paper's date. drafting_unit: as in "Lưu: VT, VHXH".

hard_to_reach: 1 "vùng khó khăn", 0 not, NULL not known.
"""

signer = Table(
    "signer",
    metadata,
    *identity(),
    Column("full_name", String, nullable=False),
    Column("post", String, nullable=False),
    text("acting_for"),
    day("valid_from"),
    day("valid_to"),
    number("is_default", 0),
)
"""acting_for: empty, or "KT." when signing for the chairman (domain/documents.md 1.5)."""

hamlet = Table(
    "hamlet",
    metadata,
    *identity(),
    text("code"),
    Column("kind", String, nullable=False, server_default="thôn"),
    Column("name", String, nullable=False),
    number("position", 0),
    day("valid_from"),
    day("valid_to"),
    reference("predecessor_id", "hamlet"),
    text("chief_name"),
    text("chief_phone"),
    text("former_commune"),
    text("former_name"),
)
"""former_commune: the commune it was in before communes were merged; former_name: its name there."""

hamlet_total = Table(
    "hamlet_total",
    metadata,
    *identity(),
    reference("hamlet_id", "hamlet", required=True),
    Column("year", number("year").type, nullable=False),
    number("households"),
    number("people"),
    number("minority_households"),
    number("children_under_16"),
    text("source"),
    UniqueConstraint("hamlet_id", "year"),
)
"""All residents of a hamlet at the closing of a year, typed; NULL = not yet known."""

rule_override = Table(
    "rule_override",
    metadata,
    *identity(),
    Column("kind", String, nullable=False),
    Column("code", String, nullable=False),
    Column("payload", String, nullable=False),
    Column("origin", String, nullable=False, server_default="officer"),
    Column("changed_at", String, nullable=False),
    reference("officer_id", "officer"),
    UniqueConstraint("kind", "code"),
)
"""The officer's edits of shipped rule data (standard, procedure, layout, wording).

An upgrade never touches them (decision 5); payload is JSON.
"""

rule_pack = Table(
    "rule_pack",
    metadata,
    *identity(),
    Column("name", String, nullable=False),
    text("number"),
    text("author"),
    text("legal_basis"),
    day("made_on"),
    text("sha256"),
    Column("taken_at", String, nullable=False),
    reference("officer_id", "officer"),
    Column("contents", String, nullable=False),
    optional("removed_at"),
)
"""A rule pack taken in from a file. sha256: of the file. contents: JSON, its rows before and after."""

catalogue_item = Table(
    "catalogue_item",
    metadata,
    *identity(),
    Column("catalogue", String, nullable=False),
    Column("code", String, nullable=False),
    Column("name", String, nullable=False),
    number("position", 0),
    day("valid_from"),
    day("valid_to"),
    number("active", 1),
    optional("extra"),
    UniqueConstraint("catalogue", "code"),
)
"""Items that the officer added or changed; the shipped ones are in resources/catalogues."""
