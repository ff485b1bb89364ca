"""A plan read from the office's own text is kept whole, its numbers linked, in one act that can be undone."""

from pathlib import Path

import pytest

from povdesk.domain.errors import InvalidInput
from povdesk.domain.plan import SectionKind
from povdesk.domain.plan_text.lines import source_lines
from povdesk.domain.plan_text.reader import read_plan
from povdesk.domain.plan_text.reading import ReadPlan
from povdesk.domain.plan_text.taking import TakenTarget
from povdesk.storage import plan_import, plan_wordings, plans, targets
from povdesk.storage.creation import create_database
from povdesk.storage.database import Database, open_database
from povdesk.storage.history_reading import take_back
from povdesk.storage.seeds import seed

REFERENCE = Path(__file__).parent.parent / "data" / "ke_hoach_mau.txt"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    path = tmp_path / "Dữ liệu xã" / "povdesk.db"
    path.parent.mkdir()
    create_database(path, fill=seed)
    return open_database(path)


def read_reference(database: Database) -> ReadPlan:
    with database.reading() as connection:
        known = targets.definitions(connection)
    text = REFERENCE.read_text(encoding="utf-8")
    return read_plan(source_lines(text), known, plan_wordings.template().plan.roles, (), text)


def confirmed(read: ReadPlan) -> list[TakenTarget]:
    return [
        TakenTarget(
            one.line, one.wording, one.code, one.operator, one.value, one.unit, one.baseline, "", one.letter
        )
        for one in read.targets
    ]


def test_the_reference_plan_becomes_a_plan_with_linked_numbers_and_targets(database: Database) -> None:
    read = read_reference(database)
    with database.writing() as act:
        plan_id, taken = plan_import.keep(act, read, 2024, confirmed(read))

    with database.reading() as connection:
        kept = plans.load(connection, plan_id)
        saved = {definition.code: target for definition, target in targets.with_targets(connection, 2024)}
    assert [section.heading for section in kept.sections] == [
        "MỤC ĐÍCH, YÊU CẦU",
        "MỤC TIÊU",
        "NỘI DUNG VÀ KINH PHÍ THỰC HIỆN",
        "NHIỆM VỤ VÀ GIẢI PHÁP THỰC HIỆN",
        "TỔ CHỨC THỰC HIỆN",
    ]
    goals = next(section for section in kept.walk() if section.kind is SectionKind.TARGETS)
    assert goals.parts[1].body == "Phấn đấu giảm {{IND-03.target}} hộ cận nghèo"
    assert kept.sections[-1].kind is SectionKind.ROLES
    assert len(kept.roles) == 9
    assert len(kept.recipients) == 8  # the line Lưu is written by the program
    assert kept.budget_total == 3_230_000_000
    assert saved["IND-25"] is not None and saved["IND-25"].value == 82.34
    assert saved["IND-01"] is not None and saved["IND-01"].baseline == 0.82
    assert sum(target is not None for target in saved.values()) == 26
    assert taken.notes == ()


def test_one_undo_takes_the_whole_plan_back(database: Database) -> None:
    read = read_reference(database)
    with database.writing() as act:
        plan_import.keep(act, read, 2024, confirmed(read))
    with database.reading() as connection:
        seq = connection.exec_driver_sql("SELECT max(seq) FROM history").scalar_one()

    with database.writing() as act:
        take_back(act, seq)

    with database.reading() as connection:
        assert plans.find(connection, 2024) is None
        assert targets.years(connection) == ()


def test_a_target_of_its_own_becomes_an_indicator_typed_by_hand(database: Database) -> None:
    text = "KẾ HOẠCH\nGiảm nghèo năm 2025\nII. CHỈ TIÊU\na) Trồng mới 15,5% diện tích vườn mẫu ven suối;"
    read = read_plan(source_lines(text))
    with database.writing() as act:
        plan_id, _ = plan_import.keep(act, read, 2025, confirmed(read))

    with database.reading() as connection:
        own = next(one for one in targets.definitions(connection) if one.code == "IND-27")
        kept = plans.load(connection, plan_id)
    assert (own.unit, own.is_typed, own.decimals) == ("%", True, 1)
    assert "Trồng mới {{IND-27.target}} diện tích" in "\n".join(section.body for section in kept.walk())


