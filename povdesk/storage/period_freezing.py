"""Freezing a period: everything a report of the day says, and the lists of people as they stood."""

import hashlib
from datetime import date

from sqlalchemy import Connection, func, select

from povdesk.domain.commune import CommuneIdentity, identity_on
from povdesk.domain.dashboard import Dashboard, DashboardRow
from povdesk.domain.errors import DatabaseDamaged, InvalidInput, NotPossibleNow
from povdesk.domain.indicator import Part
from povdesk.domain.linked_figure import LinkedFigure
from povdesk.domain.marks import short_value
from povdesk.domain.period import Period, PeriodContent, SupportLine
from povdesk.domain.period_records import packed, unpacked
from povdesk.domain.plan import AnnualPlan
from povdesk.domain.vietnamese import clean_text, full_date, short_date
from povdesk.storage import (
    commune,
    dashboard,
    issued_papers,
    number_sources,
    paper_wording,
    period_years,
    periods,
    plans,
    programme,
    rule_edits,
)
from povdesk.storage.act import Act
from povdesk.storage.number_sources import KeptSubject, Lists
from povdesk.storage.tables import (
    frozen_figure,
    indicator_definition,
    project,
    reporting_period,
    review_round,
    support_event,
)

WORDING = "progress.toml"

COUNTS = ("poor", "near_poor", "uninsured", "water", "latrine")
"""What is frozen with its lists beside the indicators: the big numbers and the hamlets' table."""


def content(connection: Connection, period_id: int) -> PeriodContent:
    """What was frozen, unchanged. Raises NotPossibleNow before that, DatabaseDamaged when bytes differ."""
    row = connection.execute(
        select(reporting_period.c.content, reporting_period.c.content_hash).where(
            reporting_period.c.id == period_id
        )
    ).first()
    if row is None or row.content is None:
        raise NotPossibleNow("Kỳ này chưa chốt số liệu.", "Bấm “Chốt số liệu” trước.")
    if hashlib.sha256(row.content).hexdigest() != row.content_hash:
        raise DatabaseDamaged("Số liệu đã chốt của kỳ này bị hỏng.", "Phục hồi từ bản sao lưu gần nhất.")
    found: PeriodContent = unpacked(PeriodContent, row.content)
    return found


def lists(connection: Connection, period_id: int, code: str) -> Lists:
    """The people behind a frozen number as they stood; empty for a number without a list."""
    data = connection.execute(
        select(frozen_figure.c.subjects).where(
            frozen_figure.c.period_id == period_id, frozen_figure.c.code == code
        )
    ).scalar()
    return number_sources.subjects_from(connection, _kept(data))


def kept_lists(connection: Connection, period_id: int) -> dict[str, dict[str, tuple[KeptSubject, ...]]]:
    """All frozen lists by code, as they are kept."""
    rows = connection.execute(
        select(frozen_figure.c.code, frozen_figure.c.subjects).where(frozen_figure.c.period_id == period_id)
    )
    return {row.code: _kept(row.subjects) for row in rows}


def gather(connection: Connection, period: Period) -> PeriodContent:
    """What a report of the period would say now; frozen it is kept just so."""
    year, as_of, called = period.year, period.as_of, period.called
    shown = dashboard.gather(connection, year, year - 1, as_of)
    plan_id = plans.find(connection, year)
    this = plans.load(connection, plan_id) if plan_id is not None else None
    identity = identity_on(commune.identities(connection), as_of)
    return PeriodContent(
        shown,
        identity,
        commune.default_signer(connection, as_of),
        programme.projects(connection, as_of),
        programme.budget(connection, year, as_of),
        _support(connection, year, as_of),
        _standards(connection, year),
        _leads(this),
        _wording(connection, called, identity, year, as_of, this),
    )


def _value_words(row: DashboardRow) -> str:
    value = short_value(row.definition, row.figure.shown)
    if not value:
        return "–"
    return f"dự kiến {value}" if row.figure.forecast is not None else value


def linked_figures(shown: Dashboard) -> tuple[LinkedFigure, ...]:
    """Every number of a dashboard that can be opened, indicators first."""
    found = [
        number_sources.of_indicator(
            row.figure,
            row.definition.label,
            _value_words(row),
            shown.year,
        )
        for row in shown.rows
    ]
    words = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo"}
    found += [
        LinkedFigure(kpi.key, words[kpi.key], str(kpi.value), shown.year, shown.day)
        for kpi in shown.kpis
        if kpi.key in words and kpi.value is not None
    ]
    return tuple(found)


def freeze(act: Act, period_id: int) -> None:
    """Chốt số liệu: values, targets, statuses and lists of the day stay as they are now."""
    this = periods.get(act.connection, period_id)
    if this.is_frozen:
        raise NotPossibleNow(f"{this.name} đã chốt rồi.", "Bỏ chốt trước nếu cần chốt lại.")
    if this.as_of > act.today:
        raise NotPossibleNow(
            f"Chưa đến ngày {short_date(this.as_of)} nên chưa chốt được.", "Chốt từ ngày đó trở đi."
        )
    found = gather(act.connection, this)
    act.describe(f"Chốt số liệu kỳ {this.name}", "reporting_period", this.uid)
    data = packed(found)
    act.update(
        reporting_period,
        period_id,
        {
            "frozen_at": act.now.isoformat(timespec="seconds"),
            "officer_id": act.officer_id or None,
            "content": data,
            "content_hash": hashlib.sha256(data).hexdigest(),
        },
    )
    _keep_figures(act, period_id, found.dashboard)


