"""The Word styles of a paper: real headings, body, lists with "-" and "+", all in Times New Roman."""

from dataclasses import dataclass
from typing import Any

from .styles import POINTS_PER_MM, layout

FONT = "Times New Roman"
LIST_NUMBERING = 9


@dataclass(frozen=True)
class WordStyle:
    """One paragraph style; lengths in points."""

    style_id: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    indent: float = 0
    before: float = 0
    after: float = 0
    leading: float | None = None
    """At least so high; single spacing when None."""
    keep_next: bool = False
    outline: int | None = None
    list_level: int | None = None


def paper_styles() -> tuple[WordStyle, ...]:
    """All styles of papers, from the layout's sizes."""
    body, heads, title = layout().body, layout().letterhead, layout().title
    annex, table, signing, lists = layout().appendix, layout().table, layout().signature, layout().list
    indent = body.indent * POINTS_PER_MM
    running: dict[str, Any] = {
        "size": body.size,
        "indent": indent,
        "after": body.after,
        "leading": body.leading,
    }
    heading: dict[str, Any] = {**running, "keep_next": True, "before": body.heading_before}
    made = [
        WordStyle("BodyText", "Body Text", align="both", **running),
        WordStyle("LegalBasis", "Căn cứ", italic=True, align="both", **running),
        WordStyle("Centred", "Dòng giữa", body.size, align="center", after=body.after, leading=body.leading),
        WordStyle(
            "CentredBold",
            "Dòng giữa đậm",
            body.size,
            True,
            align="center",
            after=body.after,
            leading=body.leading,
        ),
        WordStyle("Note", "Ghi chú bảng", body.note_size, italic=True, after=body.after),
        WordStyle("ClosingMark", "Dấu kết thúc", body.size, align="right", after=body.after),
        WordStyle("Addressee", "Kính gửi", body.size, after=body.after, leading=body.leading),
        WordStyle("Clause", "Khoản", align="both", **running),
        WordStyle("Point", "Điểm", align="both", **running),
        WordStyle("Heading1", "heading 1", bold=True, outline=0, **heading),
        WordStyle("Heading2", "heading 2", bold=True, outline=1, **heading),
        WordStyle("Heading3", "heading 3", outline=2, **heading),
        WordStyle("ListBullet", "List Bullet", align="both", list_level=0, **running),
        WordStyle("ListBullet2", "List Bullet 2", align="both", list_level=1, **running),
        WordStyle(
            "Title", "Title", title.kind_size, True, align="center", leading=title.leading, keep_next=True
        ),
        WordStyle(
            "Subtitle",
            "Subtitle",
            title.subject_size,
            True,
            align="center",
            leading=title.leading,
            keep_next=True,
        ),
        WordStyle("AnnexTitle", "Tên phụ lục", annex.title_size, True, align="center", keep_next=True),
        WordStyle(
            "AnnexReference",
            "Dòng kèm theo",
            annex.reference_size,
            italic=True,
            align="center",
            keep_next=True,
        ),
        WordStyle("AgencyUpper", "Cơ quan chủ quản", heads.agency_upper_size, align="center"),
        WordStyle("Agency", "Cơ quan ban hành", heads.agency_size, True, align="center"),
        WordStyle("Nation", "Quốc hiệu", heads.nation_size, True, align="center"),
        WordStyle("Motto", "Tiêu ngữ", heads.motto_size, True, align="center"),
        WordStyle("Symbol", "Số ký hiệu", heads.symbol_size, align="center"),
        WordStyle("Regarding", "Về việc", heads.regarding_size, align="center", before=heads.regarding_gap),
        WordStyle("PlaceDate", "Địa danh ngày tháng", heads.date_size, italic=True, align="center"),
        WordStyle("TableText", "Chữ trong bảng", table.size),
        WordStyle("TableUnit", "Đơn vị tính", table.unit_size, italic=True, align="right", keep_next=True),
        WordStyle("RecipientsTitle", "Nơi nhận", signing.recipients_title_size, True, True, keep_next=True),
        WordStyle("Recipients", "Danh sách nơi nhận", signing.recipients_size, keep_next=True),
        WordStyle(
            "Authority", "Quyền hạn chức vụ", signing.authority_size, True, align="center", keep_next=True
        ),
        WordStyle(
            "SigningNote", "Ghi chú chữ ký", signing.note_size, italic=True, align="center", keep_next=True
        ),
        WordStyle("Signer", "Họ tên người ký", signing.name_size, True, align="center"),
        WordStyle("Rule", "Đường kẻ", 2, align="center"),
        WordStyle("Gap", "Khoảng trống", 1),
        WordStyle("ListTitle", "Tên danh sách", lists.title_size, True, align="center"),
        WordStyle("ListDetail", "Chi tiết danh sách", lists.detail_size, italic=True, align="center"),
        WordStyle("ListAgency", "Đơn vị lập danh sách", lists.detail_size, True),
        WordStyle("PageHeader", "Đầu trang", layout().page.number_size),
    ]
    return tuple(made)


