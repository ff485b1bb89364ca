"""Báo cáo sự cố: what was on a lost stick or computer, for the head of the commune."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from povdesk.domain.vietnamese import format_count, full_date

from .blocks import Align, Block, Column, Document, HeaderCell, ListItem, ListTitle, Paragraph, Section, Span
from .blocks import Table as Grid

_KINDS = (
    "Họ tên, giới tính, ngày sinh, quan hệ với chủ hộ, địa chỉ theo thôn, số điện thoại.",
    "Số định danh cá nhân, số thẻ bảo hiểm y tế.",
    "Dân tộc, tình trạng khuyết tật, bệnh hiểm nghèo, lý do nghèo của hộ.",
    "Kết quả rà soát, các khoản hỗ trợ hộ đã nhận, văn bản đã ban hành.",
)


@dataclass(frozen=True)
class Held:
    """One copy that was lost with it."""

    sequence: int
    at: datetime
    encrypted: bool
    households: int
    people: int
    sha256: str


@dataclass(frozen=True)
class Incident:
    """what: in words ("USB A"). is_computer: the data in use were on it too."""

    what: str
    held: Sequence[Held]
    households: int
    people: int
    is_computer: bool


def risk(incident: Incident) -> str:
    """What a finder can read."""
    if incident.is_computer:
        return (
            "Dữ liệu đang dùng và các bản sao lưu trong máy không mã hóa: ai mở được máy thì đọc được,"
            " trừ khi ổ đĩa đã bật mã hóa của Windows (BitLocker)."
        )
    if not incident.held:
        return "Theo nhật ký sao lưu, trên đó chưa có bản sao lưu nào."
    if all(copy.encrypted for copy in incident.held):
        return (
            "Mọi bản sao lưu trên đó đều đã mã hóa (AES-256-GCM): không có mật khẩu hoặc mã phục hồi thì"
            " không ai đọc được."
        )
    open_ones = ", ".join(str(copy.sequence) for copy in incident.held if not copy.encrypted)
    return f"Bản số {open_ones} không mã hóa: người nhặt được đọc được."


def steps(incident: Incident) -> tuple[str, ...]:
    """What to do now, the most urgent first."""
    both = (
        "Báo ngay lãnh đạo Ủy ban nhân dân xã và người phụ trách bảo vệ dữ liệu cá nhân để quyết định việc"
        " thông báo theo quy định.",
        "Kiểm tra tờ mã phục hồi còn ở nơi cất và không ai ngoài người giữ biết mật khẩu sao lưu.",
    )
    if incident.is_computer:
        return (
            *both,
            "Trên máy mới: cài PovDesk, cắm USB, bấm Phục hồi từ bản sao lưu, gõ mã phục hồi.",
            "Phục hồi xong thì vào Sao lưu, phục hồi, bấm Đổi khóa và in tờ mã phục hồi mới.",
        )
    return (
        *both,
        "Vào Sao lưu, phục hồi, bấm Đổi khóa và in tờ mã phục hồi mới.",
        "Sao lưu ngay ra một USB khác, ghi nhãn và cất riêng.",
    )


def build(incident: Incident, agency: str, on: date, *, sample: bool) -> Document:
    """One page: what is lost, what was on it, who can read it, what is to be done."""
    blocks: tuple[Block, ...] = (
        ListTitle(agency, f"Báo cáo sự cố: mất {incident.what}", "", f"Lập {full_date(on)}"),
        Paragraph((Span("Ai đọc được: ", bold=True), Span(risk(incident)))),
        Paragraph(
            f"Nhiều nhất có dữ liệu của {format_count(incident.households)} hộ,"
            f" {format_count(incident.people)} người, gồm:"
        ),
        *(ListItem(1, kind) for kind in _KINDS),
        Paragraph((Span("Việc cần làm", bold=True),)),
        *(ListItem(1, step) for step in steps(incident)),
        *((_table(incident.held),) if incident.held else ()),
    )
    return Document(
        title=f"Báo cáo sự cố: mất {incident.what}",
        sections=(Section(blocks),),
        sample=sample,
        author=agency,
    )


def _table(held: Sequence[Held]) -> Grid:
    heads = ("Bản số", "Sao lưu lúc", "Mã hóa", "Số hộ", "Số người", "Mã kiểm (SHA-256)")
    widths = (18, 34, 20, 20, 22, 50)
    right = {0, 3, 4}
    return Grid(
        tuple(
            Column(width, Align.RIGHT if place in right else Align.LEFT) for place, width in enumerate(widths)
        ),
        (tuple(HeaderCell(head) for head in heads),),
        tuple(
            (
                str(copy.sequence),
                f"{copy.at:%H:%M %d/%m/%Y}",
                "có" if copy.encrypted else "không",
                format_count(copy.households),
                format_count(copy.people),
                copy.sha256[:16],
            )
            for copy in held
        ),
    )
