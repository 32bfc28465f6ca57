"""Files of others that become part of the site."""

import tomllib
from collections.abc import Iterator
from pathlib import Path


def published(folder: Path) -> Iterator[tuple[str, Path]]:
    """The path below `assets` and the file, for each package its manifest marks as published."""
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    for package in manifest["package"]:
        if package.get("published"):
            name = f"{package['name']}-{package['version']}"
            for path in sorted(package["files"]):
                file = folder / name / Path(path).name
                yield f"assets/third_party/{name}/{file.name}", file
