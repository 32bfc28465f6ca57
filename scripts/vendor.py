"""Fetch the released files of others that lie in third_party/, or compare them with the list.

python3 scripts/vendor.py            fetch what third_party/manifest.toml names, with npm
python3 scripts/vendor.py --check    compare what lies there with the list; needs no network
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

THIRD_PARTY = Path(__file__).resolve().parent.parent / "third_party"
MANIFEST = THIRD_PARTY / "manifest.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    npm: str
    version: str
    folder: Path
    files: dict[str, str]  # path in the package -> SHA-256

    def target(self, path: str) -> Path:
        return self.folder / Path(path).name


def packages() -> list[Package]:
    entries = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["package"]
    return [
        Package(
            npm=entry["npm"],
            version=entry["version"],
            folder=THIRD_PARTY / f"{entry['name']}-{entry['version']}",
            files=entry["files"],
        )
        for entry in entries
    ]


def differences(wanted: list[Package]) -> Iterator[str]:
    """Each listed file is there with its checksum, and nothing else is."""
    listed = {MANIFEST}
    for package in wanted:
        for path, checksum in package.files.items():
            target = package.target(path)
            listed.add(target)
            if not target.is_file():
                yield f"{shown(target)}: missing"
            elif sha256(target.read_bytes()) != checksum:
                yield f"{shown(target)}: differs from the released file"
    for found in sorted(THIRD_PARTY.rglob("*")):
        if found.is_file() and found not in listed:
            yield f"{shown(found)}: not in {MANIFEST.name}"


def fetch(package: Package) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{package.npm}@{package.version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive = next(Path(folder).glob("*.tgz"))
        package.folder.mkdir(parents=True, exist_ok=True)
        for path, content in contents(archive, package.files):
            # Written only when it is what the list says: a release never changes under its number.
            if sha256(content) != package.files[path]:
                raise SystemExit(f"{package.npm} {path}: got SHA-256 {sha256(content)}")
            package.target(path).write_bytes(content)


def contents(archive: Path, paths: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive) as tar:
        for path in paths:
            member = tar.extractfile(f"package/{path}")
            if member is None:
                raise SystemExit(f"{archive.name}: {path} is not a file")
            yield path, member.read()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def shown(path: Path) -> str:
    return path.relative_to(THIRD_PARTY.parent).as_posix()


def main() -> int:
    parser = argparse.ArgumentParser(description="Files of others in third_party/.")
    parser.add_argument("--check", action="store_true", help="only compare, without network")
    only_check: bool = parser.parse_args().check
    wanted = packages()
    if not only_check:
        for package in wanted:
            print(f"{package.npm} {package.version}")
            fetch(package)
    problems = list(differences(wanted))
    print("\n".join(problems) if problems else "third_party: as listed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
