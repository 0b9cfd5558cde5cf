from __future__ import annotations

import pytest

from screenpii.lexicon.mailboxes import is_role


@pytest.mark.parametrize(
    "address",
    [
        "info@harbour.example",
        "no-reply@shop.example",
        "store12@chain.example",
        "customer.service@x.example",
        "Kundenservice@laden.example",
        "obsluga-klienta@sklep.example",
        "atencion.al.cliente@tienda.example",
        "asiakaspalvelu@kauppa.example",
        "zamowienia2@sklep.example",
    ],
)
def test_mailboxes_of_roles(address: str) -> None:
    assert is_role(address)


@pytest.mark.parametrize(
    "address",
    [
        "salomea.infante@mail.example",
        "orderud@mail.example",
        "adminah.k@mail.example",
        "shopland@mail.example",
        "teamann.j@mail.example",
        "kontaktina@mail.example",
        "anna.service@mail.example",
        "1984@mail.example",
        "client7@client7.example",
        "test@example.com",
        "customer2@example.com",
        "@mail.example",
    ],
)
def test_people_whose_names_begin_as_roles(address: str) -> None:
    assert not is_role(address)
