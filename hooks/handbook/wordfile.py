"""A description as a Word file: python-docx makes everything but the body, once for all documents.

The look lies in styles alone, so the builder can put another body into a file in the browser.
"""

import io
import zipfile
from collections.abc import Mapping
from functools import cache, lru_cache

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from handbook.blocks import Description
from handbook.wordbody import BLANK, CELL, CELL_HEAD, CLAUSE, POINT, SIGNED, TEXT, body, xml_text

FONT = "Calibri"
INK = RGBColor(0x1F, 0x1F, 0x1F)
LINES = RGBColor(0x8C, 0x8C, 0x8C)
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
FAINT = RGBColor(0x59, 0x59, 0x59)
Parts = Mapping[str, bytes]  # of a Word file, by their names

AUTHOR = "The Internet Marketer Handbook"
# Zip files know no earlier day; the real one would make equal documents differ.
DAY = (1980, 1, 1, 0, 0, 0)
NUMBERING = 1
DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
# What python-docx's template brings along: a picture of an empty page, styles of 2010.
NEEDLESS = ("/thumbnail", "/stylesWithEffects", "/customXml")
NO_TITLE = b"(title)"
OWN_STYLES = (TEXT, CLAUSE, POINT, CELL, CELL_HEAD, SIGNED, BLANK)
STYLES = (
    *("Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"),
    *("Title", "Heading 1", "Heading 2", "Footer", *OWN_STYLES),
)


@lru_cache(maxsize=500)
def word_file(description: Description) -> bytes:
    """The document as the bytes of a .docx file, the same for the same description."""
    parts = dict(_styled())
    document = parts[DOCUMENT].decode()
    before, _, after = document.partition("<w:body>")
    section = after[after.index("<w:sectPr") :]
    parts[DOCUMENT] = f"{before}<w:body>{body(description)}{section}".encode()
    parts[PROPERTIES] = parts[PROPERTIES].replace(NO_TITLE, xml_text(description.name).encode())
    return _packed(parts)


@cache
def _styled() -> Parts:
    """The parts of an empty document with page, footer, styles and numbering, by their names."""
    word = Document()
    section = word.sections[0]
    # A4; what hangs on its width is relative, so Letter does as well.
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    _add_footer(section.footer.paragraphs[0])
    _add_numbering(word)
    _set_styles(word)
    properties = word.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = "en-US"
    properties.comments = ""
    for name in ("created", "modified"):
        element = properties._element.find(qn(f"dcterms:{name}"))
        if element is not None:
            properties._element.remove(element)
    properties.title = NO_TITLE.decode()
    for relations in (word.part.rels, word.part.package.rels):
        for id in [id for id, one in relations.items() if one.reltype.endswith(NEEDLESS)]:
            del relations[id]
    saved = io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as file:
        return {name: file.read(name) for name in file.namelist()}


def _set_styles(word: WordDocument) -> None:
    _style(word, "Normal", 10.5, after=4)
    _style(word, "Title", 20, after=10, bold=True)
    for name, level in (("Heading 1", 0), ("Heading 2", None)):
        style = _style(word, name, 12.5, before=14, after=4, bold=True, level=level)
        style.paragraph_format.keep_with_next = True
    _style(word, TEXT, 10.5, after=4)
    _style(word, CLAUSE, 10.5, after=4, level=1)
    _style(word, POINT, 10.5, after=2, level=2)
    _style(word, CELL, 9.5, before=2, after=2)
    _style(word, CELL_HEAD, 9.5, before=2, after=2, bold=True)
    _style(word, SIGNED, 9.5, before=8, after=8)
    for name in (CELL_HEAD, SIGNED):  # signatures stay on one page
        word.styles[name].paragraph_format.keep_with_next = True
    _style(word, "Footer", 8.5).font.color.rgb = FAINT
    word.styles.add_style(BLANK, WD_STYLE_TYPE.CHARACTER).font.color.rgb = FAINT
    for line in word.styles["Table Grid"].element.iter(*(qn(f"w:{side}") for side in SIDES)):
        line.set(qn("w:color"), str(LINES))
    # python-docx looks through all styles for each paragraph, and a reader's list shows them all.
    for style in [one for one in word.styles if one.name not in STYLES]:
        style.delete()
    for link in list(word.styles.element.iter(qn("w:link"))):  # to styles that are gone
        link.getparent().remove(link)


def _style(
    word: WordDocument,
    name: str,
    size: float,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    level: int | None = None,
) -> ParagraphStyle:
    """A paragraph style, made when the template has none of this name; sizes in points."""
    found = word.styles
    style: ParagraphStyle = (
        found[name] if name in found else found.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    element = style.element
    properties = element.get_or_add_rPr()
    properties.clear()
    for border in element.get_or_add_pPr().findall(qn("w:pBdr")):
        element.pPr.remove(border)
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = INK
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    paragraph.widow_control = True
    style.quick_style = True
    if level is not None:
        numbered = element.pPr.get_or_add_numPr()
        numbered.get_or_add_ilvl().val = level
        numbered.get_or_add_numId().val = NUMBERING
    return style


# A part is counted 1., its clauses 1.1., the points below them have a dash.
LEVELS = (
    ("decimal", "%1.", "Heading1", 0, 425),
    ("decimal", "%1.%2.", CLAUSE, 0, 567),
    ("bullet", "–", POINT, 567, 284),
)


def _add_numbering(word: WordDocument) -> None:
    """One list over all three levels, tied to the styles: a clause is counted because it is one."""
    levels = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left + hanging}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        for number, (kind, text, style, left, hanging) in enumerate(LEVELS)
    )
    numbering = word.part.numbering_part.element
    for other in list(numbering):  # of the template, for styles that are deleted
        numbering.remove(other)
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERING}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{NUMBERING}">'
            f'<w:abstractNumId w:val="{NUMBERING}"/></w:num>'
        )
    )


def _add_footer(paragraph: Paragraph) -> None:
    for text, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(text)
        paragraph._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr="{field}">'
                "<w:r><w:t>1</w:t></w:r></w:fldSimple>"
            )
        )


def _packed(parts: Parts) -> bytes:
    """The file of these parts, with the same day on each."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
