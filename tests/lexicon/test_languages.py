"""The files of the languages: their form, what their labels mean, and which phrases differ between them."""

from __future__ import annotations

import pytest

from scanner.lexicon.labels import lexicon
from scanner.lexicon.languages import SECTIONS, languages
from scanner.types import Meaning

ALL = sorted(languages())
LISTS = {"goods", "counts", "amounts", "sums", "wares"}
SUBJECTS = {"customer", "associate", "business"}
# Phrases that name other types in another language, on purpose: the value's own form decides.
DIFFERENT = {
    "c c": "a Spanish identity card, an Italian account",
    "entregar a": "a name in Spanish, a name or an address in Portuguese",
    "nip": "a Spanish PIN, a Polish tax number",
    "pas #": "a Danish passport, a Dutch bank card",
}

# label = type, subject
LABELS = {
    "bs": """Ime i prezime = PERSON_NAME unknown; Kupac = PERSON_NAME customer; E-pošta = EMAIL unknown; Broj telefona = PHONE unknown;
        Adresa za dostavu = POSTAL_ADDRESS customer; Broj narudžbe = ORDER_ID unknown; Datum rođenja = DATE_OF_BIRTH unknown;
        JMBG = NATIONAL_ID unknown; Lozinka = CREDENTIAL unknown; Blagajnik = PERSON_NAME associate""",
    "ca": """Nom i cognoms = PERSON_NAME unknown; Correu electrònic = EMAIL unknown; Telèfon mòbil = PHONE unknown; Atès per = PERSON_NAME associate;
        Adreça d'enviament = POSTAL_ADDRESS customer; Núm. de comanda = ORDER_ID unknown; Data de naixement = DATE_OF_BIRTH unknown;
        Número de soci = LOYALTY_ID unknown; Contrasenya = CREDENTIAL unknown; Codi de seguiment = TRACKING_NUMBER unknown""",
    "cs": """Jméno a příjmení = PERSON_NAME unknown; Zákazník = PERSON_NAME customer; Telefonní číslo = PHONE unknown; IČO = NATIONAL_ID business;
        Dodací adresa = POSTAL_ADDRESS customer; Číslo objednávky = ORDER_ID unknown; Rodné číslo = NATIONAL_ID unknown;
        Č. účtu = BANK_ACCOUNT unknown; Uživatelské jméno = USERNAME unknown; SPZ = VEHICLE_PLATE unknown; Obsloužil = PERSON_NAME associate""",
    "da": """Fornavn = PERSON_NAME unknown; Kundenavn = PERSON_NAME customer; Mobilnr. = PHONE unknown; Ordrenummer = ORDER_ID unknown;
        Leveringsadresse = POSTAL_ADDRESS customer; CPR-nummer = NATIONAL_ID unknown; Fødselsdato = DATE_OF_BIRTH unknown;
        Kortnummer = PAYMENT_CARD unknown; Adgangskode = CREDENTIAL unknown; Ekspederet af = PERSON_NAME associate;
        Fodselsdato = DATE_OF_BIRTH unknown""",
    "et": """Ees- ja perekonnanimi = PERSON_NAME unknown; Kliendi nimi = PERSON_NAME customer; Telefoninumber = PHONE unknown;
        Tarneaadress = POSTAL_ADDRESS customer; Tellimuse number = ORDER_ID unknown; Isikukood = NATIONAL_ID unknown;
        Sünniaeg = DATE_OF_BIRTH unknown; Kasutajanimi = USERNAME unknown; Parool = CREDENTIAL unknown; Müüja = PERSON_NAME associate""",
    "fi": """Etunimi = PERSON_NAME unknown; Asiakkaan nimi = PERSON_NAME customer; Sähköposti = EMAIL unknown; Puh. = PHONE unknown;
        Toimitusosoite = POSTAL_ADDRESS customer; Tilausnumero = ORDER_ID unknown; Henkilötunnus = NATIONAL_ID unknown;
        Tilinumero = BANK_ACCOUNT unknown; Seurantakoodi = TRACKING_NUMBER unknown; Asiakasnumero = LOYALTY_ID unknown;
        Teitä palveli = PERSON_NAME associate""",
    "hr": """Ime i prezime = PERSON_NAME unknown; Kupac = PERSON_NAME customer; Broj mobitela = PHONE unknown; OIB = NATIONAL_ID unknown;
        Adresa dostave = POSTAL_ADDRESS customer; Br. narudžbe = ORDER_ID unknown; Datum rođenja = DATE_OF_BIRTH unknown;
        Zaporka = CREDENTIAL unknown; Broj pošiljke = TRACKING_NUMBER unknown; Prodavač = PERSON_NAME associate;
        Datum rodenja = DATE_OF_BIRTH unknown""",
    "hu": """Vezetéknév = PERSON_NAME unknown; Vevő neve = PERSON_NAME customer; Telefonszám = PHONE unknown; Rendelésszám = ORDER_ID unknown;
        Számlázási cím = POSTAL_ADDRESS customer; Születési dátum = DATE_OF_BIRTH unknown; Adószám = NATIONAL_ID unknown;
        Bankszámlaszám = BANK_ACCOUNT unknown; Jelszó = CREDENTIAL unknown; Rendszám = VEHICLE_PLATE unknown;
        Pénztáros = PERSON_NAME associate""",
    "lt": """Vardas, pavardė = PERSON_NAME unknown; Pirkėjas = PERSON_NAME customer; El. paštas = EMAIL unknown; Tel. nr. = PHONE unknown;
        Pristatymo adresas = POSTAL_ADDRESS customer; Užsakymo numeris = ORDER_ID unknown; Asmens kodas = NATIONAL_ID unknown;
        Gimimo data = DATE_OF_BIRTH unknown; Siuntos numeris = TRACKING_NUMBER unknown; Kasininkė = PERSON_NAME associate""",
    "lv": """Vārds, uzvārds = PERSON_NAME unknown; Pircējs = PERSON_NAME customer; E-pasts = EMAIL unknown; Tālrunis = PHONE unknown;
        Piegādes adrese = POSTAL_ADDRESS customer; Pasūtījuma numurs = ORDER_ID unknown; Personas kods = NATIONAL_ID unknown;
        Dzimšanas datums = DATE_OF_BIRTH unknown; Lietotājvārds = USERNAME unknown; Kasieris = PERSON_NAME associate""",
    "nb": """Etternavn = PERSON_NAME unknown; Kundenavn = PERSON_NAME customer; E-postadresse = EMAIL unknown; Tlf. = PHONE unknown;
        Leveringsadresse = POSTAL_ADDRESS customer; Ordrenr. = ORDER_ID unknown; Fødselsnummer = NATIONAL_ID unknown;
        Kundenummer = LOYALTY_ID customer; Passord = CREDENTIAL unknown; Sporingsnummer = TRACKING_NUMBER unknown;
        Ekspeditør = PERSON_NAME associate""",
    "pl": """Imię i nazwisko = PERSON_NAME unknown; Nabywca = PERSON_NAME customer; Telefon klienta = PHONE customer; PESEL = NATIONAL_ID unknown;
        Adres dostawy = POSTAL_ADDRESS customer; Nr zamówienia = ORDER_ID unknown; Data urodzenia = DATE_OF_BIRTH unknown;
        Hasło = CREDENTIAL unknown; Numer przesyłki = TRACKING_NUMBER unknown; Obsłużył = PERSON_NAME associate;
        Numer karty klienta = LOYALTY_ID customer; Haslo = CREDENTIAL unknown""",
    "ro": """Nume și prenume = PERSON_NAME unknown; Nume client = PERSON_NAME customer; Număr de telefon = PHONE unknown; CNP = NATIONAL_ID unknown;
        Adresa de livrare = POSTAL_ADDRESS customer; Număr comandă = ORDER_ID unknown; Data nașterii = DATE_OF_BIRTH unknown;
        Cont bancar = BANK_ACCOUNT unknown; Parolă = CREDENTIAL unknown; Casier = PERSON_NAME associate""",
    "sk": """Meno a priezvisko = PERSON_NAME unknown; Zákazník = PERSON_NAME customer; Telefónne číslo = PHONE unknown; Heslo = CREDENTIAL unknown;
        Dodacia adresa = POSTAL_ADDRESS customer; Číslo objednávky = ORDER_ID unknown; Dátum narodenia = DATE_OF_BIRTH unknown;
        Používateľské meno = USERNAME unknown; Evidenčné číslo vozidla = VEHICLE_PLATE unknown; Pokladník = PERSON_NAME associate""",
    "sl": """Ime in priimek = PERSON_NAME unknown; Stranka = PERSON_NAME customer; Telefonska številka = PHONE unknown; EMŠO = NATIONAL_ID unknown;
        Naslov za dostavo = POSTAL_ADDRESS customer; Št. naročila = ORDER_ID unknown; Datum rojstva = DATE_OF_BIRTH unknown;
        Geslo = CREDENTIAL unknown; Številka pošiljke = TRACKING_NUMBER unknown; Prodajalec = PERSON_NAME associate""",
    "sv": """Förnamn = PERSON_NAME unknown; Kundnamn = PERSON_NAME customer; Mobilnummer = PHONE unknown; Personnummer = NATIONAL_ID unknown;
        Leveransadress = POSTAL_ADDRESS customer; Ordernr = ORDER_ID unknown; Födelsedatum = DATE_OF_BIRTH unknown;
        Lösenord = CREDENTIAL unknown; Kollinummer = TRACKING_NUMBER unknown; Er säljare = PERSON_NAME associate;
        Regnr = VEHICLE_PLATE unknown""",
    "tr": """Ad Soyad = PERSON_NAME unknown; Müşteri adı = PERSON_NAME customer; Cep telefonu = PHONE unknown; T.C. Kimlik No = NATIONAL_ID unknown;
        Teslimat adresi = POSTAL_ADDRESS customer; Sipariş no = ORDER_ID unknown; Doğum tarihi = DATE_OF_BIRTH unknown;
        Kullanıcı adı = USERNAME associate; SİPARİŞ NO = ORDER_ID unknown; KULLANICI ADI = USERNAME associate;
        Kargo takip no = TRACKING_NUMBER unknown; Kasiyer = PERSON_NAME associate""",
}

