"""No paper of the catalogue goes against the rules of form that the program itself checks."""

import dataclasses
from datetime import date

import pytest

from povdesk import papers_catalogue
from povdesk.documents.blocks import Document, Letterhead, Paragraph, Section, Signature, Style, Table
from povdesk.documents.checks import check, unexplained_abbreviations
from povdesk.papers_catalogue import Frame
from povdesk.storage.plans import legal_acts
from tests.documents import papers
from tests.documents.catalogue import TODAY, Printed

CODES = [paper.code for paper in papers_catalogue.papers()]
DECREE = [paper.code for paper in papers_catalogue.papers() if paper.frame is Frame.DECREE]
EXPLAINED_ELSEWHERE = {"D01": "LĐTBXH"}
"""The plan explains it in the head of the role that bears it."""


def of(printed: dict[str, Printed], code: str) -> dict[str, Printed]:
    return {name: one for name, one in printed.items() if one.paper.code == code}


def papers_of(document: Document) -> list[Document]:
    """The document, or each of the certificates of a whole book, which have days of their own."""
    heads = [part for part in document.sections if isinstance(part.blocks[0], Letterhead)]
    if len(heads) < 2:
        return [document]
    return [dataclasses.replace(document, sections=(part,)) for part in heads]


def day_of(document: Document) -> date:
    heads = [block for part in document.sections for block in part.blocks if isinstance(block, Letterhead)]
    if not heads:
        return TODAY
    return heads[0].signed_on or min(TODAY, date(heads[0].year, 12, 31))


@pytest.mark.parametrize("code", CODES)
def test_a_paper_keeps_the_rules_of_form(code: str, printed: dict[str, Printed]) -> None:
    for name, one in of(printed, code).items():
        found = list(check(one.document, public=one.paper.public))
        for part in papers_of(one.document):
            found += [
                finding
                for finding in check(part, on=day_of(part), acts=legal_acts())
                if finding.code == "citation"
            ]

        assert [(finding.code, finding.message, finding.where) for finding in found] == [], name


@pytest.mark.parametrize("code", DECREE)
def test_short_forms_are_explained_where_they_first_stand(code: str, printed: dict[str, Printed]) -> None:
    for name, one in of(printed, code).items():
        found = [finding.message for finding in unexplained_abbreviations(one.document)]
        known = EXPLAINED_ELSEWHERE.get(code, "")
        assert [words for words in found if not known or f"«{known}»" not in words] == [], name


def messages(document: Document, **more: object) -> list[str]:
    return [finding.message for finding in check(document, **more)]  # type: ignore[arg-type]


def test_an_act_out_of_its_time_is_named_in_any_paper() -> None:
    basis = Paragraph("Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ", Style.LEGAL_BASIS)
    document = Document("Thử", (Section((basis,)),), sample=False)

    assert messages(document, on=date(2024, 3, 5), acts=legal_acts()) == []
    assert messages(document, on=date(2027, 3, 5), acts=legal_acts()) == [
        "Nghị định số 07/2021/NĐ-CP chỉ áp dụng đến 31/12/2026, trước ngày của văn bản. "
        "Nay là Nghị định số 351/2025/NĐ-CP."
    ]


@pytest.mark.parametrize(
    ("power", "signing", "wrong"),
    [
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TRÀ LÂM", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), True),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TRÀ LÂM", ("CHỦ TỊCH",), False),
        ("ỦY BAN NHÂN DÂN XÃ TRÀ LÂM", ("CHỦ TỊCH",), True),
        ("ỦY BAN NHÂN DÂN XÃ TRÀ LÂM", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), False),
    ],
)
def test_the_signature_is_of_the_power_named_at_the_top(
    power: str, signing: tuple[str, ...], wrong: bool
) -> None:
    blocks = (Paragraph(power, Style.CENTRED_BOLD), Paragraph("Nội dung"), Signature(signing, "Hồ Thị Lá"))

    found = messages(Document("Thử", (Section(blocks),), sample=False))

    assert bool([words for words in found if "TM." in words]) is wrong


@pytest.mark.parametrize("number", ["051324000123", "0912345678", "HN1234567890123"])
def test_a_number_of_a_person_in_a_public_paper_is_named(number: str) -> None:
    document = Document("Thử", (Section((Paragraph(f"Hộ ông Hồ Văn Sung, {number}"),)),), sample=False)

    assert messages(document) == []
    assert messages(document, public=True) == [
        f"Danh sách công khai không ghi số «{number}» (định danh, điện thoại, thẻ)."
    ]


def test_money_and_dates_in_a_public_paper_are_no_numbers_of_persons() -> None:
    text = "Tổng 1.251.670.000 đồng, 46/915 hộ, ngày 25/11/2024, số 0123/QĐ-UBND"

    assert messages(Document("Thử", (Section((Paragraph(text),)),), sample=False), public=True) == []


def test_a_form_number_is_no_decimal_point() -> None:
    text = "Tham chiếu Mẫu 7.1 và Mẫu số 7.10; tỷ lệ 7.15%"

    found = messages(Document("Thử", (Section((Paragraph(text),)),), sample=False))

    assert [words for words in found if "7.15" in words] and not [
        words for words in found if "«7.1»" in words
    ]


def test_papers_made_by_hand_pass_as_well() -> None:
    for document in (papers.decision(), papers.letter(), papers.minutes()):
        assert unexplained_abbreviations(document) == () or document.title == "Biên bản họp"


def words(printed: dict[str, Printed], code: str) -> str:
    """All paragraphs and items of the paper as it comes first in the catalogue."""
    one = next(iter(of(printed, code).values()))
    return "\n".join(
        block.text for part in one.document.sections for block in part.blocks if hasattr(block, "text")
    )


def test_the_posting_notice_names_the_same_days_as_the_minutes_of_its_end(
    printed: dict[str, Printed],
) -> None:
    notice = next(line for line in words(printed, "D16").split("\n") if line.startswith("Thời gian niêm yết"))
    minutes = next(
        line for line in words(printed, "D15-NY").split("\n") if line.startswith("Thời gian niêm yết")
    )

    assert notice == minutes


def test_a_decree_stands_before_a_decision_and_circulars_come_last(printed: dict[str, Printed]) -> None:
    for code in ("D08", "D09", "D17", "D18"):
        bases = [line for line in words(printed, code).split("\n") if line.startswith("Căn cứ ")]
        kinds = [
            kind
            for line in bases
            for kind in ("Nghị định", "Quyết định", "Thông tư")
            if line.startswith(f"Căn cứ {kind}")
        ]
        assert kinds == sorted(kinds, key=("Nghị định", "Quyết định", "Thông tư").index), code


def test_the_hamlets_minutes_bear_place_and_day_and_count_who_was_voted_on(
    printed: dict[str, Printed],
) -> None:
    held = []
    for one in of(printed, "D14").values():
        blocks = [block for part in one.document.sections for block in part.blocks]
        head = next(block for block in blocks if isinstance(block, Letterhead))
        table = next(block for block in blocks if isinstance(block, Table))
        lines = "\n".join(block.text for block in blocks if hasattr(block, "text"))
        assert head.place == head.agency[1].title().removeprefix("Thôn ")
        if head.signed_on is not None:
            held.append(head)
            assert f"/{len(table.rows):02} hộ trong danh sách" in lines

    assert held


def test_the_report_ends_with_one_mark(printed: dict[str, Printed]) -> None:
    assert ".)" not in words(printed, "D20")
