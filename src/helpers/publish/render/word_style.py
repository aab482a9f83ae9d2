"""The house style of the Word document, put into pandoc's own reference document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

NAVY, INK, GREY, RULE, LINK, MIST, WHITE = "12436D", "1D2733", "4A5663", "C9D1DA", "1A4F8B", "EEF3F8", "FFFFFF"
TYPEFACE = "Arial"


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def _fill(value: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{value}"/>'


def _space(before: int, after: int, line: int = 259) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _bar(value: str) -> str:
    return f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{value}"/></w:pBdr>'


BOLD, KEEP, INSET = "<w:b/><w:bCs/>", "<w:keepNext/><w:keepLines/>", '<w:ind w:left="200"/>'
BANNER = "<w:keepNext/>" + _fill(NAVY)
FOOT = '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'


@dataclass(frozen=True)
class Style:
    """A Word style: what it is called, and the properties of its paragraphs (in the schema's order) and its letters."""

    name: str
    paragraph: str = ""
    letters: str = ""
    based_on: str = "Normal"
    kind: str = "paragraph"

    @property
    def id(self) -> str:
        """What paragraphs call the style; Word's own names are spelt as Word spells them."""
        return self.name.title().replace(" ", "").replace("Toc", "TOC")

    def xml(self) -> str:
        """The style as an element of `styles.xml`."""
        paragraph = f"<w:pPr>{self.paragraph}</w:pPr>" if self.kind == "paragraph" else ""
        based_on = f'<w:basedOn w:val="{self.based_on}"/>' if self.name != "Normal" else ""
        default = ' w:default="1"' if self.name == "Normal" else ""
        return (
            f'<w:style w:type="{self.kind}"{default} w:styleId="{self.id}"><w:name w:val="{self.name}"/>{based_on}'
            f"<w:qFormat/>{paragraph}<w:rPr>{self.letters}</w:rPr></w:style>"
        )


def _heading(level: int, points: float, before: int, after: int) -> Style:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return Style(f"heading {level}", KEEP + _space(before, after) + outline, BOLD + _colour(NAVY) + _size(points))


def _status(name: str, text: str, background: str) -> Style:
    letters = BOLD + _colour(text) + _fill(background)
    return Style(f"Status {name}", letters=letters, based_on=LETTERS, kind="character")


LETTERS = "DefaultParagraphFont"
STYLES = (
    Style("Normal", _space(0, 100, 250), _colour(INK) + _size(10)),
    Style("Body Text", _space(80, 80, 250)),
    Style("First Paragraph", _space(80, 80, 250), based_on="BodyText"),
    Style("Compact", _space(10, 10, 240), _size(8.5), "BodyText"),
    Style("Bullet", _space(20, 20, 245), based_on="BodyText"),
    Style("Row Heading", letters=BOLD, based_on="Compact"),
    _heading(1, 20, 320, 160),
    _heading(2, 15, 200, 80),
    _heading(3, 11.5, 140, 50),
    _heading(4, 10.5, 160, 60),
    Style("Cover Council", BANNER + _space(0, 0, 420), BOLD + _colour(WHITE) + _size(12)),
    Style("Title", BANNER + _space(0, 0), BOLD + _colour(WHITE) + _size(26)),
    Style("Subtitle", BANNER + _space(0, 0, 360), _colour(WHITE) + _size(13)),
    Style("Cover Committee", BANNER + _space(0, 0), BOLD + _colour(WHITE) + _size(11)),
    Style("Cover Meeting", _fill(NAVY) + _space(0, 240, 420), _colour(WHITE) + _size(11)),
    Style("Notice", _bar("B36B00") + _fill("FDF4E3") + _space(120, 240) + INSET),
    Style("Contents Heading", KEEP + _space(240, 120), BOLD + _colour(NAVY) + _size(14)),
    Style("toc 1", _space(120, 40), BOLD),
    Style("toc 2", _space(20, 40) + '<w:ind w:left="280"/>'),
    Style("Lead", _space(60, 180), _size(12)),
    Style("Indicator Line", KEEP + _space(40, 100), _colour(GREY)),
    Style("Status Reason", _bar(NAVY) + _space(60, 100) + INSET),
    Style("Small", _space(20, 60), _size(8.5)),
    Style("Keep", KEEP),
    Style("Card", _bar(NAVY) + _fill(MIST) + _space(0, 60, 300) + INSET),
    Style("Card Figure", letters=BOLD + _colour(NAVY) + _size(18), based_on=LETTERS, kind="character"),
    Style("Callout Title", KEEP + _bar(NAVY) + _fill(MIST) + _space(120, 0, 270) + INSET, BOLD + _colour(NAVY)),
    Style("Callout", _bar(NAVY) + _fill(MIST) + _space(0, 0, 255) + INSET),
    Style("Captioned Figure", "<w:keepNext/>" + _space(100, 20, 240)),
    Style("Image Caption", _space(0, 100), _colour(GREY) + _size(9)),
    Style("Table Caption", KEEP + _space(120, 60), _colour(GREY) + _size(9)),
    Style("header", _space(0, 0), BOLD + _colour("A3211A") + _size(10)),
    Style("footer", FOOT + _space(0, 0), _colour(GREY) + _size(8.5)),
    Style("Shorthand", letters=_colour(GREY) + _size(9), based_on=LETTERS, kind="character"),
    Style("Hyperlink", letters=_colour(LINK) + '<w:u w:val="single"/>', based_on=LETTERS, kind="character"),
    _status("Red", WHITE, "B3261E"),
    _status("Amber", INK, "FFBF47"),
    _status("Green", WHITE, "1B7F3B"),
    _status("Blue", WHITE, "1D5FA8"),
    _status("Grey", INK, "E3E7EB"),
)
LINE = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:qFormat/><w:tblPr>'
    f"<w:tblBorders><w:bottom {LINE}/><w:insideH {LINE}/></w:tblBorders>"
    '<w:tblCellMar><w:top w:w="24" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="24" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:rPr>{BOLD}{_colour(NAVY)}</w:rPr><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{NAVY}"/></w:tcBorders>{_fill(MIST)}'
    f'<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    f'<w:tblStylePr w:type="firstCol"><w:rPr>{BOLD}</w:rPr></w:tblStylePr></w:style>'
)
DEFAULTS = (
    f'<w:rFonts w:ascii="{TYPEFACE}" w:hAnsi="{TYPEFACE}" w:eastAsia="{TYPEFACE}" w:cs="{TYPEFACE}"/>{_size(10.5)}'
    '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
PAGE = (
    '<w:sectPr>{header}<w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)


def house(parts: Mapping[str, bytes], footer: str, header: str = "") -> dict[str, bytes]:
    """The parts of pandoc's reference document, restyled, on A4, with `footer` and the page number at the foot.

    `header` stands at the head of every page; without one there is no head.
    """
    kinds = ("header", "footer") if header else ("footer",)
    page = PAGE.replace("{header}", '<w:headerReference w:type="default" r:id="rIdHeader"/>' if header else "")
    styled = {
        "word/styles.xml": _styles(parts["word/styles.xml"].decode()),
        "word/settings.xml": parts["word/settings.xml"].decode().replace("en-US", "en-GB"),
        "word/document.xml": re.sub(
            r"<w:sectPr\b.*?</w:sectPr>", page, parts["word/document.xml"].decode(), flags=re.DOTALL
        ),
        "word/footer1.xml": _footer(footer),
        **({"word/header1.xml": _header(header)} if header else {}),
        "word/_rels/document.xml.rels": _before(
            parts["word/_rels/document.xml.rels"].decode(), "</Relationships>", "".join(map(_relation, kinds))
        ),
        "[Content_Types].xml": _before(
            parts["[Content_Types].xml"].decode(), "</Types>", "".join(map(_part_type, kinds))
        ),
    }
    return {**parts, **{name: text.encode() for name, text in styled.items()}}


def _relation(kind: str) -> str:
    return f'<Relationship Id="rId{kind.title()}" Type="{OFFICE}/{kind}" Target="{kind}1.xml"/>'


def _part_type(kind: str) -> str:
    return f'<Override PartName="/word/{kind}1.xml" ContentType="{PART_TYPE.format(kind=kind)}"/>'


def _styles(xml: str) -> str:
    ours = {style.id for style in STYLES} | {"Table"}
    xml = re.sub(r"(<w:rPrDefault>\s*<w:rPr>).*?(</w:rPr>)", rf"\g<1>{DEFAULTS}\g<2>", xml, flags=re.DOTALL)
    xml = re.sub(
        r'<w:style\b[^>]*w:styleId="([^"]*)".*?</w:style>',
        lambda found: "" if found[1] in ours else found[0],
        xml,
        flags=re.DOTALL,
    )
    return _before(xml, "</w:styles>", "".join(style.xml() for style in STYLES) + TABLE)


def _footer(text: str) -> str:
    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    line = f"{_run(text)}<w:r><w:tab/></w:r>{_run('Page ')}{field('PAGE')}{_run(' of ')}{field('NUMPAGES')}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:ftr xmlns:w="{WORDS}">'
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{line}</w:p></w:ftr>'
    )


def _header(text: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:hdr xmlns:w="{WORDS}">'
        f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_run(text)}</w:p></w:hdr>'
    )


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _before(xml: str, mark: str, addition: str) -> str:
    return xml.replace(mark, addition + mark)
