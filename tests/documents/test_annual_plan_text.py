"""The shipped plan word for word: the reference text with each irregularity mended or kept as decided.

The expected text is made here by hand from the raw text: every correction is listed with what was printed
and what must stand instead; what is not listed must be in the plan as printed.
"""

import re
from pathlib import Path

import pytest

from povdesk.documents import annual_plan
from povdesk.documents.blocks import (
    Clause,
    Heading,
    Letterhead,
    ListItem,
    Paragraph,
    Point,
    Signature,
    Title,
    plain,
)
from tests.plan_sample import make_facts, make_plan

RAW = Path(__file__).parent.parent / "data" / "ke_hoach_mau.txt"

LABOUR = "Công chức Lao động - Thương binh và Xã hội"
HOW_R1_IS_CALLED = "Công chức LĐTBXH"

MENDED = (
    # code, printed, correct, how often
    ("IRR-01", "II. NỘI DUNG VÀ KINH PHÍ THỰC HIỆN", "III. NỘI DUNG VÀ KINH PHÍ THỰC HIỆN", 1),
    ("IRR-01", "III. NHIỆM VỤ VÀ GIẢI PHÁP THỰC HIỆN", "IV. NHIỆM VỤ VÀ GIẢI PHÁP THỰC HIỆN", 1),
    ("IRR-04", "1. Mục tiêu Thực hiện mục tiêu", "1. Mục tiêu chung Thực hiện mục tiêu", 1),
    ("IRR-04", "2. Các chỉ tiêu cần đạt đến cuối năm 2024", "2. Chỉ tiêu cụ thể đến cuối năm 2024", 1),
    (
        "IRR-06",
        "7. Các ban ngành, Hội đoàn thể có liên quan",
        "7. Các ban, ngành, hội, đoàn thể Các ban, ngành, hội, đoàn thể có liên quan",
        1,
    ),
    (
        "IRR-06",
        "liên quan đến công tác giảm nghèo Phát huy",
        "liên quan đến công tác giảm nghèo. Phát huy",
        1,
    ),
    ("IRR-08", "từ 0.82% xuống còn 0.79%", "từ 0,82% xuống còn 0,79%", 1),
    (
        "IRR-17",
        "Phấn đấu giảm các chỉ tiêu giải quyết mức độ",
        "Các chỉ tiêu giải quyết mức độ",
        1,
    ),
    (
        "IRR-18",
        "“ tiếp cận các dịch vụ y tế” và “ bảo hiểm y tế”",
        "“dinh dưỡng” và “bảo hiểm y tế”",
        1,
    ),
    ("IRR-19", "“ hố xí/ nhà tiêu hợp vệ sinh”", "“nhà tiêu hợp vệ sinh”", 1),
    ("IRR-23", "giúp hộ nghèo bền vững", "giúp hộ nghèo thoát nghèo bền vững", 1),
    (
        "IRR-24",
        "“ Cả nươc chung tay vì người nghèo – không để ai bị bỏ lại phía sau”",
        "“Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021-2025",
        1,
    ),
    ("IRR-25", "Quỹ “ Ngày vì người nghèo”", "Quỹ “Vì người nghèo”", 1),
    ("IRR-26", "chỉ tiêu đề ra trong kế hoạch.", "chỉ tiêu đề ra trong Kế hoạch.", 1),
    ("IRR-27", "phối hợp với Công chức VH-XH", f"phối hợp với {HOW_R1_IS_CALLED}", 1),
    ("IRR-27", LABOUR, HOW_R1_IS_CALLED, 4),
    (
        "IRR-28",
        "thành viên Ban chỉ đạo phụ trách",
        "thành viên Ban Chỉ đạo các Chương trình mục tiêu quốc gia xã giai đoạn 2021-2025 "
        "(sau đây viết tắt là Ban Chỉ đạo) phụ trách",
        1,
    ),
    ("IRR-28", "trong Ban giảm nghèo xã", "trong Ban Chỉ đạo", 1),
    (
        "IRR-29",
        "29/02/2024 của UBND huyện Trà Bồng",
        "29/02/2024 của Ủy ban nhân dân (UBND) huyện Trà Bồng",
        1,
    ),
    ("IRR-30", "huyện Trà Bồng năm 2024; UBND xã", "huyện Trà Bồng năm 2024. UBND xã", 1),
    ("IRR-31", "Kế hoạch này../.", "Kế hoạch này./.", 1),
    (
        "IRR-32",
        "năm 2024, yêu cầu Trưởng các ban, ngành hội đoàn thể xã, Công chức có liên quan của xã tổ chức",
        "năm 2024; đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã, các tổ chức chính trị - xã hội, hội, "
        "đoàn thể xã; yêu cầu Trưởng các ban, ngành xã, công chức có liên quan của xã tổ chức",
        1,
    ),
    ("IRR-35", "vào cuối năm 2024. b)", "vào cuối năm 2024; b)", 1),
    ("IRR-35", "của hộ nghèo tăng lên. đ)", "của hộ nghèo tăng lên; đ)", 1),
    ("IRR-35", "hỗ trợ tìm việc làm; +", "hỗ trợ tìm việc làm. +", 1),
    ("IRR-35", "kết nối việc làm thành công; +", "kết nối việc làm thành công. +", 1),
    ("IRR-35", "xuống còn 49,2%.", "xuống còn 49,2%;", 1),
    ("IRR-35", "giảm nghèo bền vững. - Về nước", "giảm nghèo bền vững; - Về nước", 1),
    ("IRR-35", "nhà tiêu hợp vệ sinh. - Về thông tin", "nhà tiêu hợp vệ sinh; - Về thông tin", 1),
    ("IRR-36", "kỹ năng nghề phù hợp; - Về nhà ở", "kỹ năng nghề phù hợp. - Về nhà ở", 1),
    ("IRR-37", "mục tiêu quốc giảm nghèo", "mục tiêu quốc gia giảm nghèo", 1),
    ("IRR-38", "-Trong đó", "- Trong đó", 1),
    ("IRR-39", "phát triên", "phát triển", 1),
    ("IRR-40", "cán bộ, người nghèo, cận nghèo", "cán bộ, người nghèo, người cận nghèo", 1),
    ("IRR-41", "của Tỉnh", "của tỉnh", 1),
    ("IRR-42", "cần kiểm tra giám sát", "cần kiểm tra, giám sát", 1),
    ("IRR-42", "chỉ đạo, kiểm tra giám sát của", "chỉ đạo, kiểm tra, giám sát của", 1),
    ("IRR-43", "các mục tiêu nhiệm vụ", "các mục tiêu, nhiệm vụ", 1),
    ("IRR-44", "tỉ lệ", "tỷ lệ", 1),
    ("IRR-45", "nghgèo", "nghèo", 1),
    ("IRR-46", "cộng chức", "công chức", 1),
    ("IRR-47", "bằng cấp chứng chỉ", "bằng cấp, chứng chỉ", 1),
    ("IRR-48", "tiếp cận sử dụng", "tiếp cận, sử dụng", 1),
    ("IRR-49", "sinh sống địa bàn xã", "sinh sống trên địa bàn xã", 1),
    ("IRR-50", "năm 2024 là: 3.230 triệu đồng", "năm 2024 là 3.230 triệu đồng", 1),
    ("IRR-51", "1.Đẩy mạnh công tác tuyên truyền:Tăng", "1. Đẩy mạnh công tác tuyên truyền: Tăng", 1),
    ("IRR-52", "cấp ủy Đảng, Chính quyền đối với", "cấp ủy đảng, chính quyền đối với", 1),
    ("IRR-54", "6. Các ban ngành, Hội đoàn thể và", "6. Các ban, ngành, hội, đoàn thể và", 1),
    (
        "IRR-55, 56",
        "1. Công chức Văn Hóa – Xã hội phụ trách lĩnh vực Lao động thương bình & xã hội",
        "1. Công chức Văn hóa - Xã hội (phụ trách lĩnh vực Lao động - Thương binh và Xã hội), "
        f"sau đây viết tắt là {HOW_R1_IS_CALLED}",
        1,
    ),
    ("IRR-57", "ban, ngành đoàn thể xây dựng", "ban, ngành, đoàn thể xây dựng", 1),
    ("IRR-58, 60", "giảm nghèo theo qui định", "giảm nghèo bền vững theo quy định", 1),
    ("IRR-59", "đoan thể", "đoàn thể", 1),
    ("IRR-61", "huyện, phòng Lao động", "huyện, Phòng Lao động", 1),
    ("IRR-62", "Công chức Tài – chính kế toán", "Công chức Tài chính - Kế toán", 1),
    ("IRR-63", "Trạm y tế xã", "Trạm Y tế xã", 1),
    ("IRR-64", "tham mưư", "tham mưu", 1),
    ("IRR-65", "Chủ trì tham mưu", "Chủ trì, tham mưu", 1),
    ("IRR-66", "“ y tế”", "“y tế”", 1),
    ("IRR-66", "“ nước sinh hoạt và vệ sinh”", "“nước sinh hoạt và vệ sinh”", 1),
    ("IRR-66", "“ nguồn nước sinh hoạt”", "“nguồn nước sinh hoạt”", 1),
    ("IRR-67", "Địa chính – ", "Địa chính - ", 2),
    ("IRR-68", "chưa có đất ở; đất sản xuất", "chưa có đất ở, đất sản xuất", 1),
    ("IRR-69", "có Phương án hỗ trợ", "có phương án hỗ trợ", 1),
    (
        "IRR-70",
        "6. Công chức Văn Hóa thông tin",
        "6. Công chức Văn hóa - Xã hội (phụ trách lĩnh vực Văn hóa - Thông tin)",
        1,
    ),
    ("IRR-71", "vai trò của UBMTTQVN với", "vai trò của Ủy ban Mặt trận Tổ quốc Việt Nam với", 1),
    ("IRR-73", "; Dòng họ không có hộ nghèo”", "; “Dòng họ không có hộ nghèo”", 1),
    ("IRR-74", "theo chức năng nhiệm vụ, vận động", "theo chức năng, nhiệm vụ, vận động", 1),
    ("capitals of bodies", "Cán bộ Đài truyền thanh xã", "Cán bộ Đài Truyền thanh xã", 1),
    # End marks that are generated for every list of part V, and the annexes that the text must refer to.
    ("CHK-01", "bền vững theo quy định. - Phối hợp", "bền vững theo quy định; - Phối hợp", 1),
    ("CHK-01", "giúp đỡ các hộ nghèo. - Chủ trì", "giúp đỡ các hộ nghèo; - Chủ trì", 1),
    ("CHK-01", "Dự án 6 và Dự án 7. - Chủ trì", "Dự án 6 và Dự án 7; - Chủ trì", 1),
    ("CHK-01", "liên quan theo quy định. - Tổ chức", "liên quan theo quy định; - Tổ chức", 1),
    ("CHK-01", "kết quả thực hiện theo quy định. - Chủ trì", "kết quả thực hiện theo quy định; - Chủ trì", 1),
    ("CHK-01", "quyết định theo quy định. - Căn cứ", "quyết định theo quy định; - Căn cứ", 1),
    ("CHK-01", "trong khám, chữa bệnh. - Chủ trì", "trong khám, chữa bệnh; - Chủ trì", 1),
    ("CHK-01", "và “bảo hiểm y tế”. - Chủ trì", "và “bảo hiểm y tế”; - Chủ trì", 1),
    (
        "CHK-10",
        "đến cuối năm 2024 a)",
        "đến cuối năm 2024 Chỉ tiêu giao cho từng thôn tại Phụ lục I, bảng tổng hợp các chỉ tiêu tại "
        "Phụ lục II kèm theo Kế hoạch này; cụ thể như sau: a)",
        1,
    ),
    (
        "CHK-10, IRR-15",
        "3.230 triệu đồng IV.",
        "3.230 triệu đồng (chi tiết tại Phụ lục III kèm theo Kế hoạch này). IV.",
        1,
    ),
    (
        "CHK-10",
        "V. TỔ CHỨC THỰC HIỆN 1.",
        "V. TỔ CHỨC THỰC HIỆN Phân công chủ trì, phối hợp thực hiện các dự án và chỉ tiêu tại Phụ lục IV "
        "kèm theo Kế hoạch này; nhiệm vụ cụ thể như sau: 1.",
        1,
    ),
)  # fmt: skip

