"""Tờ mã phục hồi: the printed code that opens the encrypted copies when everything else is lost."""

from datetime import date

from povdesk.domain.vietnamese import full_date

from .blocks import Block, CodeBlock, Document, ListTitle, Paragraph, Section, Span

_STEPS = (
    "Cài PovDesk trên máy mới rồi mở phần mềm.",
    "Cắm USB có bản sao lưu. Ở màn hình đầu tiên, bấm Phục hồi từ bản sao lưu.",
    "Chọn bản trên cùng (mới nhất) rồi bấm Tiếp tục.",
    "Gõ mã phục hồi ở trên: 8 nhóm theo thứ tự 1 đến 8, chữ hoa hay thường đều được. Gõ sai nhóm nào,"
    " máy báo ngay nhóm đó. Có máy quét thì quét ô vuông.",
    "Xem ngày, số hộ của bản sao lưu rồi bấm Phục hồi. Dữ liệu trở lại như ngày sao lưu đó.",
)


def build(code: str, agency: str, made_on: date, *, sample: bool) -> Document:
    """One page. The code is nowhere else: not in the database, not in a file."""
    blocks: tuple[Block, ...] = (
        ListTitle(agency, "Mã phục hồi bản sao lưu PovDesk", "", f"Lập {full_date(made_on)}"),
        CodeBlock(tuple(code.split("-"))),
        Paragraph(
            "Mã này mở được mọi bản sao lưu có mã hóa làm từ ngày trên. In hai tờ: một tờ niêm phong cất "
            "trong két của Ủy ban nhân dân, một tờ do Chủ tịch giữ. Không chụp ảnh, không để cùng USB."
        ),
        Paragraph((Span("Khi máy hỏng, mất hoặc thay máy", bold=True),)),
        *(Paragraph(f"Bước {place}. {step}") for place, step in enumerate(_STEPS, start=1)),
        Paragraph(
            "Mất cả mật khẩu, tờ mã này và máy tính đang dùng thì không ai mở được bản sao lưu trên USB, "
            "kể cả người làm ra phần mềm."
        ),
    )
    return Document(
        title="Mã phục hồi bản sao lưu", sections=(Section(blocks),), sample=sample, author=agency
    )
