"""What each indicator counts: one expression per measure, from which both the number and the lists come.

An expression gives 'yes', 'no', 'unknown' or 'waiting' for a row of its base (domain/indicator.Part), NULL
when the row is not concerned. A figure counts these words, a list selects by them, so they cannot disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from povdesk.storage.indicators.faults import faults
from povdesk.storage.indicators.rules import CountingRules, quoted


@dataclass(frozen=True)
class Aside:
    """A count beside the main one. within: only among those who count as yes."""

    words: str
    condition: str
    within: bool = True


@dataclass(frozen=True)
class Measure:
    """A query definition. base: the set it counts in. note: why a row is in its list, in words."""

    name: str
    base: str
    verdict: str
    note: str = "''"
    asides: tuple[Aside, ...] = ()


def measures(rules: CountingRules) -> Mapping[str, Measure]:
    """All measures by name that can be computed, as the rules in force want them."""
    found = [*_of_people(rules), *_of_homes(rules), *_of_staff(), *_of_closings()]
    if rules.lasting_work:
        found.append(_lasting_work())
    cannot = faults(rules)
    return {measure.name: measure for measure in found if measure.name not in cannot}


_ABLE = "CASE WHEN able = 'no' OR is_child THEN 'no' WHEN able = 'unknown' THEN 'unknown' ELSE 'yes' END"

_WORKER_NOTE = """CASE WHEN working_age IS NULL THEN 'Chưa rõ ngày sinh hoặc giới tính'
  WHEN able = 'unknown' THEN 'Chưa rõ khả năng lao động'"""


def _wanted(inside: str, worker: str, need: str, had: str) -> str:
    """Those able and in need, or served: G3 keeps the served in the denominator."""
    return f"""CASE WHEN NOT ({inside}) THEN NULL
      WHEN {worker} = 'no' THEN NULL
      WHEN {worker} = 'unknown' THEN CASE WHEN {need} = 'no' AND NOT {had} THEN NULL ELSE 'unknown' END
      WHEN {had} THEN 'yes' WHEN {need} = 'yes' THEN 'no' WHEN {need} = 'unknown' THEN 'unknown' END"""


def _of_people(rules: CountingRules) -> list[Measure]:
    # The + keeps SQLite from searching by kind: a person has a few events, a kind has thousands.
    need_note = f"{_WORKER_NOTE} WHEN need_{{0}} = 'unknown' THEN 'Chưa rõ nhu cầu' ELSE '' END"
    trained = """certificate = 'yes' OR trained = 'yes' OR had_training
      OR (certificate = 'unknown' AND training NOT IN ('', 'none'))
      OR EXISTS (SELECT 1 FROM support_event t WHERE t.deleted_at IS NULL AND t.person_id = people.id
        AND t.state = 'finished' AND coalesce(t.finished_on, t.happened_on) <= people.day
        AND +t.kind IN ({0}))"""
    trained = trained.format(rules.codes("training"))
    certified = "certificate = 'yes' OR (certificate = 'unknown' AND training NOT IN ('', 'none'))"
    students = "studying = 'yes' OR work_status = 'studying'" if rules.students_left_out else "0"
    workers = f"""CASE WHEN grp = '' OR worker = 'no' OR {students} THEN NULL
      WHEN worker = 'unknown' THEN 'unknown'"""
    by_name = "grp = '' AND NOT had_training_group AND low_income_need IS NOT NULL"
    inside = _wanted("grp <> '' OR had_training_group", "worker", "need_training", "had_training")
    return [
        Measure(
            "production_support",
            "people",
            _wanted("grp IN ('P', 'N') OR had_production_listed", _ABLE, "need_production", "had_production"),
            need_note.format("production"),
        ),
        Measure(
            "job_advice",
            "people",
            _wanted("grp <> '' OR had_job_group", "worker", "need_job", "had_job"),
            need_note.format("job"),
        ),
        Measure(
            "placed_workers",
            "people",
            """CASE WHEN had_placed_group OR (hard_to_reach AND had_placed) THEN 'yes'
              WHEN had_placed AND hard_to_reach IS NULL THEN 'unknown' END""",
            """CASE WHEN had_placed_group THEN '' WHEN hard_to_reach IS NULL
              THEN 'Ngoài ba nhóm hộ; chưa rõ xã có thuộc vùng khó khăn không'
              ELSE 'Người ngoài ba nhóm hộ, ghi theo tên' END""",
            (Aside("trong đó ngoài ba nhóm hộ, ghi theo tên", "NOT had_placed_group"),),
        ),
        Measure("trained_workers", "people", "CASE WHEN had_training_group THEN 'yes' END"),
        Measure(
            "left_abroad",
            "people",
            "CASE WHEN left_on IS NOT NULL THEN 'yes' END",
            "'Đi ngày ' || strftime('%d/%m/%Y', left_on)",
            (Aside("trong đó đã được hỗ trợ đào tạo", "had_training_group"),),
        ),
        Measure(
            "language_learners",
            "people",
            "CASE WHEN language_on <= coalesce(left_on, day) THEN 'yes' END",
        ),
        Measure(
            "health_insurance",
            "people",
            _insured(),
            """CASE WHEN insured = 'yes' AND insured_until < day
                THEN 'Thẻ hết hạn ' || strftime('%d/%m/%Y', insured_until)
              WHEN insured = 'yes' AND card_on IS NULL AND substr(reviewed_on, 1, 4) < substr(day, 1, 4)
                THEN 'Chưa xác nhận thẻ của năm nay' WHEN insured = 'unknown' THEN 'Chưa rõ thẻ bảo hiểm y tế'
              ELSE '' END""",
            (Aside("trong đó được ngân sách đóng hoặc hỗ trợ", "paid = 'yes' OR card_paid"),),
        ),
        Measure("schooling", "people", _schooling(rules), _SCHOOLING_NOTE),
        Measure(
            "worker_trained",
            "people",
            f"{workers} WHEN {trained} THEN 'yes' WHEN trained = 'no' THEN 'no' ELSE 'unknown' END",
            f"{_WORKER_NOTE} WHEN trained = 'unknown' THEN 'Chưa rõ đã qua đào tạo' ELSE '' END",
        ),
        Measure(
            "worker_certificate",
            "people",
            f"""{workers} WHEN {certified} THEN 'yes' WHEN certificate = 'no' THEN 'no'
              WHEN trained = 'no' AND NOT ({trained}) THEN 'no' ELSE 'unknown' END""",
            f"{_WORKER_NOTE} WHEN certificate = 'unknown' THEN 'Chưa rõ bằng cấp, chứng chỉ' ELSE '' END",
        ),
        Measure(
            "skills_training",
            "people",
            f"""CASE WHEN {by_name} THEN
                CASE WHEN had_training THEN 'yes' WHEN low_income_need = 'yes' THEN 'no'
                  WHEN low_income_need = 'unknown' THEN 'unknown' END
              ELSE {inside} END""",
            f"CASE WHEN grp = '' THEN 'Lao động có thu nhập thấp' ELSE {need_note.format('training')} END",
            (
                Aside(
                    "lao động thu nhập thấp ngoài sổ, ghi theo tên",
                    f"{by_name} AND (had_training OR low_income_need <> 'no')",
                    within=False,
                ),
                Aside("trong đó lao động thu nhập thấp ghi theo tên đã được hỗ trợ", by_name),
            ),
        ),
    ]


def _insured() -> str:
    """A card counts while it is valid; without an end date to the end of the form's year, then unknown."""
    return """CASE WHEN grp NOT IN ('P', 'N') THEN NULL
      WHEN card_on IS NOT NULL AND (reviewed_on IS NULL OR card_on >= reviewed_on) THEN 'yes'
      WHEN insured = 'yes' THEN CASE
        WHEN coalesce(insured_until, substr(reviewed_on, 1, 4) || '-12-31') >= day THEN 'yes'
        WHEN insured_until IS NULL THEN 'unknown' ELSE 'no' END
      ELSE insured END"""


