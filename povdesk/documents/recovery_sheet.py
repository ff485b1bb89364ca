"""Tờ mã phục hồi: the printed code that opens the encrypted copies when everything else is lost."""

from datetime import date

from povdesk.domain.vietnamese import full_date

from .blocks import Block, Document, ListItem, ListTitle, Paragraph, Section, Span

_STEPS = (
    "Cài PovDesk trên máy mới, mở phần mềm.",
    "Vào Sao lưu, phục hồi; bấm Phục hồi từ tệp khác và chọn tệp .pvbak trong thư mục PovDesk trên USB.",
    "Gõ mã phục hồi ở trên (chữ hoa hay thường đều được), hoặc mật khẩu sao lưu.",
    "Xem ngày, số hộ của bản sao lưu rồi bấm Phục hồi.",
)


def build(code: str, agency: str, made_on: date, *, sample: bool) -> Document:
    """One page. The code is nowhere else: not in the database, not in a file."""
    groups = code.split("-")
    half = len(groups) // 2
    blocks: tuple[Block, ...] = (
        ListTitle(agency, "Mã phục hồi bản sao lưu PovDesk", "", f"Lập {full_date(made_on)}"),
        *(
            Paragraph((Span(line, bold=True),))
            for line in ("  ".join(groups[:half]), "  ".join(groups[half:]))
        ),
        Paragraph(
            "Mã này mở được mọi bản sao lưu có mã hóa làm từ ngày trên. In hai tờ: một tờ niêm phong cất "
            "trong két của Ủy ban nhân dân, một tờ do Chủ tịch giữ. Không chụp ảnh, không để cùng USB."
        ),
        Paragraph("Khi máy hỏng, mất hoặc thay máy:"),
        *(ListItem(1, step) for step in _STEPS),
        Paragraph(
            "Mất cả mật khẩu, tờ mã này và máy tính đang dùng thì không ai mở được bản sao lưu trên USB, "
            "kể cả người làm ra phần mềm."
        ),
    )
    return Document(
        title="Mã phục hồi bản sao lưu", sections=(Section(blocks),), sample=sample, author=agency
    )
