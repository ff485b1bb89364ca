"""Sign and tone of each status; the word stands beside them everywhere."""

from povdesk.domain.indicator import Status

from ..theme import Tone

STATUS_LOOKS = {
    Status.REACHED: ("status-reached", Tone.OK),
    Status.ON_TRACK: ("status-on-track", Tone.INFO),
    Status.ATTENTION: ("status-attention", Tone.WARN),
    Status.LATE: ("status-late", Tone.DANGER),
    Status.NOT_REACHED: ("status-not-reached", Tone.WARN),
    Status.AWAITING: ("status-no-data", Tone.NEUTRAL),
    Status.NO_DATA: ("status-no-data", Tone.NEUTRAL),
    Status.FOLLOWED: ("info", Tone.NEUTRAL),
}
