"""Whoosh's own tests, run with our codec as Whoosh's default codec and with the stock codec.

    python tests/whoosh_suite/run.py            # whoosh 2.7.4, in this environment
    python tests/whoosh_suite/run.py whoosh3    # the maintained fork, in an environment of its own

The tests come from the source distributions, downloaded once into the user's cache; they are no part of this repository.
What counts are the tests that only our codec fails: some fail with the stock codec too (`test_minimize_dfa` of 2.7.4 depends on
the order of a set, hence on the hash seed, which is fixed here; many of whoosh3 need files that its distribution lacks).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


@dataclass(frozen=True, slots=True)
class Distribution:
    """A package with Whoosh's API, and those of its tests that our codec may fail: they test W3's block format itself."""

    package: str
    version: str
    ours_only: frozenset[str] = frozenset()

    @property
    def folder(self) -> str:
        """The top folder of the source distribution."""
        return f"{'Whoosh' if self.package == 'whoosh' else self.package}-{self.version}"


WHOOSH = Distribution("whoosh", "2.7.4")
FORK = Distribution(
    "whoosh3",
    "3.54.0",
    frozenset({"test_corrupt_postings_block_raises_clear_error", "test_tiny_blocks_stored_uncompressed_round_trip"}),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: the number of tests that passed, and the names of those that did not."""

    passed: int
    failed: frozenset[str]


def cache_directory() -> Path:
    """Where downloads are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "telisik-tests"


def source(distribution: Distribution, cache: Path) -> Path:
    """The directory of a source distribution, downloaded when the cache lacks it.  Raises OSError without a network."""
    directory = cache / distribution.folder
    if not directory.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as fresh:
            wanted = ["--no-binary", ":all:", "--no-deps", "--no-build-isolation"]
            _pip(
                sys.executable, "download", "--dest", fresh, *wanted, f"{distribution.package}=={distribution.version}"
            )
            _unpack(next(Path(fresh).iterdir()), cache)
    return directory


def python_for(distribution: Distribution, cache: Path) -> str:
    """A Python that has the package: this one, or one of a new environment, since both packages are named `whoosh`."""
    if distribution == WHOOSH:
        return sys.executable
    python = cache / f"{distribution.folder}-environment" / "bin" / "python"
    if not python.exists():
        venv.create(python.parents[1], with_pip=True)
        _pip(str(python), "install", f"{distribution.package}=={distribution.version}", "numpy", "pytest")
    return str(python)


def run(python: str, directory: Path, *, stock: bool = False) -> Outcome:
    """Run the tests of a source distribution."""
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.xml"
        settings = ["-c", os.devnull, "--rootdir", str(directory), "-p", "no:cacheprovider", f"--junitxml={report}"]
        command = [python, "-W", "ignore", "-m", "pytest", "-q", *settings, str(directory / "tests")]
        environment = os.environ | {
            "PYTHONPATH": "" if stock else os.pathsep.join([str(HERE / "default_codec"), str(ROOT)]),
            "PYTHONHASHSEED": "0",
            "TMPDIR": scratch,  # Whoosh's memory storage leaves files in a shared place
        }
        done = subprocess.run(
            command, cwd=scratch, env=environment, capture_output=True, text=True, timeout=600, check=False
        )
        if not report.exists():
            raise RuntimeError(done.stdout + done.stderr)
        return _outcome(report)


def _pip(python: str, *arguments: str) -> None:
    command = [python, "-m", "pip", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise OSError(f"pip {arguments[0]} failed: {done.stderr.strip().splitlines()[-1:]}")


def _unpack(archive: Path, directory: Path) -> None:
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as file:
            file.extractall(directory)
    else:
        with tarfile.open(archive) as file:
            file.extractall(directory, filter="data")


def _outcome(report: Path) -> Outcome:
    cases = list(ET.parse(report).getroot().iter("testcase"))
    bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skipped = [case for case in cases if case.find("skipped") is not None]
    return Outcome(len(cases) - len(bad) - len(skipped), frozenset(case.get("name", "") for case in bad))


def main(arguments: list[str]) -> int:
    """Compare both codecs; 1 when ours fails a test that it may not."""
    distribution = FORK if arguments == [FORK.package] else WHOOSH
    cache = cache_directory()
    python, directory = python_for(distribution, cache), source(distribution, cache)
    stock, ours = run(python, directory, stock=True), run(python, directory)
    lost = ours.failed - stock.failed
    sys.stdout.write(f"{distribution.folder}: {ours.passed} pass with our codec, {stock.passed} with the stock codec\n")
    sys.stdout.write(f"fail with both: {len(ours.failed & stock.failed)}; only with ours: {sorted(lost) or 'none'}\n")
    return 0 if lost <= distribution.ours_only else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
