"""Numbers and names that identify a person: how they are kept and shown, and what looks wrong about them."""

import re

from povdesk.domain.household import Sex
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.vietnamese import clean_text

# CCCD digit 4 names sex and century: 0 nam, 1 nữ of the 1900s; 2 nam, 3 nữ of the 2000s [from memory].
_CENTURIES = {"0": 1900, "1": 1900, "2": 2000, "3": 2000}
_SEXES = {"0": Sex.MALE, "1": Sex.FEMALE, "2": Sex.MALE, "3": Sex.FEMALE}
_SEX_WORDS = {Sex.MALE: "nam", Sex.FEMALE: "nữ"}


def clean_number(text: str) -> str:
    """An identity, card or phone number as kept: no spaces, dots or hyphens, capital letters."""
    return re.sub(r"[ .\-]", "", clean_text(text)).upper()


def show_id_number(number: str) -> str:
    """051081000001 → 051 081 000001; an old 9-digit CMND in threes; anything else as it is."""
    if re.fullmatch(r"[0-9]{12}", number):
        return f"{number[:3]} {number[3:6]} {number[6:]}"
    if re.fullmatch(r"[0-9]{9}", number):
        return f"{number[:3]} {number[3:6]} {number[6:]}"
    return number


def masked_number(number: str) -> str:
    """051081000001 → •••0001: enough to compare two papers by eye, nothing to copy."""
    return f"•••{number[-4:]}" if number else ""


def show_phone(number: str) -> str:
    """0912345678 → 0912 345 678; anything else as it is."""
    if re.fullmatch(r"[0-9]{10}", number):
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    return number


def id_number_doubts(number: str, sex: Sex | None = None, born: PartialDate | None = None) -> list[str]:
    """What looks wrong about a CCCD or CMND number; an empty number is not doubtful."""
    if not number or re.fullmatch(r"[0-9]{9}", number):
        return []
    if not re.fullmatch(r"[0-9]{12}", number):
        return [f"Số định danh “{number}” phải có 12 chữ số (CMND cũ: 9 chữ số), ví dụ 051 081 000001."]
    shown = show_id_number(number)
    century = _CENTURIES.get(number[3])
    if century is None:
        return [f"Chữ số thứ tư của số định danh {shown} thường là 0, 1, 2 hoặc 3."]
    doubts = []
    if sex is not None and _SEXES[number[3]] is not sex:
        doubts.append(f"Số định danh {shown} ứng với giới tính {_SEX_WORDS[_SEXES[number[3]]]}.")
    year = century + int(number[4:6])
    if born is not None and born.year != year:
        doubts.append(f"Số định danh {shown} ứng với năm sinh {year}, đang ghi năm {born.year}.")
    return doubts


def insurance_number_doubts(number: str) -> list[str]:
    """A health-insurance number has 15 characters (two letters, 13 digits) or 10 digits."""
    if not number or re.fullmatch(r"[A-Z]{2}[0-9]{13}|[0-9]{10}", number):
        return []
    return [f"Mã thẻ BHYT “{number}” phải có 15 ký tự (2 chữ, 13 số) hoặc 10 chữ số."]


def phone_doubts(number: str) -> list[str]:
    """A phone number has 10 digits."""
    if not number or re.fullmatch(r"0[0-9]{9}", number):
        return []
    return [f"Số điện thoại “{number}” thường có 10 chữ số, ví dụ 0912 345 678."]


def name_doubts(name: str) -> list[str]:
    """One word only, or digits inside."""
    doubts = []
    if any(letter.isdigit() for letter in name):
        doubts.append(f"Họ tên “{name}” có chữ số.")
    if name and len(name.split()) == 1:
        doubts.append(f"Họ tên “{name}” chỉ có một chữ. Ghi đủ họ và tên, ví dụ Hồ Văn Ánh.")
    return doubts


def capitalised_name(name: str) -> str:
    """The name with each word's first letter in capitals, offered when leaving the field."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in clean_text(name).split())
