"""The words in the form's header: whose form, which round, how far it is."""

from povdesk.domain.review import Review, ReviewState

from ..theme import Tone
from .form_loading import Loaded

_STATES = {
    ReviewState.DRAFT: ("Bản nháp", Tone.WARN),
    ReviewState.CLOSED: ("Đã chốt", Tone.OK),
    ReviewState.RECOGNISED: ("Đã công nhận, chỉ xem", Tone.INFO),
}


def title_of(loaded: Loaded) -> tuple[str, str]:
    """Head and code; below them hamlet, round, place among the hamlet's households."""
    form = loaded.form
    name = form.household.head_name or "Hộ mới"
    code = f" – Hộ {form.household.code}" if form.household.code else ""
    hamlet = dict(loaded.hamlets).get(form.household.hamlet_id or 0, "")
    place = f"hộ {form.position}/{form.total} của thôn" if form.position else ""
    return name + code, " · ".join(filter(None, [hamlet, loaded.round_name, place]))


def state_of(review: Review) -> tuple[str, Tone]:
    """How far the form is; only a closed form counts in the indicators."""
    return ("Chưa lưu", Tone.WARN) if review.id is None else _STATES[review.state]
