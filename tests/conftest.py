"""What the tests share: a copy of the fictional site about lighthouse keepers."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from golden import FICTIONAL, Laying


@pytest.fixture
def lay(tmp_path: Path) -> Laying:
    """Copies the fictional site and lays files over it; gives the path of its `docs`."""

    def _lay(files: Mapping[str, str]) -> Path:
        docs = tmp_path / "docs"
        shutil.copytree(FICTIONAL, docs, dirs_exist_ok=True)
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return docs

    return _lay
