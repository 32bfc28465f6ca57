"""The environment `.venv`: made when missing, kept equal to its lock file, shared by the scripts.

Only the standard library is imported here, because this runs before anything is installed.
"""

import sys

# Older Pythons have to parse this file to get this far: no syntax in it that is newer than 3.6.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(f"The handbook needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import contextlib
import hashlib
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator, Sequence
from importlib import metadata, util
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "made-from"

# Which lock files bring all that another one brings.
COVERED_BY = {"site": ("site", "test"), "test": ("test",), "bench": ("bench",)}
# What the package `handbook` imports, with the oldest major version that it works with.
NEEDED = {"pydantic": 2, "PyYAML": 6, "Babel": 2, "python-docx": 1}
# The theme announces its end of life at each start; this is the switch that it offers against it.
QUIET_THEME = 'import os; os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")\n'


def use(name: str) -> None:
    """Work from here on with the environment in another folder than `.venv`."""
    global VENV, BIN, PYTHON, STAMP  # noqa: PLW0603
    VENV = ROOT / name
    BIN = VENV / BIN.name
    PYTHON = BIN / PYTHON.name
    STAMP = VENV / STAMP.name


def hand_over() -> None:
    """Return when `handbook` can be imported; else start the script anew in `.venv`, which has all.

    To be called before anything is imported that has to be installed.
    """
    sys.path.insert(0, str(ROOT / "hooks"))
    if all(is_installed(name, major) for name, major in NEEDED.items()):
        return
    if Path(sys.prefix) == VENV:
        sys.exit(f".venv lacks {' or '.join(NEEDED)}: delete the folder .venv and start again.")
    make("site")
    become([str(PYTHON), *sys.argv])


def is_installed(name: str, major: int) -> bool:
    """Whether the running Python has this package in that major version or a newer one."""
    try:
        return int(metadata.version(name).split(".")[0]) >= major
    except metadata.PackageNotFoundError:
        return False


def become(command: list[str]) -> NoReturn:
    """Let the command take this process's place, terminal and exit code."""
    if os.name == "nt":  # there execv hands the terminal back at once
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)


def make(lock: str) -> None:
    """Leave `.venv` holding at least what `locks/<lock>.txt` pins, at no cost when it does."""
    if is_ready(lock):
        return
    try:
        with one_at_a_time():
            if not is_ready(lock):
                install(lock)
    except KeyboardInterrupt:
        sys.exit("Stopped. Start again to finish the environment.")
    except OSError as error:
        sys.exit(f"The environment could not be made: {error}")


def is_ready(lock: str) -> bool:
    """Whether `.venv` works, stands where it was made, and was made from this lock as it is now."""
    here = home()
    return stamp() in [here + digest(name) for name in COVERED_BY[lock]]


def stamp() -> str:
    """What the last installation that ran to its end wrote down: the home and the lock's digest."""
    return STAMP.read_text("utf-8") if STAMP.is_file() else ""


def home() -> str:
    """Where `.venv` stands and which Python answers in it; another text once it moves or breaks."""
    command = [str(PYTHON), "-c", "import sys; print(sys.version)"]
    try:
        version = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        version = "no Python\n"
    return f"{VENV}\n{version}"


def digest(lock: str) -> str:
    """The hash of a lock file, the same whatever ends its lines."""
    text = lock_file(lock).read_text("utf-8")
    return hashlib.sha256(text.encode()).hexdigest()


def lock_file(lock: str) -> Path:
    """The file that pins everything for this purpose."""
    return ROOT / "locks" / f"{lock}.txt"


def install(lock: str) -> None:
    """Install the lock into `.venv`, made anew unless it was whole; the stamp comes at the end."""
    if not stamp().startswith(home()):
        create()
    STAMP.unlink(missing_ok=True)
    say(f"Installing locks/{lock}.txt (up to a minute the first time)")
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    if not attempt([*pip, "install", "--require-hashes", "--requirement", lock_file(lock)]):
        sys.exit("The packages could not be installed; pip says why above. Mend it, start again.")
    STAMP.write_text(home() + digest(lock), "utf-8")


def create() -> None:
    """Make an empty `.venv` in place of an unfinished or broken one, with the theme silenced."""
    require_ensurepip()
    say(f"Making {VENV.name} with Python {sys.version.split()[0]}")
    if not attempt([sys.executable, "-m", "venv", "--clear", VENV]):
        sys.exit(f"{VENV.name} could not be made; Python says why above. Mend it, start again.")
    packages = sysconfig.get_path("purelib", "venv", {"base": str(VENV)})
    Path(packages, "quiet_theme.pth").write_text(QUIET_THEME, "utf-8")


def require_ensurepip() -> None:
    """Debian keeps a part of venv in a package of its own: install it as root, else name it."""
    if util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not apt_install(package):
        sys.exit(f"This Python cannot make .venv. Install what it lacks: apt-get install {package}")


def apt_install(package: str) -> bool:
    """Whether Debian's package is installed now: only root can do it, and only where apt-get is."""
    if sys.platform == "win32" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installing Debian's package {package}")
    apt = ["apt-get", "-qq", "--no-install-recommends", "--yes"]
    attempt([*apt, "update"])  # when it fails, the lists that are there may still do
    return attempt([*apt, "install", package], DEBIAN_FRONTEND="noninteractive")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Keep a start in a second terminal waiting while this one makes the environment."""
    try:
        import fcntl
    except ImportError:  # Windows, where the second start is on its own
        yield
        return
    with (ROOT / ".venv.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def attempt(command: Sequence[str | Path], **variables: str) -> bool:
    """Whether a command succeeds: in silence if it does, with all that it said if it does not."""
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **variables},
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        say(str(error))
        return False
    if done.returncode:
        say(done.stdout.strip())
    return done.returncode == 0


def say(text: str) -> None:
    """Announce a step, beside the results that a script prints."""
    print(text, file=sys.stderr, flush=True)
