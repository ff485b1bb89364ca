"""Invented papers for the tests: a plan with two annexes, a decision, minutes, a letter."""

from datetime import date

from povdesk.documents import administrative, numbering
from povdesk.documents.blocks import (
    Addressees,
    Align,
    AppendixTitle,
    Article,
    Clause,
    Column,
    Document,
    GroupRow,
    HeaderCell,
    Heading,
    Letterhead,
    ListItem,
    Orientation,
    Paragraph,
    PlainSignatures,
    Point,
    Section,
    Signatory,
    Signature,
    Span,
    Style,
    Table,
    Title,
)

LETTERHEAD = Letterhead(("ỦY BAN NHÂN DÂN", "XÃ TRÀ LÂM"), "KH-UBND", "Trà Lâm", 2024)

SENTENCE = (
    "Tăng cường trách nhiệm của cả hệ thống chính trị trong công tác giảm nghèo bền vững; đổi mới tư duy, "
    "nâng cao nhận thức và hành động quyết liệt để đẩy mạnh giảm nghèo; phân công cán bộ, đảng viên giúp đỡ "
    "hộ nghèo, hộ cận nghèo; tăng cường công tác đào tạo nghề gắn với việc làm"
)

RECIPIENTS = (
    "Thường trực Đảng ủy, HĐND xã",
    "Chủ tịch, các Phó Chủ tịch UBND xã",
    "Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội xã",
    "Các thành viên Ban Chỉ đạo",
    "Trưởng các thôn",
)


def plan(*, paragraphs: int = 6, sample: bool = True, issued: bool = False, draft: bool = False) -> Document:
    """A yearly plan of the usual shape, its length set by the number of paragraphs."""
    head = LETTERHEAD
    if issued:
        head = Letterhead(head.agency, head.symbol, head.place, 2024, number="5", signed_on=date(2024, 3, 5))
    reference = administrative.appendix_reference("Kế hoạch", "Ủy ban nhân dân xã Trà Lâm", head)
    main = Section(
        (
            head,
            Title(
                "KẾ HOẠCH",
                "Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững\n"
                "trên địa bàn xã Trà Lâm năm 2024",
            ),
            Paragraph(
                "Căn cứ Quyết định số 90/QĐ-TTg ngày 18 tháng 01 năm 2022 của Thủ tướng Chính phủ",
                Style.LEGAL_BASIS,
            ),
            Paragraph("Căn cứ Nghị quyết của Hội đồng nhân dân xã Trà Lâm", Style.LEGAL_BASIS),
            Paragraph(
                (
                    Span(
                        "Ủy ban nhân dân xã Trà Lâm xây dựng Kế hoạch giảm nghèo năm 2024 "
                        "(sau đây gọi tắt là "
                    ),
                    Span("Kế hoạch", bold=True),
                    Span("), chi tiết tại Phụ lục I và Phụ lục II, như sau:"),
                )
            ),
            Heading(1, "MỤC ĐÍCH, YÊU CẦU"),
            Heading(2, "Mục đích"),
            *(ListItem(1, SENTENCE) for _ in range(paragraphs)),
            Heading(2, "Yêu cầu"),
            ListItem(1, "Công khai, minh bạch các nguồn lực hỗ trợ, trong đó:"),
            ListItem(2, "nguồn ngân sách trung ương"),
            ListItem(2, "nguồn ngân sách tỉnh"),
            ListItem(1, "Giảm nghèo thực chất, không chạy theo thành tích"),
            Heading(1, "MỤC TIÊU, CHỈ TIÊU"),
            Heading(2, "Mục tiêu chung"),
            *(Paragraph(SENTENCE) for _ in range(paragraphs)),
            Heading(2, "Chỉ tiêu cụ thể"),
            Point("Giảm tỷ lệ hộ nghèo từ 12,89% (118 hộ) xuống còn 10,27% (94 hộ)"),
            Point("Giảm hộ cận nghèo 05 hộ"),
            Point("100% hộ nghèo được vay vốn khi có nhu cầu"),
            Point("Ít nhất 36% lao động được đào tạo"),
            Point("Xóa nhà tạm cho 02 hộ"),
            Heading(1, "TỔ CHỨC THỰC HIỆN"),
            Clause("Công chức Văn hóa - Xã hội " + SENTENCE[0].lower() + SENTENCE[1:]),
            Clause("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát việc thực hiện"),
            Paragraph("Trên đây là Kế hoạch giảm nghèo bền vững năm 2024 trên địa bàn xã Trà Lâm"),
            administrative.committee_signature(
                "Đinh Văn Suối", recipients=RECIPIENTS, drafting_unit="VHXH", deputy=True
            ),
        )
    )
    targets = Section(
        (AppendixTitle("CHỈ TIÊU THEO THÔN", reference), hamlet_table()),
        Orientation.LANDSCAPE,
        is_appendix=True,
    )
    tasks = Section(
        (
            AppendixTitle("PHÂN CÔNG NHIỆM VỤ", reference),
            task_table(30),
            Paragraph("Ghi chú: số liệu đến ngày 29/02/2024.", Style.NOTE),
        ),
        Orientation.LANDSCAPE,
        is_appendix=True,
    )
    document = Document(
        "Kế hoạch giảm nghèo năm 2024", (main, targets, tasks), sample, draft, author="UBND xã Trà Lâm"
    )
    return numbering.number(document)