def _schooling(rules: CountingRules) -> str:
    """At school at the level due from the age, or higher; age by the calendar year of the school year."""
    youngest = min(rules.due_from)
    due = " ".join(
        f"WHEN school_age >= {age} THEN {rank}" for age, rank in sorted(rules.due_from.items(), reverse=True)
    )
    ranks = " ".join(f"WHEN {quoted(code)} THEN {rank}" for code, rank in rules.levels.items())
    return f"""CASE WHEN grp NOT IN ('P', 'N') OR school_age NOT BETWEEN {youngest} AND 15 THEN NULL
      WHEN school_age IS NULL THEN 'unknown' WHEN studying = 'no' THEN 'no'
      WHEN school_level = '' THEN 'unknown'
      WHEN CASE school_level {ranks} END >= CASE {due} END THEN 'yes'
      WHEN CASE school_level {ranks} END < CASE {due} END THEN 'no' ELSE 'unknown' END"""


_SCHOOLING_NOTE = """CASE WHEN school_age IS NULL THEN 'Chưa rõ năm sinh'
  WHEN studying = 'yes' AND school_level = '' THEN 'Chưa rõ bậc học'
  WHEN studying = 'no' THEN 'Không đi học' WHEN studying = 'unknown' THEN 'Chưa rõ việc đi học'
  ELSE 'Tuổi đi học ' || school_age END"""


