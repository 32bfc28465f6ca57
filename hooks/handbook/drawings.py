"""Drawings in `docs/assets`: plain shapes, since an SVG can also carry programs and fetch files."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from handbook.problems import Problem, short

ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "clipPath", "mask"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("linearGradient", "radialGradient", "stop", "pattern", "marker"),
    )
)
OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#)|^\s*(?:javascript|data|vbscript):", re.IGNORECASE)


def problems_of(text: str, path: str) -> list[Problem]:
    """What a drawing holds beside shapes, words and references to its own parts."""
    found: list[Problem] = []
    parser = expat.ParserCreate()

    def note(message: str) -> None:
        found.append(Problem(path, parser.CurrentLineNumber, "", message))

    def element(name: str, attributes: Mapping[str, str]) -> None:
        if name not in ELEMENTS:
            note(f"has the element <{short(name)}>; a drawing holds shapes and text, delete it")
        for attribute, value in attributes.items():
            if wrong := _wrong_with(attribute, value):
                note(f'has the attribute {short(attribute)}="{short(value)}", which {wrong}')

    def declaration(*_: object) -> None:
        # Entities could make a small file a giant one, so nothing behind this is read.
        raise _Declares

    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = declaration
    parser.ProcessingInstructionHandler = lambda *_: note("gives an instruction; delete <?...?>")
    try:
        parser.Parse(text, True)
    except _Declares:
        note("declares a document type; delete <!DOCTYPE ...>")
    except expat.ExpatError as error:
        note(f"is no well-formed drawing ({expat.ErrorString(error.code)}); export it anew")
    return found


class _Declares(Exception):
    """Leaves the parser at a declaration."""


def _wrong_with(name: str, value: str) -> str:
    if name.lower().startswith("on"):
        return "runs a program; delete it"
    if name.rpartition(":")[2] == "href" and not value.startswith("#"):
        return "leads out of the drawing; delete it"
    if OUTSIDE.search(value):
        return "fetches something from outside; delete it"
    return ""
