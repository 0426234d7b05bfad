"""How a desk is set up: read once, when it is started."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from testigo.errors import SettingsError
from testigo.model.text import Failure

Progress = Callable[[int, int, str], None]


class BuildReport(Protocol):
    """What adding reports came to."""

    @property
    def documents(self) -> int: ...

    @property
    def claims(self) -> int: ...

    @property
    def failures(self) -> Sequence[Failure]: ...


Builder = Callable[[Sequence[Path], Progress], BuildReport]


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """`needs_login`: every page but login and health asks for a user. `build` adds reports (None: the desk only reads);
    `example` are the reports offered on first use. `tiles` is an address of raster map tiles for those who are online
    (`https://tiles.example/{z}/{x}/{y}.png`, or a PMTiles archive of pictures); empty, no other host is ever asked. Sizes in bytes.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    needs_login: bool = False
    local_name: str = "local"
    build: Builder | None = None
    example: tuple[Path, ...] = ()
    largest_upload: int = 256 * 1024 * 1024
    most_files: int = 5000
    is_https: bool = False
    tiles: str = ""
    tiles_credit: str = ""

    @property
    def tiles_host(self) -> str:
        """The one other origin that pages may fetch from: that of the tiles.

        Raises:
            SettingsError: the address of the tiles is no https address of a host, or of plain http beyond this machine.
        """
        if not self.tiles:
            return ""
        parts = urlsplit(self.tiles)
        if not re.fullmatch(r"[\w.-]+(:\d+)?|\[[\da-fA-F:]+\](:\d+)?", parts.netloc) or (
            parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname or ""))
        ):
            raise SettingsError(
                f"the map's tiles need an https address like https://tiles.example/{{z}}/{{x}}/{{y}}.png, not {self.tiles!r}"
            )
        if not parts.path.endswith(".pmtiles") and not all(
            gap in self.tiles for gap in ("{z}", "{x}", "{y}")
        ):
            raise SettingsError(
                f"the address of the map's tiles must hold {{z}}, {{x}} and {{y}}, or end in .pmtiles: {self.tiles!r}"
            )
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_loopback(self) -> bool:
        """True when only this machine can reach the desk."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """True for names and addresses that mean this machine alone.

    >>> [is_loopback(h) for h in ("127.0.0.1", "localhost", "::1", "[::1]", "0.0.0.0", "desk.example")]
    [True, True, True, True, False, False]
    """
    bare = host.strip("[]").lower()
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False
