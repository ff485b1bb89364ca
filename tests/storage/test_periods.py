"""Freezing a period: what was reported stays to the byte, whatever the register says later."""

import hashlib
import shutil
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from povdesk import papers, papers_catalogue, papers_dashboard, papers_periods
from povdesk.documents.progress_report import Signing
from povdesk.domain.commune import CommuneIdentity
from povdesk.domain.dashboard import HamletCell, Kpi
from povdesk.domain.errors import DatabaseDamaged, InvalidInput, NotPossibleNow
from povdesk.domain.indicator import Beside, Measured, Part, Typing
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.period import Period, PeriodKind
from povdesk.domain.period_records import packed, unpacked
from povdesk.storage import (
    commune,
    issued_papers,
    number_sources,
    period_freezing,
    periods,
    rule_edits,
    targets,
)
from povdesk.storage.database import open_database
from povdesk.storage.tables import (
    class_history,
    commune_identity,
    history,
    household,
    indicator_definition,
    issued_paper,
    person,
    reporting_period,
    support_event,
)
from tests.storage import made_once

NOW = datetime(2024, 7, 5, 9, tzinfo=timezone(timedelta(hours=7)))
HALF = Period("6 tháng đầu năm 2024", 2024, PeriodKind.HALF, date(2024, 6, 30))


@pytest.fixture(scope="module")
def commune_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Kỳ báo cáo") / "povdesk.db"
    made_once.sample_commune(path, households=40).close()
    return path


