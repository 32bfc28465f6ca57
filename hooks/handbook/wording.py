"""Rules on how pages are worded."""

import re
from collections.abc import Callable, Iterator

from handbook import bodies
from handbook.library import Library
from handbook.problems import Problem, short

SHORTEST = 8
SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?![\s\"”’)*_[]|$))+")
MARKS = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[^\w\s'’-]")


def sentences_stand_once(library: Library) -> Iterator[Problem]:
    """No two pages share a sentence of eight words or more; headings and tables may be alike."""
    first: dict[str, str] = {}
    for _, document in sorted(library.pages(), key=lambda page: page[1].path):
        for block in bodies.blocks(document):
            if block.text.startswith(("#", "|", "<!--")):
                continue
            for found in SENTENCE.finditer(block.text):
                words = MARKS.sub("", found[0]).lower().split()
                if len(words) < SHORTEST:
                    continue
                path = first.setdefault(" ".join(words), document.path)
                if path != document.path:
                    line = block.line + block.text.count("\n", 0, found.start())
                    message = f'"{short(found[0].strip())}" stands in {path} too; say it once'
                    yield document.problem_in_body(line, message)


RULES: tuple[Callable[[Library], Iterator[Problem]], ...] = (sentences_stand_once,)