def _of_homes(rules: CountingRules) -> list[Measure]:
    picked = rules.house_counts
    listed = "grp IN ('P', 'N')"
    states = (("approved", "đã duyệt"), ("started", "đã khởi công"), ("finished", "đã xong"))
    return [
        Measure("livelihood_households", "homes", "CASE WHEN livelihood THEN 'yes' END"),
        Measure(
            "house_support",
            "homes",
            f"CASE WHEN {picked}_now AND NOT {picked}_before THEN 'yes' END",
            asides=tuple(
                Aside(words, f"{state}_now AND NOT {state}_before", within=False) for state, words in states
            ),
        ),
        Measure("clean_water", "homes", _has(listed, "no_water"), _support_note("water", "nước sinh hoạt")),
        Measure(
            "hygienic_latrine", "homes", _has(listed, "no_latrine"), _support_note("latrine", "nhà tiêu")
        ),
        Measure(
            "telecom_use",
            "homes",
            f"""CASE WHEN NOT {listed} THEN NULL WHEN telecom_use = 'yes' THEN 'yes'
              WHEN telecom_use = 'unknown' THEN 'unknown'
              WHEN need_telecom = 'yes' OR telecom THEN 'no' WHEN need_telecom = 'no' THEN NULL
              ELSE 'unknown' END""",
            """CASE WHEN telecom_use = 'unknown' THEN 'Chưa rõ có dùng hay không'
              WHEN telecom_use = 'no' AND need_telecom IS NULL AND NOT telecom THEN 'Chưa rõ nhu cầu'
              ELSE '' END""",
        ),
        Measure(
            "abroad_escaped",
            "homes",
            """CASE WHEN left_on IS NULL THEN NULL WHEN NOT is_due THEN 'waiting'
              WHEN category_now = 'not_poor' THEN 'yes'
              WHEN category_then = 'poor' AND category_now = 'near_poor' THEN 'yes'
              ELSE 'no' END""",
            "'Có người đi ngày ' || strftime('%d/%m/%Y', left_on)",
        ),
    ]


def _has(listed: str, lacking: str) -> str:
    return f"""CASE WHEN NOT {listed} THEN NULL
      WHEN {lacking} = 'no' THEN 'yes' WHEN {lacking} = 'yes' THEN 'no' ELSE 'unknown' END"""


def _support_note(name: str, words: str) -> str:
    """Support finished since the form proposes a change of the answer; the officer confirms it."""
    return f"""CASE WHEN no_{name} <> 'no' AND {name}_on >= coalesce(reviewed_on, '') THEN
      'Đã hỗ trợ {words} xong ngày ' || strftime('%d/%m/%Y', {name}_on) || ', đề nghị cập nhật phiếu'
      WHEN no_{name} = 'unknown' THEN 'Chưa trả lời' ELSE '' END"""


