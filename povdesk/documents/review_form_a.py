"""D13-A: phiếu A, the quick look at a household that asked; the officer's own checklist."""

from collections.abc import Sequence

from povdesk.domain.review_forms import ReviewForm

from . import form_parts as parts
from . import office_paper as office
from .blocks import (
    Align,
    Block,
    Document,
    Letterhead,
    Paragraph,
    PlainSignatures,
    Row,
    Section,
    Signatory,
    Style,
    Title,
)

LAYOUT = (
    "Bố cục của phần mềm; danh mục nhận dạng do xã nhập, đối chiếu mẫu ban hành "
    "(Phụ lục II Thông tư 07/2021/TT-BLĐTBXH)."
)
_ITEMS: office.Columns = (
    ("TT", 11, Align.CENTRE),
    ("Nội dung nhận dạng nhanh", 104, Align.LEFT),
    ("Trả lời", 50, Align.LEFT),
)
_BLANK_ITEMS = 10


def build(forms: Sequence[ReviewForm]) -> Document:
    """One household after the other, each on a sheet of its own."""
    shared = forms[0].office
    return Document(
        f"Phiếu A, {forms[0].round_name}",
        tuple(_sheet(one) for one in forms),
        shared.is_sample,
        author=shared.identity.committee,
    )


def _sheet(form: ReviewForm) -> Section:
    shared, family, review = form.office, form.household, form.review
    lines = [words.upper() for words in (f"UBND {shared.identity.full_name}", form.hamlet) if words]
    passed = str(review.form_a_passed) if review else None
    blocks: list[Block] = [
        Letterhead(tuple(lines), "", "", shared.year),
        Title("PHIẾU A", f"Nhận dạng nhanh hộ có giấy đề nghị rà soát\nnăm {shared.year}"),
        Paragraph(f"Họ và tên chủ hộ: {(family.head_name if family else '') or parts.DOTS * 2}"),
        Paragraph(
            f"Mã hộ: {(family.code if family else '') or parts.DOTS}; "
            f"số nhân khẩu: {family.size if family else '……'}"
        ),
        Paragraph(f"Nơi ở: {parts.where(family, form.hamlet, shared) if family else parts.DOTS * 3}"),
        office.table(_ITEMS, _rows(form), row_height=8.5),
        *(
            []
            if form.items
            else [
                Paragraph(
                    "Máy chưa có danh mục phiếu A: chép từng dòng của phiếu A giấy vào đây.", Style.NOTE
                )
            ]
        ),
        Paragraph(f"Kết luận: chuyển rà soát theo phiếu B:   {parts.boxes(parts.YES_NO, passed)}"),
        PlainSignatures(
            (
                Signatory(("ĐẠI DIỆN HỘ GIA ĐÌNH",), "", office.SIGNED),
                Signatory(
                    ("RÀ SOÁT VIÊN",),
                    review.reviewer if review else "",
                    office.SIGNED,
                    f"Ngày …… tháng …… năm {shared.year}",
                ),
            )
        ),
        Paragraph(LAYOUT, Style.NOTE),
    ]
    return Section(tuple(blocks), is_appendix=True)


def _rows(form: ReviewForm) -> list[Row]:
    if not form.items:
        return [(str(place), "", parts.boxes(parts.YES_NO)) for place in range(1, _BLANK_ITEMS + 1)]
    given = form.review.form_a if form.review else {}
    return [
        (str(place), item.name, parts.boxes(parts.YES_NO, str(given.get(item.code, ""))))
        for place, item in enumerate(form.items, start=1)
    ]
