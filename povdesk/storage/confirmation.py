"""What the commune can confirm of a household at the counter, read in one go."""

from datetime import date

from sqlalchemy import Connection, select

from povdesk.domain.commune import identity_on
from povdesk.domain.confirmation import ConfirmationFacts, standing
from povdesk.domain.hamlet_names import hamlet_words
from povdesk.domain.vietnamese import short_date
from povdesk.domain.why_household import ClassInForce
from povdesk.storage import commune, households, paper_wording, settings, why_household
from povdesk.storage.indicators import rules
from povdesk.storage.tables import hamlet


def gather(connection: Connection, household_id: int, today: date) -> ConfirmationFacts:
    """The household as of today in the working year."""
    day = households.working_day(connection, today)
    found = households.get(connection, household_id, day)
    identity = identity_on(commune.identities(connection), day)
    place = connection.execute(
        select(hamlet.c.kind, hamlet.c.name).where(hamlet.c.id == found.hamlet_id)
    ).one()
    counting, _status = rules.load(connection)
    classes = why_household.classes_until(connection, household_id, day)
    allowed = standing(classes, day, counting.exit_months)
    parts = [found.address, hamlet_words(place.kind, place.name), identity.full_name]
    return ConfirmationFacts(
        household_id=household_id,
        household_uid=found.uid,
        day=day,
        identity=identity,
        signers=commune.signers(connection, day),
        is_sample=settings.is_sample(connection),
        code=found.code,
        head_name=households.spoken_name(found),
        place=", ".join(filter(None, [*parts, identity.district, identity.province])),
        members=found.members,
        standing=allowed,
        reason=""
        if allowed
        else _reason(bool(classes), why_household.coming_class(connection, household_id, day)),
        lines=paper_wording.lines(connection, paper_wording.file_of("D27"), "D27"),
    )


def _reason(was_listed: bool, coming: ClassInForce | None) -> str:
    if coming is not None:
        return f"Quyết định số {coming.number} chỉ áp dụng từ {short_date(coming.since)}."
    if was_listed:
        return "Theo các quyết định đã nhập, hộ không thuộc diện nghèo, cận nghèo hoặc mới thoát nghèo."
    return "Hộ chưa có trong quyết định công nhận nào."
