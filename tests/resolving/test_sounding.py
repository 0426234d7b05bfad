"""Names by their sound: Spanish and English romanisations of one name, and where to abstain."""

from __future__ import annotations

from datetime import date

import pytest

from testigo.model.place import Place
from testigo.model.text import Document
from testigo.resolving.sounding import keys_of, sound_key
from testigo.running import stages


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Jan Shijún", "Khān Shaykhūn"),
        ("Maarat al Nuaman", "Ma‘arrat an Nu‘mān"),
        ("Deir al Zur", "Deir ez-Zor"),
        ("Yarabulus", "Jarābulus"),
        ("Jmelnitski", "Khmelnytskyi"),
        ("Járkov", "Kharkov"),
        ("Tel Rifat", "Tall Rif‘at"),
        ("Yalalabad", "Jalalabad"),
    ],
)
def test_romanisations_of_one_name_sound_alike(spanish: str, english: str) -> None:
    key = sound_key(spanish, is_spanish=True)
    assert key
    assert key == sound_key(english, is_spanish=False)


@pytest.mark.parametrize("name", ["", "Raqa", "Hula", "Al", "-", "El Aaiún"])
def test_short_names_have_no_key(name: str) -> None:
    assert keys_of(name) == ()


def where(text: str) -> list[object]:
    analysis = stages.annotate(Document("d", text, published=date(2017, 4, 7), language="es"))
    return [
        t.place.country if isinstance(t.place, Place) else None
        for p in analysis.passages
        for t in p.toponyms
        if t.name in {"Yisr al Shugur", "Yalalabad"}
    ]


def test_a_sound_is_taken_only_in_a_land_that_the_report_speaks_of() -> None:
    assert where(
        "Setenta personas murieron en la localidad de Yisr al Shugur, dijo el Gobierno de Siria. En Siria hubo luto."
    ) == ["SY"]
    assert where(
        "Setenta personas murieron en la localidad de Yisr al Shugur. En Perú hubo luto, y Perú calla."
    ) == [None]


def test_two_towns_of_one_sound_leave_the_name_unresolved() -> None:
    text = "Diez murieron en la localidad de Yalalabad. Hubo combates en Irán y en Afganistán. Nada pasó en Irán ni en Afganistán."
    assert where(text) == [None]
