"""The fixed phrases of an administrative paper: number, place and date, annex reference, signing."""

from datetime import date

from .blocks import Letterhead, Signature

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS_TITLE = "Nơi nhận:"
ADDRESSEES_TITLE = "Kính gửi:"
SAMPLE_MARK = "DỮ LIỆU MẪU"
DRAFT_MARK = "DỰ THẢO"

# Room for a number, a day and a month written by hand after signing (Điều 15.2).
_NUMBER_GAP = " " * 8
_DAY_GAP = " " * 6


def number_line(letterhead: Letterhead) -> str:
    """ "Số: 05/KH-UBND", with a gap in place of the number until it is given."""
    return f"Số:{_numbered(letterhead.number, letterhead.symbol)}" if letterhead.symbol else ""


def place_and_date(letterhead: Letterhead) -> str:
    """ "Trà Lâm, ngày 05 tháng 3 năm 2024", with gaps until the paper is signed."""
    if not letterhead.place:
        return ""
    return f"{letterhead.place}, {full_date(letterhead.signed_on, letterhead.year)}"


def full_date(day: date | None, year: int) -> str:
    """A date in words; a leading 0 only for days below 10 and for months 1 and 2."""
    if day is None:
        return f"ngày{_DAY_GAP}tháng{_DAY_GAP}năm {year}"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def regarding_line(letterhead: Letterhead) -> str:
    """The subject of a công văn under its number."""
    return f"V/v {letterhead.regarding}" if letterhead.regarding else ""


def appendix_reference(kind: str, issuer: str, letterhead: Letterhead) -> str:
    """ "(Kèm theo Kế hoạch số   /KH-UBND ngày   tháng   năm 2024 của Ủy ban nhân dân xã Trà Lâm)"."""
    number = _numbered(letterhead.number, letterhead.symbol)
    day = full_date(letterhead.signed_on, letterhead.year)
    return f"(Kèm theo {kind} số{number} {day} của {issuer})"


def committee_authority(*, deputy: bool) -> tuple[str, ...]:
    """The committee decides together, so its chairman signs on its behalf."""
    return ("TM. ỦY BAN NHÂN DÂN", *chairman_authority(deputy=deputy))


def chairman_authority(*, deputy: bool) -> tuple[str, ...]:
    """The chairman's own power: no TM."""
    return ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if deputy else ("CHỦ TỊCH",)


def committee_signature(
    name: str,
    *,
    recipients: tuple[str, ...],
    drafting_unit: str,
    deputy: bool = False,
    drafter_mark: str = "",
) -> Signature:
    """Nơi nhận and the committee's signature; drafting_unit as in "Lưu: VT, VHXH"."""
    filed = f"VT, {drafting_unit}" if drafting_unit else "VT"
    return Signature(committee_authority(deputy=deputy), name, recipients, filed, drafter_mark)


def _numbered(number: str | None, symbol: str) -> str:
    if number is None or not number.strip():
        return f"{_NUMBER_GAP}/{symbol}"
    number = number.strip()
    return f" {number.zfill(2) if number.isdigit() else number}/{symbol}"
