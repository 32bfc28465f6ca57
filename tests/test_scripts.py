"""The scripts that make the environment, serve the site and run the checks."""

import ast
import os
import runpy
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import audit
import check
import environment
import serve
import test as checks
from golden import FICTIONAL

SCRIPTS = Path(environment.__file__).parent


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the scripts announce."""
    lines: list[str] = []
    monkeypatch.setattr(environment, "say", lines.append)
    return lines


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two lock files and a `.venv` that nothing was installed into."""
    venv = tmp_path / ".venv"
    for folder in (venv, tmp_path / "locks"):
        folder.mkdir()
    for lock in ("site", "test"):
        (tmp_path / "locks" / f"{lock}.txt").write_text(f"{lock}==1\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "made-from")
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    return tmp_path


@pytest.fixture
def steps(root: Path, said: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were run to make the environment; all succeed."""
    commands: list[str] = []

    def attempt(command: list[str | Path]) -> bool:
        commands.append(str(command[2]))
        return True

    monkeypatch.setattr(environment, "attempt", attempt)
    packages = root / ".venv" / "packages"
    packages.mkdir()
    monkeypatch.setattr(environment.sysconfig, "get_path", lambda *_: str(packages))
    return commands


@pytest.mark.parametrize("script", ["environment", "serve", "test", "check"])
def test_an_old_python_can_read_the_scripts_as_far_as_the_line_that_says_so(script: str) -> None:
    ast.parse((SCRIPTS / f"{script}.py").read_text("utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        runpy.run_path(str(SCRIPTS / "environment.py"))


def test_a_fresh_environment_is_made_once(steps: list[str]) -> None:
    environment.make("site")
    assert steps == ["venv", "pip"]
    environment.make("site")
    assert steps == ["venv", "pip"]


def test_the_theme_is_silent_in_a_fresh_environment(steps: list[str], root: Path) -> None:
    environment.make("site")
    switch = (root / ".venv" / "packages" / "quiet_theme.pth").read_text()
    assert "NO_MKDOCS_2_WARNING" in switch


def test_the_test_lock_brings_all_that_the_site_needs_but_not_the_reverse(steps: list[str]) -> None:
    environment.make("test")
    assert environment.is_ready("site")
    steps.clear()
    environment.STAMP.unlink()
    environment.make("site")
    assert not environment.is_ready("test")


def test_a_changed_lock_is_installed_into_the_environment_there_is(
    steps: list[str], root: Path
) -> None:
    environment.make("site")
    steps.clear()
    (root / "locks" / "site.txt").write_text("site==2\n")
    environment.make("site")
    assert steps == ["pip"]


def test_other_line_ends_do_not_change_a_lock(steps: list[str], root: Path) -> None:
    environment.make("site")
    (root / "locks" / "site.txt").write_bytes(b"site==1\r\n")
    assert environment.is_ready("site")


@pytest.mark.parametrize("name", ["VENV", "PYTHON"])
def test_an_environment_that_moved_or_lost_its_python_is_made_anew(
    steps: list[str], root: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    environment.make("site")
    steps.clear()
    monkeypatch.setattr(environment, name, root / "elsewhere")
    environment.make("site")
    assert steps == ["venv", "pip"]


def test_what_pip_left_half_done_is_not_taken_as_good(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "attempt", lambda command: "pip" not in command)
    with pytest.raises(SystemExit, match="packages could not be installed"):
        environment.make("site")
    assert not environment.is_ready("site")
    assert not environment.STAMP.exists()


def test_a_folder_that_cannot_be_written_is_one_line(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(lock: str) -> None:
        raise PermissionError(13, "Permission denied", ".venv")

    monkeypatch.setattr(environment, "install", refuse)
    with pytest.raises(SystemExit, match=r"could not be made: .*Permission denied"):
        environment.make("site")


def test_a_python_without_ensurepip_names_the_package_that_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment.util, "find_spec", lambda name: None)
    monkeypatch.setattr(environment, "apt_install", lambda package: False)
    package = rf"apt-get install python3\.{sys.version_info.minor}-venv"
    with pytest.raises(SystemExit, match=package):
        environment.require_ensurepip()


def test_as_root_on_debian_a_package_is_installed_after_the_lists_are_renewed(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(environment, "attempt", lambda words, **_: not ran.append(tuple(words)))
    assert environment.apt_install("chromium")
    assert [words[-1] for words in ran] == ["update", "chromium"]


def test_who_is_not_root_installs_no_package(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert not environment.apt_install("chromium")
    assert steps == []


def test_a_command_is_heard_only_when_it_fails(said: list[str]) -> None:
    python = [sys.executable, "-c"]
    assert environment.attempt([*python, "print('fine')"])
    assert said == []
    assert not environment.attempt([*python, "print('no disk'); raise SystemExit(1)"])
    assert said == ["no disk"]
    assert not environment.attempt(["no-such-command"])


def test_a_command_gets_no_input(said: list[str]) -> None:
    assert not environment.attempt([sys.executable, "-c", "input()"])
    assert "EOFError" in said[0]


@pytest.fixture
def handed(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were to take this process's place."""
    commands: list[list[str]] = []
    monkeypatch.setattr(environment, "become", commands.append)
    monkeypatch.setattr(sys, "argv", ["scripts/check.py", "docs"])
    monkeypatch.setattr(sys, "path", [*sys.path])
    return commands


def test_a_script_stays_in_a_python_that_has_what_it_needs(handed: list[list[str]]) -> None:
    environment.hand_over()
    assert handed == []
    assert sys.path[0].endswith("hooks")


@pytest.mark.parametrize("needed", [{"no-such-package": 1}, {"pydantic": 99}])
def test_a_script_moves_to_the_environment_for_what_is_missing_or_too_old(
    handed: list[list[str]], monkeypatch: pytest.MonkeyPatch, needed: dict[str, int]
) -> None:
    monkeypatch.setattr(environment, "NEEDED", needed)
    environment.hand_over()
    assert handed == [[sys.executable, "scripts/check.py", "docs"]]
    assert environment.is_ready("site")


def test_a_script_that_is_in_the_environment_does_not_move_for_ever(
    handed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "NEEDED", {"no-such-package": 1})
    monkeypatch.setattr(sys, "prefix", str(environment.VENV))
    with pytest.raises(SystemExit, match="delete the folder"):
        environment.hand_over()


def test_a_taken_port_is_left_alone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        assert serve.free_port(taken) > taken


def test_the_site_is_told_the_address_at_which_it_is_served(
    handed: list[list[str]], said: list[str], monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    monkeypatch.setattr(serve, "free_port", lambda first: first + 1)
    serve.main()
    assert os.environ["SITE_URL"] == "http://127.0.0.1:8001/"
    assert handed[0][-2:] == ["--dev-addr", "127.0.0.1:8001"]
    assert said[-2] == "Port 8000 is taken; the next free one is 8001."


@pytest.mark.parametrize(
    ("code", "silent"),
    [
        ("print('INFO    -  built')", True),
        ("print('a WARNING in a line')", True),
        ("print('WARNING -  a dead link')", False),
        ("import sys; print('WARNING -  a dead link', file=sys.stderr)", False),
        ("raise SystemExit(1)", False),
    ],
)
def test_a_build_passes_when_it_ends_well_and_warns_of_nothing(code: str, silent: bool) -> None:
    assert checks.is_silent([sys.executable, "-c", code]) is silent


@pytest.fixture
def build(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], bool]:
    """Builds a site with one page, then does what the given code says."""
    monkeypatch.setattr(checks, "SITE", root / "site")
    page = "import sys, pathlib; new = pathlib.Path(sys.argv[2]); new.mkdir();"
    page += "new.joinpath('index.html').write_text('new');"

    def build(code: str) -> bool:
        monkeypatch.setattr(checks, "in_venv", lambda _: [sys.executable, "-c", page + code])
        return checks.build_site()

    return build


def test_a_good_build_takes_the_place_of_the_old_site(
    build: Callable[[str], bool], root: Path
) -> None:
    assert build("")
    (root / "site" / "left-over.html").touch()
    assert build("")
    assert [path.name for path in (root / "site").iterdir()] == ["index.html"]
    assert not list(root.glob(".site-*"))


@pytest.mark.parametrize("fault", ["raise SystemExit(1)", "print('WARNING -  a dead link')"])
def test_a_bad_build_leaves_the_old_site_as_it_was(
    build: Callable[[str], bool], root: Path, fault: str
) -> None:
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("old")
    assert not build(fault)
    assert (root / "site" / "index.html").read_text() == "old"
    assert not list(root.glob(".site-*"))


@pytest.mark.parametrize("built", [True, False])
def test_browser_tests_are_never_left_out_in_silence(
    built: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not checks.run_browser_tests(built, None)
    assert ("install Chromium" if built else "mend the build") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("there", "debian", "download", "found"),
    [
        (["/usr/bin/chromium"], False, False, "/usr/bin/chromium"),
        ([None, "/usr/bin/chromium"], True, False, "/usr/bin/chromium"),
        ([None, None], True, True, ""),
        ([None], False, True, ""),
        ([None], False, False, None),
    ],
)
def test_a_browser_is_taken_installed_or_downloaded_in_this_order(
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
    there: list[str | None],
    debian: bool,
    download: bool,
    found: str | None,
) -> None:
    monkeypatch.setattr(environment, "attempt", lambda command: True)
    monkeypatch.setattr(environment, "apt_install", lambda package: debian)
    monkeypatch.setattr(checks, "installed_browser", iter(there).__next__)
    monkeypatch.setattr(checks, "run", lambda command: download)
    assert checks.find_browser() == found


def test_a_browser_that_only_has_the_name_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(checks, "starts", lambda path: path == "/bin/google-chrome")
    assert checks.installed_browser() == "/bin/google-chrome"


def test_one_failed_check_fails_the_run_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(environment.ROOT)
    monkeypatch.setattr(environment, "make", lambda lock: None)
    monkeypatch.setattr(checks, "find_browser", lambda: "")
    monkeypatch.setattr(checks, "run", lambda command, **_: command != "codespell")
    monkeypatch.setattr(checks, "build_site", lambda: True)
    assert checks.main() == 1
    summary = capsys.readouterr().out.split("\n\n")[-1].splitlines()
    failed = [line for line in summary if line.startswith("FAILED")]
    assert len(summary) == len(checks.CHECKS) + 3
    assert len(failed) == 1
    assert failed[0].endswith("codespell")
    assert summary[-1] == f"1 of {len(checks.CHECKS) + 2} checks failed"


def test_the_same_seed_draws_the_same_pages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = []
    for seed in ("one", "one", "two"):
        monkeypatch.setattr(
            sys, "argv", ["check.py", str(FICTIONAL), "--sample", "4", "--seed", seed]
        )
        monkeypatch.setattr(check, "hand_over", lambda: None)
        assert check.main() == 0
        lines.append(capsys.readouterr().out.splitlines())
    assert len(lines[0]) == 5
    assert lines[0] == lines[1] != lines[2]
    assert all(line.startswith("docs/") for line in lines[0][:-1])


def test_an_audit_looks_again_only_at_what_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "SITE", tmp_path)
    page = tmp_path / "index.html"
    page.write_text("one", encoding="utf-8")
    before = audit.name(page, (360, "dark"), "a")
    assert audit.name(page, (360, "dark"), "a") == before
    assert audit.name(page, (360, "light"), "a") != before
    assert audit.name(page, (360, "dark"), "b") != before
    page.write_text("two", encoding="utf-8")
    assert audit.name(page, (360, "dark"), "a") != before
    good, bad = {"name": "a", "faults": []}, {"name": before, "faults": ["color-contrast: b"]}
    assert audit.report([good]) == 0
    assert audit.report([good, bad]) == 1
    assert "2 looks, 1 with faults {'color-contrast': 1}" in capsys.readouterr().out