def thaw(act: Act, period_id: int, reason: str) -> None:
    """Bỏ chốt: the frozen values and lists go; the reason stays in the history. Refused once reported."""
    this = periods.get(act.connection, period_id)
    reason = clean_text(reason)
    if not reason:
        raise InvalidInput("Chưa ghi lý do bỏ chốt.", "Gõ lý do, ví dụ: sót số liệu của thôn.")
    if not this.is_frozen:
        raise NotPossibleNow("Kỳ này chưa chốt.", "")
    refuse_reported(act.connection, period_id)
    period_years.need_manager(act)
    act.describe(f"Bỏ chốt kỳ {this.name}", "reporting_period", this.uid, reason)
    issued_papers.note_on_cancelled(act, period_id, "kỳ đã bỏ chốt")
    figures = act.connection.execute(
        select(frozen_figure.c.id).where(frozen_figure.c.period_id == period_id)
    ).scalars()
    for key in list(figures):
        act.delete(frozen_figure, key)
    act.update(
        reporting_period,
        period_id,
        {"frozen_at": None, "officer_id": None, "content": None, "content_hash": ""},
    )


def refuse_reported(connection: Connection, period_id: int) -> None:
    """Raises NotPossibleNow while a report that was issued from the period counts."""
    reported = issued_papers.report_of_period(connection, period_id)
    if reported:
        raise NotPossibleNow(
            f"Kỳ này đã có báo cáo số {reported} ban hành nên số liệu được giữ nguyên.",
            "Nếu báo cáo đó sai hoặc chưa gửi: ghi hủy ở thẻ Văn bản đã ban hành, rồi bỏ chốt. "
            "Nếu chỉ cần số mới: thêm một kỳ khác.",
        )


def _keep_figures(act: Act, period_id: int, shown: Dashboard) -> None:
    definitions = {
        row.code: row.id
        for row in act.connection.execute(select(indicator_definition.c.code, indicator_definition.c.id))
    }
    lists = number_sources.lists_on_day(act.connection, shown.year, shown.day)
    for row in shown.rows:
        figure = row.figure
        found = lists.get(figure.code, {})
        act.insert(
            frozen_figure,
            {
                "period_id": period_id,
                "code": figure.code,
                "indicator_id": definitions.get(figure.code),
                "numerator": figure.shown.numerator,
                "denominator": figure.shown.denominator,
                "unknown": figure.shown.unknown,
                "value": figure.shown.value,
                "status": str(figure.status),
                "subjects": packed(number_sources.kept(act.connection, found)),
            },
        )
    for code in COUNTS:
        found = lists.get(code, {})
        _measure, part = dashboard.MEASURES[code]
        act.insert(
            frozen_figure,
            {
                "period_id": period_id,
                "code": code,
                "indicator_id": None,
                "numerator": len(found.get(part, ())),
                "denominator": None,
                "unknown": len(found.get(Part.MISSING, ())),
                "value": len(found.get(part, ())),
                "status": "",
                "subjects": packed(number_sources.kept(act.connection, found)),
            },
        )


def _kept(data: bytes | None) -> dict[str, tuple[KeptSubject, ...]]:
    found: dict[str, tuple[KeptSubject, ...]] = (
        unpacked(dict[str, tuple[KeptSubject, ...]], data) if data else {}
    )
    return found


def _standards(connection: Connection, year: int) -> tuple[str, ...]:
    ids = connection.execute(
        select(review_round.c.standard_id).where(review_round.c.year == year).distinct()
    ).scalars()
    known = {one.id: one.title for one in rule_edits.standards(connection)}
    return tuple(sorted(known[key] for key in ids if key in known))


def _support(connection: Connection, year: int, as_of: date) -> tuple[SupportLine, ...]:
    attended = func.coalesce(support_event.c.person_id, support_event.c.attendee_id)
    done = func.coalesce(support_event.c.finished_on, support_event.c.happened_on)
    rows = connection.execute(
        select(
            func.coalesce(project.c.code, "").label("project"),
            support_event.c.kind,
            func.count().label("times"),
            func.count(support_event.c.household_id.distinct()).label("households"),
            func.count(attended.distinct()).label("people"),
            func.coalesce(func.sum(support_event.c.amount), 0).label("amount"),
        )
        .outerjoin(project, project.c.id == support_event.c.project_id)
        .where(
            support_event.c.deleted_at.is_(None),
            support_event.c.state == "finished",
            done.between(date(year, 1, 1), as_of),
        )
        .group_by(project.c.code, support_event.c.kind)
        .order_by(project.c.position, support_event.c.kind)
    )
    return tuple(SupportLine(*row) for row in rows)


def _leads(this: AnnualPlan | None) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for role in this.roles if this else ():
        for code in role.leads:
            found.setdefault(code, []).append(role.called)
    return {code: "; ".join(names) for code, names in sorted(found.items())}


def _wording(
    connection: Connection,
    called: str,
    identity: CommuneIdentity,
    year: int,
    as_of: date,
    this: AnnualPlan | None,
) -> dict[str, tuple[str, ...]]:
    """The office's sentences with the period's names in them."""
    issued = ""
    if this is not None and this.number and this.signed_on is not None:
        issued = f", theo Kế hoạch số {this.number}/{this.symbol} {full_date(this.signed_on)}"
    words = {
        "ky": called,
        "nam": str(year),
        "ngay": short_date(as_of),
        "xa": identity.full_name,
        "uy_ban": identity.committee,
        "ke_hoach": issued,
    }
    return paper_wording.filled(paper_wording.lines(connection, WORDING, "D21"), words)