KEPT = (
    ("IRR-05", "Phát huy vai trò của Ủy ban Mặt trận Tổ quốc Việt Nam với các tổ chức chính trị - xã hội"),
    ("IRR-05", "9. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội phối hợp"),
    ("IRR-07", "phân công nhiệm vụ cho các thành viên Ban Chỉ đạo"),
    ("IRR-10", "xuống còn 0,79% theo chuẩn nghèo đa chiều giai đoạn 2022-2025; giảm tỷ lệ hộ nghèo đa chiều"),
    ("IRR-11", "Tỷ lệ hộ nghèo dân tộc thiểu số giảm trên 2%;"),
    ("IRR-12", "thu nhập bình quân đầu người của hộ nghèo tăng lên;"),
    ("IRR-13", "trong đó có bằng cấp, chứng chỉ đạt 11,7%"),
    ("IRR-16", "nhất là các xã có tỷ lệ hộ nghèo cao"),
    ("IRR-16", "hỗ trợ các xã đặc biệt khó khăn thoát khỏi tình trạng đặc biệt khó khăn"),
    ("IRR-21", "Đồng thời phối hợp với các Phòng, ban liên quan thực hiện các chỉ tiêu"),
)


@pytest.fixture(scope="module")
def blocks():
    plan = make_plan()
    return annual_plan.build(plan, make_facts(plan), sample=True).sections[0].blocks


