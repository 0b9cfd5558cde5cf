"""Orders in other languages, all invented: what stands under their labels is found, and whose it is."""

from __future__ import annotations

import pytest

from tests.pages import recognise

TYPES = ("ORDER_ID", "PERSON_NAME", "PHONE", "POSTAL_ADDRESS")

# A heading; the labels of an order, a name, a telephone and an address, with values; perhaps others; last one of staff.
PAGES = {
    "cs": """
        Objednávka
        Číslo objednávky:    20418832
        Jméno a příjmení:    Tereza Malá
        Telefonní číslo:     +420 601 234 567
        Dodací adresa:       Lipová 14, 602 00 Brno
        Stav objednávky:     odesláno
        Pokladní:            Jiří Horák
    """,
    "hu": """
        Rendelés
        Rendelésszám:        R-204188
        Vevő neve:           Szabó Katalin
        Telefonszám:         +36 30 123 4567
        Szállítási cím:      1052 Budapest, Váci utca 14.
        Pénztáros:           Nagy Péter
    """,
    "lt": """
        Užsakymas
        Užsakymo numeris:    204188
        Pirkėjas:            Rūta Kazlauskienė
        Telefono numeris:    +370 612 34567
        Pristatymo adresas:  Gedimino pr. 14, 01103 Vilnius
        Kasininkas:          Jonas Petrauskas
    """,
    "nb": """
        Ordre
        Ordrenummer:         204188
        Kundenavn:           Ingrid Haugen
        Telefonnummer:       +47 412 34 567
        Leveringsadresse:    Storgata 14, 0184 Oslo
        Betjent av:          Odd Nilsen
    """,
    "pl": """
        Zamówienie
        Nr zamówienia:       204188
        Nabywca:             Zbigniew Wąsowski
        Telefon klienta:     +48 601 234 567
        Adres dostawy:       ul. Lipowa 14, 30-702 Kraków
        Status zamówienia:   wysłane
        Obsłużyła:           Halina Borek
    """,
    "tr": """
        Sipariş
        Sipariş no:          SP-204188
        Müşteri adı:         Ayşe Yılmaz
        Telefon numarası:    +90 532 123 45 67
        Teslimat adresi:     Atatürk Caddesi No: 14, 34710 Kadıköy İstanbul
        Kasiyer:             Mehmet Demir
    """,
}


@pytest.mark.parametrize("language", sorted(PAGES))
def test_values_under_the_labels_of_a_language(language: str) -> None:
    heading, *rows = (line.strip() for line in PAGES[language].strip().splitlines())
    values = [row.split(":", 1)[1].strip() for row in rows]
    customer = {(name, "customer", value) for name, value in zip(TYPES, values, strict=False)}
    found = {(entity.type, entity.subject, entity.text) for entity in recognise("\n".join([heading, *rows]))}
    assert found == customer | {("PERSON_NAME", "associate", values[-1])}