def _lasting_work() -> Measure:
    return Measure(
        "lasting_work",
        "workplaces",
        """CASE WHEN lasting THEN 'yes' WHEN open_lasting OR open_workers THEN 'unknown'
          WHEN workers THEN 'no' END""",
        """CASE WHEN NOT lasting AND (open_lasting OR open_workers)
          THEN 'Chưa đủ câu trả lời về lao động' ELSE '' END""",
    )


def _of_staff() -> list[Measure]:
    return [Measure("trained_staff", "staff", "CASE WHEN had_course THEN 'yes' ELSE 'no' END")]


def _of_closings() -> list[Measure]:
    undecided = "CASE WHEN now = 'undecided' THEN 'Phiếu chưa đủ câu trả lời' ELSE '' END"
    return [
        Measure(
            "poor_rate",
            "closings",
            "CASE now WHEN 'poor' THEN 'yes' WHEN 'undecided' THEN 'unknown' END",
            undecided,
        ),
        Measure(
            "poor_and_near_poor_rate",
            "closings",
            "CASE WHEN now IN ('poor', 'near_poor') THEN 'yes' WHEN now = 'undecided' THEN 'unknown' END",
            undecided,
        ),
        Measure(
            "near_poor_households",
            "closings",
            "CASE now WHEN 'near_poor' THEN 'yes' WHEN 'undecided' THEN 'unknown' END",
            undecided,
        ),
        Measure(
            "near_poor_cut",
            "closings",
            f"""CASE {_FLOW} WHEN 'stayed' THEN NULL WHEN '' THEN NULL WHEN 'unknown' THEN 'unknown'
              WHEN 'exit' THEN 'yes' WHEN 'to_poor' THEN 'yes' WHEN 'ended' THEN 'yes' ELSE 'no' END""",
            f"""CASE {_FLOW} WHEN 'exit' THEN 'Thoát cận nghèo' WHEN 'to_poor' THEN 'Thành hộ nghèo'
              WHEN 'ended' THEN 'Không còn trong sổ' WHEN 'from_poor' THEN 'Từ hộ nghèo chuyển sang'
              WHEN 'relapse' THEN 'Tái cận nghèo' WHEN 'arrived' THEN 'Chuyển đến, tách hộ'
              WHEN 'new' THEN 'Phát sinh mới' WHEN 'unknown' THEN 'Phiếu chưa đủ câu trả lời' ELSE '' END""",
            tuple(
                Aside(words, f"{_FLOW} IN ({flows})", within=False)
                for words, flows in (
                    ("thoát cận nghèo", "'exit'"),
                    ("cận nghèo thành nghèo", "'to_poor'"),
                    ("nghèo thành cận nghèo", "'from_poor'"),
                    ("tái cận nghèo", "'relapse'"),
                    ("phát sinh mới", "'new'"),
                    ("giảm do chuyển đi, hết hộ", "'ended'"),
                    ("tăng do chuyển đến, tách hộ", "'arrived'"),
                )
            ),
        ),
        Measure(
            "minority_rate_cut",
            "closings",
            """CASE WHEN now = 'poor' AND minority = 'yes' THEN 'yes'
              WHEN minority <> 'no' AND now IN ('poor', 'undecided') THEN 'unknown' END""",
            "CASE WHEN minority = 'unknown' THEN 'Chưa rõ dân tộc' ELSE '' END",
            (
                Aside(
                    "hộ nghèo dân tộc thiểu số đầu kỳ", "before = 'poor' AND minority = 'yes'", within=False
                ),
            ),
        ),
    ]


_FLOW = """(CASE WHEN before = 'near_poor' THEN
    CASE WHEN now = 'near_poor' THEN 'stayed' WHEN now = 'poor' THEN 'to_poor'
      WHEN now = 'undecided' THEN 'unknown' WHEN has_ended THEN 'ended' ELSE 'exit' END
  WHEN now = 'undecided' THEN 'unknown' WHEN now <> 'near_poor' THEN ''
  WHEN before = 'poor' THEN 'from_poor' WHEN was_listed THEN 'relapse' WHEN has_arrived THEN 'arrived'
  ELSE 'new' END)"""