@pytest.fixture
def database(commune_file: Path, data_folder: Path):
    path = data_folder / "povdesk.db"
    shutil.copy(commune_file, path)
    opened = open_database(path, clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def frozen(database) -> int:
    with database.writing() as act:
        key = periods.save(act, HALF)
    with database.writing() as act:
        period_freezing.freeze(act, key)
    return key


def everything_changes(database) -> None:
    """The register, the standard, the targets, the money's support and the commune's name."""
    with database.writing() as act:
        act.describe("Đổi nhiều thứ")
        homes = act.connection.execute(select(household.c.id, household.c.head_name)).all()
        act.update(household, homes[0].id, {"deleted_at": "2024-08-01T08:00:00"})
        for home in homes[1:]:
            act.update(household, home.id, {"head_name": f"{home.head_name} Khác"})
            row = {"household_id": home.id, "category": "not_poor"}
            act.insert(
                class_history,
                {**row, "counted_from": date(2024, 3, 1), "entitled_from": date(2024, 3, 1)},
            )
        for one in act.connection.execute(select(person.c.id)).scalars().all():
            act.update(person, one, {"full_name": "Người Đổi Tên"})
        for one in act.connection.execute(select(support_event.c.id)).scalars().all():
            act.update(support_event, one, {"deleted_at": "2024-08-01T08:00:00"})
        for one in act.connection.execute(select(indicator_definition.c.id)).scalars().all():
            act.update(indicator_definition, one, {"name": "Tên khác", "measure": "typed"})
    with database.writing() as act:
        rule_edits.put(act, "standard", "2022-2026", {"title": "Chuẩn đã đổi"}, "Sửa chuẩn")
    with database.writing() as act:
        identity = CommuneIdentity("Đổi Tên", valid_from=date(2021, 1, 1), valid_to=date(2024, 12, 31))
        known = commune.identities(act.connection)[0]
        act.describe("Đổi tên xã")
        key = act.connection.execute(
            select(commune_identity.c.id).where(commune_identity.c.uid == known.uid)
        ).scalar_one()
        act.update(commune_identity, key, {"name": identity.name, "district": "", "place_name": "Đổi"})
    with database.writing() as act:
        targets.save_target(act, "IND-16", targets.Target(2024, ">=", 1.0))


def report_bytes(database, key: int, folder: Path) -> tuple[bytes, bytes]:
    """The report and the table of indicators as PDF."""
    with database.reading() as connection:
        report = papers_periods.progress_report(connection, key)
        shown = period_freezing.content(connection, key).dashboard
    papers.write_pdf(report, folder / "bc.pdf")
    papers.write_pdf(papers_dashboard.document(shown, date(2024, 7, 5)), folder / "bang.pdf")
    return (folder / "bc.pdf").read_bytes(), (folder / "bang.pdf").read_bytes()


def all_lists(database, key: int):
    with database.reading() as connection:
        return period_freezing.kept_lists(connection, key)


def test_a_frozen_report_is_the_same_to_the_byte_after_everything_has_changed(database, frozen, tmp_path):
    before, lists = report_bytes(database, frozen, tmp_path), all_lists(database, frozen)
    everything_changes(database)
    assert report_bytes(database, frozen, tmp_path) == before
    assert all_lists(database, frozen) == lists
    with database.reading() as connection:
        now = period_freezing.gather(connection, periods.get(connection, frozen))
        assert now != period_freezing.content(connection, frozen)


def test_every_frozen_count_is_the_size_of_its_frozen_list(database, frozen):
    with database.reading() as connection:
        content = period_freezing.content(connection, frozen)
        for row in content.dashboard.rows:
            shown = row.figure.shown
            if row.definition.is_typed or shown.numerator is None:
                continue
            found = period_freezing.lists(connection, frozen, row.code)
            assert len(found.get(Part.REACHED, ())) == shown.numerator, row.code
            assert len(found.get(Part.MISSING, ())) == shown.unknown, row.code
        for kpi in content.dashboard.kpis[:2]:
            found = period_freezing.lists(connection, frozen, kpi.key)
            assert len(found.get(Part.REACHED, ())) == kpi.value


def test_a_frozen_list_keeps_a_deleted_household_by_name_but_opens_it_no_more(database, frozen):
    with database.reading() as connection:
        first = period_freezing.lists(connection, frozen, "poor")[Part.REACHED][0]
    assert first.household_id is not None
    with database.writing() as act:
        act.describe("Xóa hộ")
        act.update(household, first.household_id, {"deleted_at": "2024-08-01T08:00:00"})
    with database.reading() as connection:
        again = period_freezing.lists(connection, frozen, "poor")[Part.REACHED][0]
    assert (again.uid, again.name, again.hamlet) == (first.uid, first.name, first.hamlet)
    assert again.household_id is None


def test_damaged_frozen_bytes_are_never_shown(database, frozen):
    with database.writing() as act:
        act.describe("Làm hỏng")
        act.update(reporting_period, frozen, {"content": b"khac"})
    with pytest.raises(DatabaseDamaged, match="bị hỏng"), database.reading() as connection:
        period_freezing.content(connection, frozen)


def test_a_frozen_period_is_neither_changed_nor_deleted_nor_frozen_again(database, frozen):
    for work in (
        lambda act: periods.delete(act, frozen),
        lambda act: period_freezing.freeze(act, frozen),
        lambda act: periods.save(act, Period("Khác", 2024, PeriodKind.OWN, date(2024, 6, 1), id=frozen)),
    ):
        with pytest.raises(NotPossibleNow), database.writing() as act:
            work(act)


def test_a_day_that_has_not_come_is_not_frozen(database):
    with database.writing() as act:
        key = periods.save(act, Period("9 tháng", 2024, PeriodKind.NINE_MONTHS, date(2024, 9, 30)))
    with pytest.raises(NotPossibleNow, match="Chưa đến ngày"), database.writing() as act:
        period_freezing.freeze(act, key)


def test_thawing_needs_a_reason_and_is_refused_once_the_report_is_issued(database, frozen):
    with pytest.raises(InvalidInput, match="lý do"), database.writing() as act:
        period_freezing.thaw(act, frozen, " ")
    with database.reading() as connection:
        period, content = papers_periods.content_of(connection, frozen)
    with database.writing() as act:
        papers_periods.record(act, period, content, Signing("45", date(2024, 7, 8)), b"%PDF-1.4 bao cao")
    with pytest.raises(NotPossibleNow, match="báo cáo số 45"), database.writing() as act:
        period_freezing.thaw(act, frozen, "sót một thôn")


def report(database, key: int, number: str) -> int:
    with database.reading() as connection:
        period, content = papers_periods.content_of(connection, key)
    with database.writing() as act:
        return papers_periods.record(act, period, content, Signing(number, date(2024, 7, 5)), b"%PDF")


def test_cancelling_is_not_undone_behind_a_report_issued_since(database, frozen):
    first = report(database, frozen, "57")
    for number in ("57", "58"):
        with pytest.raises(NotPossibleNow, match="đã ban hành báo cáo số 57/BC-UBND"):
            report(database, frozen, number)
    with database.writing() as act:
        issued_papers.cancel(act, first, "ghi nhầm số")
    with database.reading() as connection:
        cancelled = connection.execute(select(func.max(history.c.seq))).scalar_one()
    with pytest.raises(InvalidInput, match="Số 057/BC-UBND năm 2024 đã ghi"):
        report(database, frozen, "057")
    second = report(database, frozen, "58")

    with pytest.raises(NotPossibleNow), database.writing() as act:
        act.undo(cancelled)
    with database.reading() as connection:
        told = {row.id: row.subject for row in issued_papers.rows(connection)}
        assert periods.reported(connection) == {frozen: "58/BC-UBND"}
    assert told[first].startswith("Đã hủy (ghi nhầm số; thay bằng số 58/BC-UBND) – ")
    with database.writing() as act:
        issued_papers.cancel(act, second, "chưa gửi")
    with database.writing() as act:
        issued_papers.take_back_cancelling(act, first)
    with database.reading() as connection:
        assert periods.reported(connection) == {frozen: "57/BC-UBND"}
        assert told[second] in {row.subject for row in issued_papers.rows(connection)}


def test_an_issued_report_keeps_its_file_its_hash_and_the_people_behind_its_numbers(database, frozen):
    pdf = b"%PDF-1.4 bao cao"
    with database.reading() as connection:
        period, content = papers_periods.content_of(connection, frozen)
    with database.writing() as act:
        key = papers_periods.record(act, period, content, Signing("45", date(2024, 7, 8)), pdf)
    lists = all_lists(database, frozen)
    everything_changes(database)
    with database.reading() as connection:
        row = connection.execute(select(issued_paper).where(issued_paper.c.id == key)).one()
        assert (row.pdf, row.sha256) == (pdf, hashlib.sha256(pdf).hexdigest())
        found = number_sources.opened(connection, key)
    assert {figure.code for figure in found.figures} >= {"IND-01", "IND-16", "poor", "near_poor"}
    for figure in found.figures:
        kept = {part: [one.uid for one in rows] for part, rows in lists.get(figure.code, {}).items()}
        shown = {
            str(part): [one.uid for one in rows] for part, rows in found.lists.get(figure.key, {}).items()
        }
        assert shown == kept


def test_a_period_that_is_not_frozen_gives_a_draft_and_is_not_issued(database):
    with database.writing() as act:
        key = periods.save(act, HALF)
    with database.reading() as connection:
        report = papers_catalogue.build(
            connection, "D21", papers_catalogue.Answers(2024, NOW.date(), period_id=key)
        )
        period, content = papers_periods.content_of(connection, key)
    assert report.draft
    with pytest.raises(NotPossibleNow, match="chưa chốt"), database.writing() as act:
        papers_periods.record(act, period, content, Signing("1", date(2024, 7, 8)), b"%PDF")


def test_the_officers_words_stand_in_the_report(database, frozen):
    with database.writing() as act:
        periods.save_remarks(
            act, frozen, {"strengths": "Các thôn vào cuộc sớm\n- Vốn giao kịp thời", "addressees": "Sở Y"}
        )
    with database.reading() as connection:
        report = papers_periods.progress_report(connection, frozen)
    words = repr(report)
    assert "Các thôn vào cuộc sớm" in words and "Vốn giao kịp thời" in words and "Sở Y" in words
    assert not report.draft


def test_a_year_proposes_its_usual_periods_until_they_are_there(database, frozen):
    with database.reading() as connection:
        names = [one.kind for one in periods.proposals(connection, 2024)]
        past = periods.proposals(connection, 2023)
    assert PeriodKind.HALF not in names and PeriodKind.YEAR in names
    assert any(one.kind is PeriodKind.ROUND for one in past)
    assert [one.as_of for one in past] == sorted(one.as_of for one in past)


def test_two_periods_of_a_year_have_two_names_and_days_of_that_year(database, frozen):
    with pytest.raises(InvalidInput, match="đã có kỳ"), database.writing() as act:
        periods.save(act, HALF)
    with pytest.raises(InvalidInput, match="không thuộc năm"), database.writing() as act:
        periods.save(act, Period("Lạc", 2024, PeriodKind.OWN, date(2023, 6, 30)))


_days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
_values = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-5, 10**9))
_measured = st.builds(
    Measured,
    as_of=_days,
    value=_values,
    numerator=_values,
    unknown=st.integers(0, 99),
    beside=st.lists(st.builds(Beside, words=st.text(), count=_values), max_size=3).map(tuple),
    typing=st.one_of(st.none(), st.builds(Typing, measured_by=st.text())),
    reason=st.text(),
)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        _measured,
        st.builds(Kpi, key=st.text(), value=st.one_of(st.none(), st.integers())),
        st.builds(HamletCell, number=_values),
        st.builds(
            LinkedFigure, code=st.text(), words=st.text(), value=st.text(), year=st.integers(), day=_days
        ),
    )
)
def test_any_value_that_is_frozen_comes_back_equal_and_gives_the_same_bytes(value):
    data = packed(value)
    assert unpacked(type(value), data) == value
    assert packed(unpacked(type(value), data)) == data
