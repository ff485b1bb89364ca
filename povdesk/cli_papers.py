"""The command paper: any paper of the catalogue as PDF, Word and Excel."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from sqlalchemy import Connection, select

from povdesk.documents.blocks import Document
from povdesk.domain import vietnamese
from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.review import RoundState
from povdesk.papers_catalogue import Answers, Ask, build, find
from povdesk.papers_forms import note_identity
from povdesk.storage import commune, rounds
from povdesk.storage.database import open_database
from povdesk.storage.tables import household

PLAN = "ke-hoach"
"""The plan's old name on the command line."""

LATEST = "latest"


def run(asked: argparse.Namespace, path: Path, out: TextIO, today: date) -> None:
    """Write the paper in every form that was asked for."""
    wanted = [file for file in (asked.pdf, asked.docx, asked.xlsx) if file]
    if not wanted:
        raise InvalidInput("Chưa nói in ra tệp nào.", "Thêm --pdf TỆP, --docx TỆP hoặc --xlsx TỆP.")
    if len({file.absolute() for file in wanted}) < len(wanted):
        raise InvalidInput("PDF, Word, Excel không thể cùng một tên tệp.", "Đặt các tên khác nhau.")
    code = "D01" if asked.kind.casefold() == PLAN else asked.kind
    find(code)
    database = open_database(path)
    try:
        with database.reading() as connection:
            answers = _answers(connection, asked, code, today)
            document = build(connection, code, answers)
        if answers.identity:
            # Looking at identity numbers leaves its trace, from the command line too.
            with database.writing() as act:
                note_identity(act, find(code).title, answers.household_id, "In bằng dòng lệnh")
    finally:
        database.close()
    _write(document, asked, out)


def _write(document: Document, asked: argparse.Namespace, out: TextIO) -> None:
    import povdesk.papers as papers

    if asked.pdf:
        papers.write_pdf(document, asked.pdf)
        print(f"Đã ghi {asked.pdf}", file=out)
    if asked.docx:
        papers.write_docx(document, asked.docx)
        print(f"Đã ghi {asked.docx}", file=out)
    if asked.xlsx:
        import povdesk.papers_excel as papers_excel

        papers_excel.workbook(document, asked.xlsx)
        print(f"Đã ghi {asked.xlsx}", file=out)


def _answers(connection: Connection, asked: argparse.Namespace, code: str, today: date) -> Answers:
    paper = find(code)
    asks = {*paper.asks, *paper.may_ask}
    as_of = asked.as_of
    if as_of is None and Ask.AS_OF in paper.asks:
        as_of = min(today, date(asked.year, 12, 31))
    return Answers(
        asked.year,
        today,
        as_of,
        _round(connection, asked) if Ask.ROUND in asks else None,
        _hamlet(connection, asked.hamlet, as_of or min(today, date(asked.year, 12, 31))),
        _household(connection, asked.household),
        month=asked.month,
        period_id=asked.period,
        record_id=asked.record,
        blank=asked.blank,
        identity=asked.identity,
    )


def _round(connection: Connection, asked: argparse.Namespace) -> int:
    if asked.round == LATEST:
        decided = [
            one
            for one in rounds.all_rounds(connection)
            if one.state is RoundState.RECOGNISED and one.year <= asked.year
        ]
        if not decided:
            raise NotPossibleNow(f"Đến năm {asked.year} chưa có kỳ rà soát nào được công nhận.")
        return decided[0].id
    if asked.round:
        wanted = vietnamese.fold(asked.round)
        known = rounds.all_rounds(connection)
        for one in known:
            if vietnamese.fold(one.name) == wanted:
                return one.id
        raise InvalidInput(
            f"Không có kỳ rà soát “{asked.round}”.",
            f"Các kỳ đang có: {_listed([one.name for one in known])}. Hoặc dùng --round {LATEST}.",
        )
    this = rounds.current(connection, asked.year)
    if this is None:
        raise NotPossibleNow(f"Năm {asked.year} chưa mở kỳ rà soát.", f"Thêm --round {LATEST}.")
    return this.id


def _hamlet(connection: Connection, name: str, day: date) -> int | None:
    if not name:
        return None
    wanted = vietnamese.fold(name)
    known = commune.hamlet_names(connection, day)
    for key, full_name in known:
        if wanted in (vietnamese.fold(full_name), vietnamese.fold(full_name.partition(" ")[2])):
            return key
    listed = _listed([full_name for _key, full_name in known])
    raise InvalidInput(f"Không có thôn “{name}”.", f"Các thôn: {listed}.")


def _household(connection: Connection, code: str) -> int | None:
    if not code:
        return None
    key = connection.execute(
        select(household.c.id).where(household.c.code == code.strip(), household.c.deleted_at.is_(None))
    ).scalar()
    if key is None:
        raise InvalidInput(f"Không có hộ mang mã “{code}”.", "Xem mã hộ trong danh sách hộ gia đình.")
    return int(key)


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names) or "chưa có"