def test_two_lines_for_one_indicator_are_refused_and_nothing_is_kept(database: Database) -> None:
    read = read_reference(database)
    chosen = [*confirmed(read), confirmed(read)[0]]
    with pytest.raises(InvalidInput, match="Hai dòng cùng nhận"), database.writing() as act:
        plan_import.keep(act, read, 2024, chosen)
    with database.reading() as connection:
        assert plans.find(connection, 2024) is None


def kept_target(database: Database, sentence: str, code: str) -> tuple[float | None, str]:
    """The value an indicator's target has after a plan with one sentence was kept, and the sentence."""
    text = f"I. CHỈ TIÊU CỤ THỂ\n1. Chỉ tiêu\n{sentence}"
    with database.reading() as connection:
        read = read_plan(source_lines(text), targets.definitions(connection))
    assert [one.code for one in read.targets] == [code]
    with database.writing() as act:
        plan_id, _taken = plan_import.keep(act, read, 2025, confirmed(read))
    with database.reading() as connection:
        saved = {definition.code: target for definition, target in targets.with_targets(connection, 2025)}
        plan = plans.load(connection, plan_id)
    words = "\n".join(section.body for section in plan.walk())
    return saved[code].value, words


def test_an_amount_in_millions_is_kept_in_the_unit_of_its_indicator(database: Database) -> None:
    sentence = "- Thu nhập bình quân đầu người của hộ nghèo đạt 1,85 triệu đồng/người/tháng."
    value, words = kept_target(database, sentence, "IND-06")

    assert value == 1_850_000
    assert "1,85 triệu đồng" in words


def test_a_range_stays_in_the_plans_words_as_it_was_written(database: Database) -> None:
    value, words = kept_target(database, "- Tỷ lệ hộ nghèo dân tộc thiểu số giảm 4 – 5%/năm.", "IND-04")

    assert value == 4
    assert "4 – 5%/năm" in words


def test_an_amount_a_year_is_refused_for_an_indicator_a_month(database: Database) -> None:
    with pytest.raises(InvalidInput) as refused:
        kept_target(database, "- Thu nhập bình quân của hộ nghèo đạt 24 triệu đồng/người/năm.", "IND-06")

    assert "triệu đồng/người/năm" in refused.value.message
    assert "Chỉ tiêu mới" in refused.value.advice
    with database.reading() as connection:
        assert plans.find(connection, 2025) is None


def test_an_indicator_of_a_part_is_named_like_any_other(database: Database) -> None:
    text = "I. CHỈ TIÊU CỤ THỂ\n1. Chỉ tiêu\n- Giảm 45 hộ nghèo, trong đó hộ dân tộc thiểu số giảm 40 hộ."
    with database.reading() as connection:
        read = read_plan(source_lines(text), targets.definitions(connection))
    with database.writing() as act:
        plan_import.keep(act, read, 2025, confirmed(read))

    with database.reading() as connection:
        names = [definition.name for definition in targets.definitions(connection)]
        said = connection.exec_driver_sql("SELECT action FROM history ORDER BY seq DESC LIMIT 1").scalar_one()
    assert names[-2:] == ["Giảm 45 hộ nghèo", "Hộ dân tộc thiểu số giảm 40 hộ"]
    assert said == "Tạo kế hoạch năm 2025 từ văn bản có sẵn"


def test_a_known_role_leads_the_indicators_of_this_plan_only(database: Database) -> None:
    read = read_reference(database)
    chosen = [one for one in confirmed(read) if one.code == "IND-01"]
    with database.writing() as act:
        plan_id, _taken = plan_import.keep(act, read, 2025, chosen)

    with database.reading() as connection:
        roles = plans.load(connection, plan_id).roles
    led = {code for role in roles for code in (*role.leads, *role.coordinates)}
    assert {code for code in led if code.startswith("IND-")} == {"IND-01"}
    assert led - {"IND-01"}, "projects stay"
