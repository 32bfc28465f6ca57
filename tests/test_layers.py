"""The one arrow: records, model, rendering, wiring, MkDocs. Nobody looks back."""

import ast
from pathlib import Path

import pytest

HOOKS = Path(__file__).parent.parent / "hooks"
READING = {
    "addresses",
    "csvrows",
    "drawings",
    "files",
    "frontmatter",
    "library",
    "loading",
    "model",
    "parsing",
    "plainyaml",
    "problems",
    "reading",
    "values",
}
MEANING = {
    "bodies",
    "consistency",
    "blocks",
    "dates",
    "descriptions",
    "elements",
    "forms",
    "formulas",
    "known",
    "metrics",
    "profession",
    "responsibility",
    "rules",
    "safety",
    "terms",
    "wording",
    "work",
}


def imports(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{name.name}" for name in node.names}
    return names


@pytest.mark.parametrize("file", sorted(HOOKS.rglob("*.py")), ids=lambda file: file.name)
def test_only_the_wiring_imports_mkdocs(file: Path) -> None:
    uses_mkdocs = any(name.split(".")[0] in ("mkdocs", "material") for name in imports(file))
    assert uses_mkdocs == (file.name == "wiring.py")


@pytest.mark.parametrize("name", sorted(READING | MEANING))
def test_records_and_rules_know_nothing_of_pages(name: str) -> None:
    allowed = READING | (MEANING if name in MEANING else set())
    used = {
        part
        for full in imports(HOOKS / "handbook" / f"{name}.py")
        if full.startswith("handbook")
        for part in full.split(".")[1:2]
    }
    assert {part for part in used if (HOOKS / "handbook" / f"{part}.py").exists()} <= allowed
