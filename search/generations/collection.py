"""A collection: its generations, which one is published, and how another becomes so.

<indexes>/<collection>/<UTC time>-<4 hex>/    one generation, never written to again
<indexes>/<collection>/CURRENT                the name of the published one
<indexes>/<collection>/verified/              what this machine has verified, see `verification`
<indexes>/<collection>/.draft-*               a build under way, or what is left of a killed one
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..errors import BuildError, CorruptGenerationError, IndexUnavailableError, SettingsError
from .draft import About, Draft, builder_lock, seal
from .durable import sync, write_whole
from .manifest import Manifest, read_manifest
from .verification import Verification, look, remember, verify

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_TIME = "%Y%m%dT%H%M%SZ"
_GENERATION = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{4}")
_DRAFT = ".draft-"
_GONE = ".gone-"
_NOTHING_LOST = "Nothing was published; what was published before still is."

Signature = tuple[int, int, int]


class Collection:
    """The generations of one named collection below `indexes`.  Holds nothing open; safe to share."""

    def __init__(self, indexes: Path, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise SettingsError(
                f"{name!r} cannot name a collection. Use up to 64 of a-z, 0-9, '-' and '_', beginning with a letter or digit."
            )
        self.name = name
        self.root = indexes / name
        self._current = self.root / "CURRENT"

    # --- reading ------------------------------------------------------------------------------------------------------

    def signature(self) -> Signature | None:
        """Changes whenever another generation is published; None = nothing is.  Costs one stat."""
        try:
            status = self._current.stat()
        except OSError:
            return None
        return (status.st_mtime_ns, status.st_ino, status.st_size)

    def current(self) -> str | None:
        """The published generation's name; None when nothing is published or CURRENT is damaged."""
        try:
            name = self._current.read_bytes().decode("ascii").removesuffix("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return name if _GENERATION.fullmatch(name) else None

    def generations(self) -> tuple[str, ...]:
        """The names of all complete generations, newest first."""
        try:
            names = [entry.name for entry in os.scandir(self.root) if entry.is_dir(follow_symlinks=False)]
        except OSError:
            return ()
        return tuple(sorted((name for name in names if _GENERATION.fullmatch(name)), reverse=True))

    def path(self, generation: str) -> Path:
        """The directory of a generation."""
        return self.root / generation

    def manifest(self, generation: str) -> Manifest:
        """A generation's manifest, without a look at its files.  Raises CorruptGenerationError."""
        return read_manifest(self.path(generation))

    def verified(self, generation: str, deep: bool = False) -> Manifest:
        """The manifest of a generation whose files are as built.  Raises CorruptGenerationError.  See `verification`."""
        return verify(self.path(generation), self._remembered(generation), deep)

    def candidates(self) -> tuple[str, ...]:
        """What may be served, best first: the published generation, older ones newest first, then newer ones."""
        names = self.generations()
        current = self.current()
        if current is None:
            return names
        older = tuple(name for name in names if name < current)
        return (current, *older, *(name for name in names if name > current))

    def usable(self) -> Manifest:
        """The first of `candidates` that verifies: another than `current()` means degraded.

        Raises IndexUnavailableError when nothing is published, or none is whole (it names every fault)."""
        faults = []
        for generation in self.candidates():
            try:
                return self.verified(generation)
            except CorruptGenerationError as error:
                faults.append(str(error))
        if not faults:
            raise IndexUnavailableError(f"Nothing is published in {self.root}. Run `telisik rebuild`.")
        raise IndexUnavailableError("No generation is whole. Run `telisik rebuild`. " + " ".join(faults))

    def verify_all(self, deep: bool = False) -> tuple[Verification, ...]:
        """Every generation, newest first, and what CURRENT names if that does not exist."""
        return tuple(self._verification(name, deep) for name in sorted({*self.candidates()}, reverse=True))

    def _verification(self, generation: str, deep: bool) -> Verification:
        try:
            self.verified(generation, deep)
        except CorruptGenerationError as error:
            return Verification(generation, str(error))
        return Verification(generation)

    def _remembered(self, generation: str) -> Path:
        return self.root / "verified" / generation

    # --- writing ------------------------------------------------------------------------------------------------------

    @contextmanager
    def draft(self) -> Iterator[Draft]:
        """A new generation to fill and `publish`; unless that happens it leaves nothing behind.

        Raises BuildLockedError while another builds, BuildError when the disk is (or becomes) full or fails."""
        with self._build_errors():
            self.root.mkdir(parents=True, exist_ok=True)
            with builder_lock(self.root):
                self._sweep()
                draft = self._new_draft()
                try:
                    yield draft
                finally:
                    shutil.rmtree(draft.path, ignore_errors=True)

    def require_space(self, need: int) -> None:
        """Raise BuildError unless `need` bytes are free where the collection lies."""
        free = shutil.disk_usage(self.root).free
        if free < need:
            raise BuildError(
                f"{self.root}: {free >> 20} MB are free, and the build may need {need >> 20} MB."
                " Free some space, or run `telisik prune --keep 1`."
            )

    def publish(self, draft: Draft, about: About, base: str | None = None, keep: int | None = None) -> Manifest:
        """Seal the draft and make it the published generation: when this returns it stays so, also after a power cut.

        Files hard-linked from the generation `base` are not hashed again.  `keep` prunes, see there.
        """
        base_path = self.path(base) if base else None
        manifest = seal(draft, about, base_path, self.manifest(base) if base else None)
        seen = look(draft.path, manifest)
        target = self.path(draft.name)
        draft.path.rename(target)
        sync(self.root)
        remember(self._remembered(draft.name), seen)
        try:
            self._point_to(draft.name)
        except OSError:
            if self.current() != draft.name:
                self._remove(draft.name)
            raise
        if keep is not None:
            with contextlib.suppress(OSError):  # published is published: the next build prunes again
                self._prune(keep)
        return manifest

    def rollback(self) -> Manifest:
        """Publish the newest generation older than the published one that verifies.  Raises BuildError when none does."""
        with self._locked():
            current = self.current()
            for name in self.generations():
                if (current is None or name < current) and self._verification(name, deep=False).whole:
                    self._point_to(name)
                    return self.manifest(name)
        raise BuildError(f"There is no older generation of {self.name!r} to go back to. Run `telisik rebuild`.")

    def prune(self, keep: int) -> tuple[str, ...]:
        """Remove all but the newest `keep` generations and the published one; returns the names of those removed."""
        with self._locked():
            self._sweep()
            return self._prune(keep)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if not self.root.is_dir():
            raise BuildError(f"There is no collection {self.name!r} in {self.root.parent}. Run `telisik rebuild`.")
        with self._build_errors(), builder_lock(self.root):
            yield

    def _prune(self, keep: int) -> tuple[str, ...]:
        current = self.current()
        removed = tuple(name for name in self.generations()[max(keep, 1) :] if name != current)
        for name in removed:
            self._remove(name)
        return removed

    def _point_to(self, generation: str) -> None:
        write_whole(self._current, f"{generation}\n".encode())

    def _new_draft(self) -> Draft:
        moment = datetime.now(UTC)
        newest = next(iter(self.generations()), "")
        if newest[:16] >= moment.strftime(_TIME):  # names rise, whatever the clock does
            moment = datetime.strptime(newest[:16], _TIME).replace(tzinfo=UTC) + timedelta(seconds=1)
        name = f"{moment.strftime(_TIME)}-{secrets.token_hex(2)}"
        path = self.root / f"{_DRAFT}{name}"
        path.mkdir()
        return Draft(name, path, self.current())

    def _remove(self, generation: str) -> None:
        gone = self.root / f"{_GONE}{generation}"
        self.path(generation).rename(gone)
        self._remembered(generation).unlink(missing_ok=True)
        shutil.rmtree(gone, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove what killed builds left.  Only the holder of the lock may."""
        for entry in list(os.scandir(self.root)):
            if entry.name.startswith((_DRAFT, _GONE)):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name.endswith(".part"):
                Path(entry.path).unlink(missing_ok=True)

    @contextmanager
    def _build_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            place = f" ({error.filename})" if error.filename else ""
            raise BuildError(f"{self.root}: {error.strerror or error}{place}. {_NOTHING_LOST}") from error
        except CorruptGenerationError as error:
            raise BuildError(f"{error} {_NOTHING_LOST}") from error
