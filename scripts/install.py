"""Makes .venv and installs a lock file into it, showing how far it is.

Runs before anything is installed: standard library only.
Usage: python3.11 scripts/install.py requirements.lock .venv/stamp-file
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv" / "bin" / "python"
OLDEST = (3, 11)


def main() -> int:
    lock, stamp = Path(sys.argv[1]), Path(sys.argv[2])
    if sys.version_info < OLDEST:
        sys.stderr.write("Stoa needs Python 3.11 or newer.\n")
        return 1
    started = time.monotonic()
    if not _works(PYTHON) and _run([sys.executable, "-m", "venv", "--clear", ".venv"]) != 0:
        sys.stderr.write("Python could not make .venv; on Debian: apt-get install python3-venv\n")
        return 1
    if _install_packages(lock) != 0 or _install_stoa() != 0 or _compile_stoa() != 0:
        sys.stderr.write("Installing failed; the reason stands above. Run make again.\n")
        return 1
    stamp.touch()
    print(f"Installed in {time.monotonic() - started:.0f} s.")
    return 0


def _works(python: Path) -> bool:
    """False for an environment that is missing, half made or made for a Python that is gone."""
    return python.exists() and _run([str(python), "-m", "pip", "--version"], quiet=True) == 0


def _install_packages(lock: Path) -> int:
    """Exactly what the lock names, each file checked against its hash.

    The lock is complete, so pip resolves nothing: a dependency's newer release stays out of it.
    """
    total = sum("==" in line for line in lock.read_text().splitlines())
    print(f"Installing {total} packages into .venv (once) ...", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "--no-deps", "--require-hashes", "-r", str(lock)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    done = 0
    for line in process.stdout or ():
        done += line.startswith(("Collecting", "Requirement already"))
        _show(f"  {done} of {total} fetched" if "Installing" not in line else "  unpacking ...")
    _show("")
    return process.wait()


def _install_stoa() -> int:
    """The `stoa` command and the modules' entry points, pointing at this folder."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    command += ["--no-deps", "--no-build-isolation", "--no-index", "--editable", "."]
    return _run(command)


def _compile_stoa() -> int:
    """Its bytecode, as pip writes that of the packages: Python itself may be told not to write any.

    With PYTHONDONTWRITEBYTECODE, which containers often set, each start would compile all of it.
    """
    return _run([str(PYTHON), "-m", "compileall", "-q", "app"])


def _show(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r{text:<40}\r", end="", flush=True)


def _run(command: list[str], *, quiet: bool = False) -> int:
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=ROOT, stdout=output, stderr=output, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