@pytest.fixture(scope="module")
def printed(blocks):
    return " ".join(_words(block) for block in blocks if not isinstance(block, Letterhead | Signature))


def test_the_plan_is_the_reference_text_with_every_listed_correction_and_no_other(printed):
    expected = _raw()

    for code, before, after, times in MENDED:
        assert expected.count(before) == times, f"{code}: {before!r} is there {expected.count(before)} times"
        expected = expected.replace(before, after)

    assert printed.split() == expected.split()


@pytest.mark.parametrize("code, words", KEPT)
def test_what_only_the_officer_can_decide_stands_as_printed(printed, code, words):
    assert words in printed


def test_head_recipients_and_signature_follow_the_decree(blocks):
    head, signature = blocks[0], blocks[-1]

    assert head.agency == ("ỦY BAN NHÂN DÂN", "XÃ TRÀ LÂM")
    assert head.number is None and head.signed_on is None
    assert signature.authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert signature.recipient_lines == (
        "Phòng Lao động - Thương binh và Xã hội huyện;",
        "Thường trực Đảng ủy (b/c);",
        "Thường trực HĐND xã;",
        "CT, các PCT UBND xã;",
        "UBMTTQVN xã và các tổ chức chính trị - xã hội xã;",
        "Các công chức có liên quan của xã;",
        "Các thành viên Ban Chỉ đạo các Chương trình mục tiêu quốc gia xã giai đoạn 2021-2025;",
        "Trưởng 04 thôn;",
        "Lưu: VT, VHXH.",
    )


def _raw() -> str:
    """The reference text in one line, from its title to its last sentence."""
    text = " ".join(RAW.read_text(encoding="utf-8").split())
    return text[: re.search(r"Kế hoạch này\.\./\.", text).end()]


def _words(block) -> str:
    match block:
        case Title():
            return f"{block.kind} {block.subject}"
        case Heading() | Clause():
            return f"{block.number} {plain(block.text)}"
        case Point():
            return f"{block.letter} {plain(block.text)}"
        case ListItem():
            return f"{'-' if block.level == 1 else '+'} {plain(block.text)}"
        case Paragraph():
            return plain(block.text)