def apply(document: Any) -> None:  # a python-docx Document, untyped
    """Replace the template's styles by the paper's and set the document's defaults."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    styles = document.styles.element
    own = {style.style_id for style in paper_styles()} | {"Normal"}
    for element in list(styles.findall(qn("w:style"))):
        if element.get(qn("w:styleId")) in own:
            styles.remove(element)
        else:
            # The template's own lists are taken out below; nothing may point at them.
            for listing in list(element.iter(qn("w:numPr"))):
                listing.getparent().remove(listing)
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is not None:
        styles.remove(defaults)
    styles.insert(0, parse_xml(_defaults(nsdecls("w"))))
    styles.append(parse_xml(_normal(nsdecls("w"))))
    for style in paper_styles():
        styles.append(parse_xml(_xml(style, nsdecls("w"))))
    _add_list_numbering(document)


def fonts_xml() -> str:
    """Every script of a run in the same family."""
    return (
        "<w:rFonts " + " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"
    )


def _defaults(namespaces: str) -> str:
    size = half_points(layout().body.size)
    return (
        f"<w:docDefaults {namespaces}><w:rPrDefault><w:rPr>{fonts_xml()}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _normal(namespaces: str) -> str:
    return (
        f'<w:style {namespaces} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr><w:widowControl/></w:pPr><w:rPr>{fonts_xml()}</w:rPr></w:style>"
    )


def _xml(style: WordStyle, namespaces: str) -> str:
    custom = "" if style.name.isascii() else ' w:customStyle="1"'
    properties = "<w:keepNext/>" if style.keep_next else ""
    properties += "<w:widowControl/>"
    if style.list_level is not None:
        properties += (
            f'<w:numPr><w:ilvl w:val="{style.list_level}"/><w:numId w:val="{LIST_NUMBERING}"/></w:numPr>'
        )
    line = f' w:line="{twips(style.leading)}" w:lineRule="atLeast"' if style.leading else ""
    properties += f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}"{line}/>'
    if style.list_level is None:
        properties += f'<w:ind w:left="0" w:firstLine="{twips(style.indent)}"/>'
    properties += f'<w:jc w:val="{style.align}"/>'
    if style.outline is not None:
        properties += f'<w:outlineLvl w:val="{style.outline}"/>'
    face = ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "")
    size = half_points(style.size)
    return (
        f'<w:style {namespaces} w:type="paragraph"{custom} w:styleId="{style.style_id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr>"
        f'<w:rPr>{fonts_xml()}{face}<w:color w:val="000000"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
    )


def _add_list_numbering(document: Any) -> None:
    """ "-" and "+" as one two-level list; they start at the first-line indent like all text."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    indent = twips(layout().body.indent * POINTS_PER_MM)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr><w:rPr>{fonts_xml()}</w:rPr></w:lvl>'
        for level, (style, mark) in enumerate((("ListBullet", "-"), ("ListBullet2", "+")))
    )
    numbering = document.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    numbering.append(
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{LIST_NUMBERING}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
    )
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{LIST_NUMBERING}">'
            f'<w:abstractNumId w:val="{LIST_NUMBERING}"/></w:num>'
        )
    )


def twips(points: float) -> int:
    return round(points * 20)


def half_points(points: float) -> int:
    return round(points * 2)