# Phrases that name nothing personal.
OTHERS = {
    "bs": "Ukupno, Količina, Status narudžbe, Šifra artikla, Datum isporuke",
    "ca": "Preu unitari, Estat de la comanda, Codi de barres, Nom del producte, Data de lliurament",
    "cs": "Stav objednávky, Cena bez DPH, Variabilní symbol, Název zboží, Datum splatnosti",
    "da": "Varenummer, Pris ekskl. moms, Lagerstatus, Forfaldsdato, Gavekort",
    "et": "Toote nimi, Käibemaks, Tellimuse kuupäev, Laoseis, Viitenumber",
    "fi": "Tuotenimi, Tilauksen tila, Viitenumero, Yksikköhinta, Eräpäivä",
    "hr": "Naziv artikla, Šifra artikla, Jedinična cijena, Datum računa, Poziv na broj",
    "hu": "Termék neve, Cikkszám, Rendelés dátuma, Egységár, Raktáron",
    "lt": "Prekės pavadinimas, Prekės kodas, Užsakymo būsena, Kaina be PVM, Likutis",
    "lv": "Preces nosaukums, Preces kods, Pasūtījuma datums, Cena ar PVN, Daudzums",
    "nb": "Varenummer, KID-nummer, Ordredato, Pris inkl. mva, Lagerbeholdning",
    "pl": "Nazwa produktu, Kod kreskowy, Status zamówienia, Cena jednostkowa, Stan magazynowy",
    "ro": "Nume produs, Cod de bare, Data comenzii, Preț unitar, Metodă de livrare",
    "sk": "Názov tovaru, Čiarový kód, Stav objednávky, Jednotková cena, Dátum splatnosti",
    "sl": "Naziv izdelka, Črtna koda, Stanje naročila, Cena z DDV, Datum zapadlosti",
    "sv": "Artikelnummer, OCR-nummer, Orderstatus, Pris exkl. moms, Lagersaldo",
    "tr": "Ürün adı, Stok kodu, Sipariş tarihi, Birim fiyat, Vergi dairesi",
}