def hamlet_table() -> Table:
    """The annex by hamlet, with a head of two rows and a formula row."""
    right, centre = Align.RIGHT, Align.CENTRE
    return Table(
        columns=(
            Column(12, centre),
            Column(45),
            *(Column(22, right) for _ in range(7)),
            Column(40),
        ),
        header=(
            (
                HeaderCell("TT", rows=2),
                HeaderCell("Thôn", rows=2),
                HeaderCell("Tổng số hộ", rows=2),
                HeaderCell("Hộ nghèo đầu năm", columns=2),
                HeaderCell("Chỉ tiêu giảm hộ nghèo", rows=2),
                HeaderCell("Hộ nghèo cuối năm", columns=2),
                HeaderCell("Hộ cận nghèo", rows=2),
                HeaderCell("Ghi chú", rows=2),
            ),
            (HeaderCell("Số hộ"), HeaderCell("Tỷ lệ (%)"), HeaderCell("Số hộ"), HeaderCell("Tỷ lệ (%)")),
        ),
        formula=("A", "B", "1", "2", "3=2/1*100", "4", "5=2-4", "6=5/1*100", "7", "C"),
        rows=(
            GroupRow(("Các thôn đặc biệt khó khăn",)),
            ("1", "Trà Hoa", "242", "36", "14,88", "7", "29", "11,98", "30", ""),
            ("2", "Trà Dinh", "218", "29", "13,30", "6", "23", "10,55", "27", "Có 02 hộ ở xa trung tâm"),
            ("3", "Trà Xuông", "237", "27", "11,39", "6", "21", "8,86", "28", ""),
            ("4", "Trà Lạc", "218", "26", "11,93", "5", "21", "9,63", "27", ""),
        ),
        totals=(("", "Toàn xã", "915", "118", "12,90", "24", "94", "10,27", "112", ""),),
        unit_line="Đơn vị tính: hộ",
    )


def task_table(count: int) -> Table:
    """The annex of tasks: long cells, several pages."""
    return Table(
        columns=(Column(12, Align.CENTRE), Column(110), Column(50), Column(50), Column(30, Align.CENTRE)),
        header=(tuple(HeaderCell(text) for text in ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian")),),
        rows=tuple(
            (str(place), SENTENCE, "Công chức Văn hóa - Xã hội", "Trưởng các thôn", "Quý II")
            for place in range(1, count + 1)
        ),
    )


def decision() -> Document:
    head = Letterhead(
        ("ỦY BAN NHÂN DÂN", "XÃ TRÀ LÂM"),
        "QĐ-UBND",
        "Trà Lâm",
        2024,
        number="12",
        signed_on=date(2024, 10, 20),
    )
    blocks = (
        head,
        Title("QUYẾT ĐỊNH", "Công nhận hộ nghèo, hộ cận nghèo năm 2024"),
        Paragraph("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TRÀ LÂM", Style.CENTRED_BOLD),
        Paragraph("Căn cứ Luật Tổ chức chính quyền địa phương", Style.LEGAL_BASIS),
        Paragraph("Theo đề nghị của công chức Văn hóa - Xã hội", Style.LEGAL_BASIS),
        Paragraph("QUYẾT ĐỊNH:", Style.CENTRED_BOLD),
        Article("Công nhận 94 hộ nghèo, 112 hộ cận nghèo trên địa bàn xã"),
        Article("Quyết định này có hiệu lực kể từ ngày ký"),
        Article(SENTENCE, title="Trách nhiệm thi hành."),
        Signature(
            administrative.chairman_authority(deputy=False), "Hồ Thị Lá", RECIPIENTS, "VT, VHXH", "PL.(12)"
        ),
    )
    return numbering.number(Document("Quyết định công nhận", (Section(blocks),), sample=False))


def letter(addressees: tuple[str, ...] = ("Phòng Kinh tế", "Trưởng các thôn")) -> Document:
    head = Letterhead(
        ("PHÒNG VĂN HÓA - XÃ HỘI",),
        "VHXH",
        "Thanh Bồng",
        2026,
        agency_upper="ỦY BAN NHÂN DÂN XÃ THANH BỒNG",
        regarding="đôn đốc nộp phiếu rà soát hộ nghèo, hộ cận nghèo năm 2026",
    )
    blocks = (
        head,
        Addressees(addressees),
        Paragraph(SENTENCE),
        Paragraph("Đề nghị các đơn vị thực hiện"),
        Signature(("TRƯỞNG PHÒNG",), "Hồ Văn Sung", ("Như trên",), "VT"),
    )
    return numbering.number(Document("Công văn đôn đốc", (Section(blocks),), sample=False, draft=True))


def minutes() -> Document:
    head = Letterhead(("ỦY BAN NHÂN DÂN", "XÃ TRÀ LÂM"), "BB-UBND", "", 2024)
    blocks = (
        head,
        Title("BIÊN BẢN", "Họp Ban Chỉ đạo giảm nghèo xã"),
        Clause("Thời gian bắt đầu: 08 giờ 00, ngày 12 tháng 10 năm 2024"),
        Clause("Địa điểm: hội trường UBND xã"),
        Paragraph(SENTENCE),
        PlainSignatures(
            (Signatory(("THƯ KÝ",), "Đinh Thị Mai"), Signatory(("CHỦ TỌA",), "Hồ Văn Sung", "(Chữ ký, dấu)")),
            ("Thành phần dự họp",),
            "VT",
        ),
    )
    return numbering.number(Document("Biên bản họp", (Section(blocks),), sample=False))
