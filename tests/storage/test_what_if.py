"""Trying support that was not done: the same counts as after really doing it, the file untouched."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from povdesk.domain.errors import InvalidInput, NotPossibleNow
from povdesk.domain.indicator import Figure, Status, Target
from povdesk.domain.support import Subject
from povdesk.domain.what_if import Money, Proposal, ProposalLine, Trial
from povdesk.storage import (
    history,
    indicators,
    support,
    targets,
    what_if,
    what_if_subjects,
    what_if_trial,
)
from povdesk.storage.act import last_act
from povdesk.storage.database import Database, open_database
from tests.storage import made_once

DAY = date(2024, 12, 20)
NOW = datetime(2024, 12, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("Xã mẫu") / "povdesk.db"
    made_once.sample_commune(path, households=80).close()
    return path


@pytest.fixture(scope="module")
def shared(made: Path) -> Iterator[Database]:
    """Only read, or written and taken back."""
    opened = open_database(made, clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def database(made: Path, data_folder: Path) -> Iterator[Database]:
    path = data_folder / "povdesk.db"
    shutil.copy(made, path)
    opened = open_database(path, clock=lambda: NOW)
    yield opened
    opened.close()


def candidates(database: Database, origin: str, subject: Subject) -> list[int]:
    with database.reading() as connection:
        return [one.id for one in what_if_subjects.candidates(connection, origin, subject, 2024, DAY)]


def tried(database: Database, *lines: ProposalLine) -> Trial:
    with database.reading() as connection:
        copy = what_if_trial.copy(connection, NOW)
    return what_if_trial.run(copy, Proposal(2024, "Thử", lines), DAY)


class _TakenBack(Exception):
    """So that nothing written stays."""


def after_doing(database: Database, *lines: ProposalLine) -> dict[str, Figure]:
    """The figures once the same support is really recorded; all of it is taken back."""
    found: dict[str, Figure] = {}
    with pytest.raises(_TakenBack), database.writing() as act:
        events = [one for line in lines for one in what_if_trial.supports(line, DAY)]
        support.save_many(act, events, sure=True)
        found = {
            one.code: replace(one, previous=None) for one in indicators.figures(act.connection, 2024, DAY)
        }
        raise _TakenBack
    return found


KINDS = {
    "HO_TRO_SINH_KE": Subject.HOUSEHOLD,
    "TAP_HUAN_SAN_XUAT": Subject.PERSON,
    "TU_VAN_VIEC_LAM": Subject.PERSON,
    "KET_NOI_VIEC_LAM_THANH_CONG": Subject.PERSON,
    "DAO_TAO_NGHE": Subject.PERSON,
    "HOC_NGOAI_NGU": Subject.PERSON,
    "CAP_THE_BHYT": Subject.PERSON,
    "HO_TRO_NHA_O": Subject.HOUSEHOLD,
    "HO_TRO_NHA_TIEU": Subject.HOUSEHOLD,
    "HO_TRO_VIEN_THONG": Subject.HOUSEHOLD,
}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_the_trial_counts_exactly_what_doing_it_would_count(shared: Database, data: st.DataObject) -> None:
    lines = []
    for kind in data.draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3, unique=True)):
        everybody = candidates(shared, what_if_subjects.LISTED, KINDS[kind])
        chosen = data.draw(st.lists(st.sampled_from(everybody), min_size=1, max_size=12, unique=True))
        day = data.draw(st.sampled_from([None, date(2024, 12, 1), date(2024, 7, 5)]))
        lines.append(ProposalLine(kind, KINDS[kind], tuple(chosen), unit_cost=1_000_000, day=day))
    result = tried(shared, *lines)
    if result.refused:
        # Really doing it would be refused as a whole.
        with pytest.raises(support.Refused), shared.writing() as act:
            events = [one for line in lines for one in what_if_trial.supports(line, DAY)]
            support.save_many(act, events, sure=True)
        return
    assert {one.code: one.after for one in result.effects} == after_doing(shared, *lines)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_support_counts_as_when_it_is_done(shared: Database, kind: str) -> None:
    origin = "indicator:IND-16:not_reached" if kind == "CAP_THE_BHYT" else what_if_subjects.REGISTERED
    line = ProposalLine(kind, KINDS[kind], tuple(candidates(shared, origin, KINDS[kind])[:15]))
    result = tried(shared, line)
    assert not result.refused
    assert {one.code: one.after for one in result.effects} == after_doing(shared, line)


def test_those_who_change_are_the_difference_of_the_number(shared: Database) -> None:
    people = candidates(shared, "indicator:IND-16:not_reached", Subject.PERSON)
    line = ProposalLine("CAP_THE_BHYT", Subject.PERSON, tuple(people))
    effect = next(one for one in tried(shared, line).effects if one.code == "IND-16")
    with shared.reading() as connection:
        copy = what_if_trial.copy(connection, NOW)
    moves = what_if_trial.moves(copy, Proposal(2024, "Thử", (line,)), DAY, "IND-16")
    assert {words: {one.id for one in who} for words, who in moves.items()} == {"Chưa đạt → Đạt": set(people)}
    before, after = effect.before.measured, effect.after.measured
    assert after.numerator is not None and before.numerator is not None
    assert after.numerator - before.numerator == len(people)


def test_the_officers_file_and_its_history_are_untouched_by_a_trial(database: Database) -> None:
    with database.reading() as connection:
        kept = indicators.figures(connection, 2024, DAY)
    before = hashlib.sha256(database.path.read_bytes()).hexdigest()
    with database.reading() as connection:
        past = [one.seq for one in history.entries(connection)]
    homes = candidates(database, "lack:latrine", Subject.HOUSEHOLD)
    assert tried(database, ProposalLine("HO_TRO_NHA_TIEU", Subject.HOUSEHOLD, tuple(homes))).effects
    assert hashlib.sha256(database.path.read_bytes()).hexdigest() == before
    with database.reading() as connection:
        assert [one.seq for one in history.entries(connection)] == past
        assert indicators.figures(connection, 2024, DAY) == kept


def test_a_latrine_changes_the_rate_only_once_the_form_follows(shared: Database) -> None:
    homes = candidates(shared, "lack:latrine", Subject.HOUSEHOLD)
    result = tried(shared, ProposalLine("HO_TRO_NHA_TIEU", Subject.HOUSEHOLD, tuple(homes)))
    effect = next(one for one in result.effects if one.code == "IND-24")
    assert not effect.is_changed and effect.is_later
    before, later = effect.after.measured, effect.later.measured if effect.later else None
    assert later is not None and later.numerator == (before.numerator or 0) + len(homes)


def test_somebody_who_cannot_have_the_support_is_told_and_left_out(shared: Database) -> None:
    people = candidates(shared, what_if_subjects.LISTED, Subject.PERSON)[:3]
    line = ProposalLine("TU_VAN_VIEC_LAM", Subject.PERSON, (*people, 10_000_000))
    result = tried(shared, line)
    assert result.refused == ("Dòng 1: Đối tượng đã chọn không còn trong sổ. Tìm và chọn lại.",)
    rest = tried(shared, replace(line, subjects=tuple(people)))
    assert {one.code: one.after for one in result.effects} == {one.code: one.after for one in rest.effects}


def test_a_cancelled_trial_stops(shared: Database) -> None:
    with shared.reading() as connection:
        copy = what_if_trial.copy(connection, NOW)
    with pytest.raises(what_if_trial.Stopped):
        what_if_trial.run(copy, Proposal(2024, "Thử"), DAY, lambda: True)


def test_a_planned_day_later_than_today_is_the_day_of_the_numbers(shared: Database) -> None:
    homes = candidates(shared, what_if_subjects.REGISTERED, Subject.HOUSEHOLD)[:2]
    line = ProposalLine("HO_TRO_SINH_KE", Subject.HOUSEHOLD, tuple(homes), day=date(2024, 12, 30))
    result = tried(shared, line)
    assert result.day == date(2024, 12, 30) and not result.refused


# --- Kept proposals -----------------------------------------------------------------------------


def proposal(database: Database, name: str = "Phương án 1") -> Proposal:
    homes = candidates(database, what_if_subjects.REGISTERED, Subject.HOUSEHOLD)[:4]
    people = candidates(database, "indicator:IND-16:not_reached", Subject.PERSON)[:3]
    return Proposal(
        2024,
        name,
        (
            ProposalLine("HO_TRO_SINH_KE", Subject.HOUSEHOLD, tuple(homes), Money(1), 10_000_000),
            ProposalLine("CAP_THE_BHYT", Subject.PERSON, tuple(people), day=date(2024, 12, 30)),
        ),
    )


def kept(database: Database) -> tuple[Proposal, ...]:
    with database.reading() as connection:
        return what_if.proposals(connection, 2024)


def save(database: Database, wanted: Proposal) -> str:
    with database.writing() as act:
        return what_if.save(act, wanted)


def take_back(database: Database) -> None:
    with database.reading() as connection:
        last = last_act(connection)
    assert last is not None
    with database.writing() as act:
        act.undo(last[0])


def test_a_proposal_is_kept_as_typed_and_every_saving_is_one_act_with_its_way_back(database) -> None:  # type: ignore[no-untyped-def]
    wanted = proposal(database)
    with database.reading() as connection:
        acts = len(history.entries(connection))
    uid = save(database, wanted)
    (found,) = kept(database)
    lines = tuple(replace(line, uid="") for line in found.lines)
    assert (found.uid, found.name, lines) == (uid, "Phương án 1", wanted.lines)
    fewer = replace(found.lines[0], subjects=found.lines[0].subjects[1:], unit_cost=12_000_000)
    save(database, replace(found, name="Vụ đông", lines=(fewer,)))
    (changed,) = kept(database)
    assert changed.lines == (fewer,) and changed.name == "Vụ đông"
    with database.reading() as connection:
        assert len(history.entries(connection)) == acts + 2
    take_back(database)
    assert kept(database) == (found,)
    take_back(database)
    assert kept(database) == ()


def test_taking_a_proposal_away_can_be_taken_back(database) -> None:  # type: ignore[no-untyped-def]
    uid = save(database, proposal(database))
    before = kept(database)
    with database.writing() as act:
        what_if.delete(act, uid)
    assert kept(database) == ()
    take_back(database)
    assert kept(database) == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": ""}, "Dòng 1 chưa chọn loại hỗ trợ."),
        ({"subjects": ()}, "Dòng 1 chưa có hộ hoặc người nào."),
        ({"unit_cost": -1}, "Dòng 1: số tiền không được âm."),
        ({"day": date(2025, 1, 2)}, "Dòng 1: ngày dự kiến không ở trong năm 2024."),
        ({"subject": Subject.HAMLET}, "Dòng 1: phương án chỉ ghi cho hộ hoặc cho người."),
    ],
)
def test_a_line_that_says_too_little_is_refused_in_words(database, change, words) -> None:  # type: ignore[no-untyped-def]
    wanted = proposal(database)
    with pytest.raises(InvalidInput) as refused:
        save(database, replace(wanted, lines=(replace(wanted.lines[0], **change),)))
    assert refused.value.message == words
    assert kept(database) == ()


def test_accepting_sets_the_chosen_targets_in_one_act_that_undo_takes_back(database) -> None:  # type: ignore[no-untyped-def]
    def of(code: str) -> Target:
        with database.reading() as connection:
            return next(
                target
                for definition, target in targets.with_targets(connection, 2024)
                if definition.code == code and target is not None
            )

    first, second = save(database, proposal(database)), save(database, proposal(database, "Phương án 2"))
    with database.writing() as act:
        what_if.accept(act, second)
    old = of("IND-16"), of("IND-05")
    with database.reading() as connection:
        acts = len(history.entries(connection))
    with database.writing() as act:
        what_if.accept(act, first, {"IND-05": replace(old[1], value=12)})
    assert {one.name: one.is_accepted for one in kept(database)} == {
        "Phương án 1": True,
        "Phương án 2": False,
    }
    assert kept(database)[0].accepted_on == DAY
    assert of("IND-05") == replace(old[1], value=12) and of("IND-16") == old[0]
    with database.reading() as connection:
        assert len(history.entries(connection)) == acts + 1
    take_back(database)
    assert {one.name: one.is_accepted for one in kept(database)} == {
        "Phương án 1": False,
        "Phương án 2": True,
    }
    assert of("IND-05") == old[1]


def test_an_accepted_proposal_is_let_go_before_it_is_changed(database) -> None:  # type: ignore[no-untyped-def]
    uid = save(database, proposal(database))
    with database.writing() as act:
        what_if.accept(act, uid)
    (found,) = kept(database)
    with pytest.raises(NotPossibleNow):
        save(database, replace(found, name="Tên khác"))
    with database.writing() as act:
        what_if.let_go(act, uid)
    save(database, replace(found, name="Tên khác"))
    assert kept(database)[0].name == "Tên khác"


def test_an_empty_proposal_cannot_be_accepted(database) -> None:  # type: ignore[no-untyped-def]
    uid = save(database, Proposal(2024, "Chưa có gì"))
    with pytest.raises(NotPossibleNow), database.writing() as act:
        what_if.accept(act, uid)


def test_a_target_is_reached_by_status_when_the_support_reaches_it(shared: Database) -> None:
    """IND-05 wants a number of poor households with livelihood support: one more than now is enough."""
    with shared.reading() as connection:
        figures = {one.code: one for one in indicators.figures(connection, 2024, DAY)}
    assert figures["IND-05"].target is not None
    poor = candidates(shared, what_if_subjects.LISTED, Subject.HOUSEHOLD)
    effect = next(
        one
        for one in tried(shared, ProposalLine("HO_TRO_SINH_KE", Subject.HOUSEHOLD, tuple(poor))).effects
        if one.code == "IND-05"
    )
    assert effect.after.status is Status.REACHED
    assert effect.is_changed
