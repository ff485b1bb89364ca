"""Sign and tone of each severity; the word stands beside them."""

from povdesk.domain.todo import Severity

from ..theme import Tone

LOOKS = {
    Severity.URGENT: ("status-late", Tone.DANGER),
    Severity.ATTENTION: ("status-attention", Tone.WARN),
    Severity.NOTE: ("status-on-track", Tone.INFO),
}
