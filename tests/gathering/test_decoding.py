"""Bytes become text in the encoding that they are in, or a reason why not."""

from __future__ import annotations

import pytest

from testigo.errors import GatheringError
from testigo.gathering.corpus import document_from_json
from testigo.gathering.decoding import decode, whole


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (
            '<html><head><meta charset="iso-8859-1"></head><body>Ñuñoa: «tres» muertos</body></html>',
            "latin-1",
        ),
        ("<HTML><META CHARSET=windows-1252><p>Ñuñoa — “tres” muertos €", "cp1252"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>“comillas” de 1252',
            "cp1252",
        ),
        ('<?xml version="1.0" encoding="iso-8859-15"?><html>Ñuñoa 3 €</html>', "iso-8859-15"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(page: str, encoding: str) -> None:
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize(
    "raw",
    [
        "Ñuñoa: tres muertos".encode("latin-1"),
        '<meta charset="no-such-encoding">Ñuñoa'.encode("latin-1"),
        '<meta charset="hex">Ñuñoa'.encode("latin-1"),
        '<meta charset="utf-8">Ñuñoa'.encode("latin-1"),
    ],
)
def test_no_encoding_is_guessed(raw: bytes) -> None:
    with pytest.raises(GatheringError, match=r"not UTF-8: byte 0x.. at offset"):
        decode(raw)


def test_half_an_emoji_costs_no_document() -> None:
    assert whole("muertos \ud83d hoy") == "muertos \ufffd hoy"
    assert whole("muertos \U0001f622") == "muertos \U0001f622"
    assert (
        document_from_json({"text": "Dos muertos \ud83d", "title": "\ude22 Dos"}).text == "Dos muertos \ufffd"
    )
