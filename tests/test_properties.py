"""What holds for every input: the reader never breaks, the linker never changes a text."""

import io
import random
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from handbook.frontmatter import Document, read_document
from handbook.linking import TermLinks
from handbook.loading import load
from handbook.problems import Unreadable
from handbook.reading import read_text
from handbook.rules import check
from handbook.terms import Form, Glossary

FORMS = [
    Form("lamp", "lamp"),
    Form("lamps", "lamp"),
    Form("great lamp", "great-lamp"),
    Form("BR", "beam-range", exact=True),
    Form("A/B test", "ab-test", exact=True),
    Form("C+", "c", exact=True),
    Form("C++", "cpp", exact=True),
]
WORDS = st.sampled_from(
    [form.text for form in FORMS]
    + ["Lamp's", "the", "*lamp*", "`lamp`", "[lamp](x)", "&amp;", "\n"]
)
SENTENCES = st.lists(WORDS | st.text("aA /+-_\u00ad\u00a0\u2011.'", max_size=6), max_size=30)
FENCED = st.text(max_size=200).map(lambda text: f"---\n{text}\n---\nbody")


def rendered(text: str, forms: list[Form]) -> str:
    links = TermLinks(Glossary.of(forms), {form.term: "…" for form in forms}, str)
    return Markdown(extensions=["tables", "footnotes", links]).convert(text)


def without_term_links(html: str) -> str:
    return re.sub(r'<a class="hb-term"[^>]*>(.*?)</a>', r"\1", html, flags=re.DOTALL)


@given(SENTENCES)
def test_links_leave_the_text_as_it_was(words: list[str]) -> None:
    text = " ".join(words)
    assert without_term_links(rendered(text, FORMS)) == rendered(text, [])


@given(SENTENCES, st.randoms())
def test_the_order_of_forms_makes_no_difference(words: list[str], chance: random.Random) -> None:
    text = " ".join(words)
    shuffled = list(FORMS)
    chance.shuffle(shuffled)
    assert rendered(text, shuffled) == rendered(text, FORMS)


@given(SENTENCES)
def test_no_link_stands_in_code_or_in_a_link(words: list[str]) -> None:
    html = rendered(" ".join(words), FORMS)
    assert not re.search(r"<(a|code)\b[^>]*>(?:(?!</\1>).)*<a class=\"hb-term\"", html, re.DOTALL)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    _read(raw)


@given(FENCED)
def test_no_front_matter_breaks_the_reader(text: str) -> None:
    _read(text.encode("utf-8", errors="surrogatepass"))


def _read(raw: bytes) -> None:
    file = _Bytes(raw)
    try:
        document = read_document(read_text(file, "docs/x.md"), "docs/x.md")  # type: ignore[arg-type]
    except Unreadable as error:
        assert error.problems
        assert all("\n" not in str(problem) and problem.line >= 1 for problem in error.problems)
    else:
        assert isinstance(document, Document)


class _Bytes:
    """A file that is nothing but its bytes."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def open(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self.raw)


def test_our_own_docs_have_no_problems() -> None:
    docs = Path(__file__).parent.parent / "docs"
    assert check(load(docs)) == []