def meanings(label: str) -> tuple[Meaning, ...]:
    found = lexicon().meanings(label)
    return tuple(meaning for meaning in found if meaning.exact)


@pytest.mark.parametrize("language", sorted(LABELS))
def test_labels(language: str) -> None:
    said = {label.strip(): meaning.strip() for label, meaning in (x.split("=") for x in LABELS[language].split(";"))}
    assert {label: " ".join([m.type, m.subject]) for label in said for m in meanings(label)} == said
    assert len(said) >= 10


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_words_for_other_things(language: str) -> None:
    labels = OTHERS[language].split(", ")
    assert {label: {m.type for m in lexicon().meanings(label)} for label in labels} == {x: {"OTHER"} for x in labels}


@pytest.mark.parametrize("language", ALL)
def test_form(language: str) -> None:
    sections = languages()[language]
    assert tuple(sections) == SECTIONS
    assert set(sections["subjects"]) == set(sections["kinds"]) == SUBJECTS
    assert set(sections["lists"]) == LISTS
    assert all(phrase for keys in sections.values() for phrases in keys.values() for phrase in phrases)
    assert all(" " not in word for words in sections["lists"].values() for word in words)


def test_phrases_that_differ_between_languages() -> None:
    said: dict[str, dict[str, set[str]]] = {}
    for language, sections in languages().items():
        for name, phrases in sections["types"].items():
            for phrase in phrases:
                canonical = " ".join(lexicon().canonical(phrase))
                said.setdefault(canonical, {}).setdefault(language, set()).add(name)
    assert {phrase for phrase, types in said.items() if len(set(map(frozenset, types.values()))) > 1} == set(DIFFERENT)


@pytest.mark.parametrize("section", ["subjects", "kinds"])
def test_words_for_people_mean_the_same_in_all_languages(section: str) -> None:
    said: dict[str, dict[str, set[str]]] = {}
    for language, sections in languages().items():
        for subject, phrases in sections[section].items():
            for phrase in phrases:
                said.setdefault(phrase, {}).setdefault(language, set()).add(subject)
    assert [phrase for phrase, whose in said.items() if len(set(map(frozenset, whose.values()))) > 1] == []
