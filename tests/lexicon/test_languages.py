"""The files of the languages: their form, what their labels mean, and which phrases differ between them."""

from __future__ import annotations

import pytest

from screenpii.lexicon.labels import lexicon
from screenpii.lexicon.languages import SECTIONS, languages
from screenpii.types import Meaning

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

# label = type, and whose the value is where the label says it
LABELS = {
    "bs": """
        Ime i prezime = PERSON_NAME; Kupac = PERSON_NAME customer; E-pošta = EMAIL; Broj telefona = PHONE;
        Adresa za dostavu = POSTAL_ADDRESS customer; Broj narudžbe = ORDER_ID; Datum rođenja = DATE_OF_BIRTH;
        JMBG = NATIONAL_ID; Lozinka = CREDENTIAL; Blagajnik = PERSON_NAME associate
    """,
    "ca": """
        Nom i cognoms = PERSON_NAME; Correu electrònic = EMAIL; Telèfon mòbil = PHONE; Atès per = PERSON_NAME associate;
        Adreça d'enviament = POSTAL_ADDRESS customer; Núm. de comanda = ORDER_ID; Data de naixement = DATE_OF_BIRTH;
        Número de soci = LOYALTY_ID; Contrasenya = CREDENTIAL; Codi de seguiment = TRACKING_NUMBER
    """,
    "cs": """
        Jméno a příjmení = PERSON_NAME; Zákazník = PERSON_NAME customer; Telefonní číslo = PHONE;
        IČO = NATIONAL_ID business; Dodací adresa = POSTAL_ADDRESS customer; Číslo objednávky = ORDER_ID;
        Rodné číslo = NATIONAL_ID; Č. účtu = BANK_ACCOUNT; Uživatelské jméno = USERNAME; SPZ = VEHICLE_PLATE;
        Obsloužil = PERSON_NAME associate
    """,
    "da": """
        Fornavn = PERSON_NAME; Kundenavn = PERSON_NAME customer; Mobilnr. = PHONE; Ordrenummer = ORDER_ID;
        Leveringsadresse = POSTAL_ADDRESS customer; CPR-nummer = NATIONAL_ID; Fødselsdato = DATE_OF_BIRTH;
        Kortnummer = PAYMENT_CARD; Adgangskode = CREDENTIAL; Ekspederet af = PERSON_NAME associate;
        Fodselsdato = DATE_OF_BIRTH
    """,
    "et": """
        Ees- ja perekonnanimi = PERSON_NAME; Kliendi nimi = PERSON_NAME customer; Telefoninumber = PHONE;
        Tarneaadress = POSTAL_ADDRESS customer; Tellimuse number = ORDER_ID; Isikukood = NATIONAL_ID;
        Sünniaeg = DATE_OF_BIRTH; Kasutajanimi = USERNAME; Parool = CREDENTIAL; Müüja = PERSON_NAME associate
    """,
    "eu": """
        Izen-abizenak = PERSON_NAME; Bezeroaren izena = PERSON_NAME customer; Telefono zenbakia = PHONE;
        Bidalketa helbidea = POSTAL_ADDRESS customer; Eskaera zenbakia = ORDER_ID; Jaiotze data = DATE_OF_BIRTH;
        Pasahitza = CREDENTIAL; Txartelaren zenbakia = PAYMENT_CARD; Jarraipen zenbakia = TRACKING_NUMBER;
        Kutxazaina = PERSON_NAME associate
    """,
    "fi": """
        Etunimi = PERSON_NAME; Asiakkaan nimi = PERSON_NAME customer; Sähköposti = EMAIL; Puh. = PHONE;
        Toimitusosoite = POSTAL_ADDRESS customer; Tilausnumero = ORDER_ID; Henkilötunnus = NATIONAL_ID;
        Tilinumero = BANK_ACCOUNT; Seurantakoodi = TRACKING_NUMBER; Asiakasnumero = LOYALTY_ID;
        Teitä palveli = PERSON_NAME associate
    """,
    "ga": """
        Ainm agus sloinne = PERSON_NAME; Custaiméir = PERSON_NAME customer; Uimhir fóin = PHONE;
        Seoladh seachadta = POSTAL_ADDRESS customer; Uimhir ordaithe = ORDER_ID; Dáta breithe = DATE_OF_BIRTH;
        Focal faire = CREDENTIAL; Ríomhphost = EMAIL; Uimhir rianaithe = TRACKING_NUMBER;
        Airgeadóir = PERSON_NAME associate
    """,
    "gl": """
        Nome e apelidos = PERSON_NAME; Correo electrónico = EMAIL; Número de móbil = PHONE;
        Enderezo de envío = POSTAL_ADDRESS customer; N.º de pedido = ORDER_ID; Data de nacemento = DATE_OF_BIRTH;
        Contrasinal = CREDENTIAL; Número da tarxeta = PAYMENT_CARD; Nome de usuario = USERNAME associate;
        Caixeira = PERSON_NAME associate
    """,
    "hr": """
        Ime i prezime = PERSON_NAME; Kupac = PERSON_NAME customer; Broj mobitela = PHONE; OIB = NATIONAL_ID;
        Adresa dostave = POSTAL_ADDRESS customer; Br. narudžbe = ORDER_ID; Datum rođenja = DATE_OF_BIRTH;
        Zaporka = CREDENTIAL; Broj pošiljke = TRACKING_NUMBER; Prodavač = PERSON_NAME associate;
        Datum rodenja = DATE_OF_BIRTH
    """,
    "hu": """
        Vezetéknév = PERSON_NAME; Vevő neve = PERSON_NAME customer; Telefonszám = PHONE; Rendelésszám = ORDER_ID;
        Számlázási cím = POSTAL_ADDRESS customer; Születési dátum = DATE_OF_BIRTH; Adószám = NATIONAL_ID;
        Bankszámlaszám = BANK_ACCOUNT; Jelszó = CREDENTIAL; Rendszám = VEHICLE_PLATE; Pénztáros = PERSON_NAME associate
    """,
    "is": """
        Fullt nafn = PERSON_NAME; Viðskiptavinur = PERSON_NAME customer; Símanúmer = PHONE; Netfang = EMAIL;
        Afhendingarfang = POSTAL_ADDRESS customer; Pöntunarnúmer = ORDER_ID; Kennitala = NATIONAL_ID;
        Fæðingardagur = DATE_OF_BIRTH; Lykilorð = CREDENTIAL; Afgreiðslumaður = PERSON_NAME associate;
        Faedingardagur = DATE_OF_BIRTH
    """,
    "lt": """
        Vardas, pavardė = PERSON_NAME; Pirkėjas = PERSON_NAME customer; El. paštas = EMAIL; Tel. nr. = PHONE;
        Pristatymo adresas = POSTAL_ADDRESS customer; Užsakymo numeris = ORDER_ID; Asmens kodas = NATIONAL_ID;
        Gimimo data = DATE_OF_BIRTH; Siuntos numeris = TRACKING_NUMBER; Kasininkė = PERSON_NAME associate
    """,
    "lv": """
        Vārds, uzvārds = PERSON_NAME; Pircējs = PERSON_NAME customer; E-pasts = EMAIL; Tālrunis = PHONE;
        Piegādes adrese = POSTAL_ADDRESS customer; Pasūtījuma numurs = ORDER_ID; Personas kods = NATIONAL_ID;
        Dzimšanas datums = DATE_OF_BIRTH; Lietotājvārds = USERNAME; Kasieris = PERSON_NAME associate
    """,
    "nb": """
        Etternavn = PERSON_NAME; Kundenavn = PERSON_NAME customer; E-postadresse = EMAIL; Tlf. = PHONE;
        Leveringsadresse = POSTAL_ADDRESS customer; Ordrenr. = ORDER_ID; Fødselsnummer = NATIONAL_ID;
        Kundenummer = LOYALTY_ID customer; Passord = CREDENTIAL; Sporingsnummer = TRACKING_NUMBER;
        Ekspeditør = PERSON_NAME associate
    """,
    "pl": """
        Imię i nazwisko = PERSON_NAME; Nabywca = PERSON_NAME customer; Telefon klienta = PHONE customer;
        PESEL = NATIONAL_ID; Adres dostawy = POSTAL_ADDRESS customer; Nr zamówienia = ORDER_ID;
        Data urodzenia = DATE_OF_BIRTH; Hasło = CREDENTIAL; Numer przesyłki = TRACKING_NUMBER;
        Obsłużył = PERSON_NAME associate; Numer karty klienta = LOYALTY_ID customer; Haslo = CREDENTIAL
    """,
    "ro": """
        Nume și prenume = PERSON_NAME; Nume client = PERSON_NAME customer; Număr de telefon = PHONE; CNP = NATIONAL_ID;
        Adresa de livrare = POSTAL_ADDRESS customer; Număr comandă = ORDER_ID; Data nașterii = DATE_OF_BIRTH;
        Cont bancar = BANK_ACCOUNT; Parolă = CREDENTIAL; Casier = PERSON_NAME associate
    """,
    "sk": """
        Meno a priezvisko = PERSON_NAME; Zákazník = PERSON_NAME customer; Telefónne číslo = PHONE; Heslo = CREDENTIAL;
        Dodacia adresa = POSTAL_ADDRESS customer; Číslo objednávky = ORDER_ID; Dátum narodenia = DATE_OF_BIRTH;
        Používateľské meno = USERNAME; Evidenčné číslo vozidla = VEHICLE_PLATE; Pokladník = PERSON_NAME associate
    """,
    "sl": """
        Ime in priimek = PERSON_NAME; Stranka = PERSON_NAME customer; Telefonska številka = PHONE; EMŠO = NATIONAL_ID;
        Naslov za dostavo = POSTAL_ADDRESS customer; Št. naročila = ORDER_ID; Datum rojstva = DATE_OF_BIRTH;
        Geslo = CREDENTIAL; Številka pošiljke = TRACKING_NUMBER; Prodajalec = PERSON_NAME associate
    """,
    "sq": """
        Emri dhe mbiemri = PERSON_NAME; Klienti = PERSON_NAME customer; Numri i telefonit = PHONE;
        Adresa e dërgesës = POSTAL_ADDRESS customer; Numri i porosisë = ORDER_ID; Datëlindja = DATE_OF_BIRTH;
        Fjalëkalimi = CREDENTIAL; Numri personal = NATIONAL_ID; Targa = VEHICLE_PLATE; Arkëtari = PERSON_NAME associate
    """,
    "sv": """
        Förnamn = PERSON_NAME; Kundnamn = PERSON_NAME customer; Mobilnummer = PHONE; Personnummer = NATIONAL_ID;
        Leveransadress = POSTAL_ADDRESS customer; Ordernr = ORDER_ID; Födelsedatum = DATE_OF_BIRTH;
        Lösenord = CREDENTIAL; Kollinummer = TRACKING_NUMBER; Er säljare = PERSON_NAME associate; Regnr = VEHICLE_PLATE
    """,
    "tr": """
        Ad Soyad = PERSON_NAME; Müşteri adı = PERSON_NAME customer; Cep telefonu = PHONE; T.C. Kimlik No = NATIONAL_ID;
        Teslimat adresi = POSTAL_ADDRESS customer; Sipariş no = ORDER_ID; Doğum tarihi = DATE_OF_BIRTH;
        Kullanıcı adı = USERNAME associate; SİPARİŞ NO = ORDER_ID; KULLANICI ADI = USERNAME associate;
        Kargo takip no = TRACKING_NUMBER; Kasiyer = PERSON_NAME associate
    """,
}

# Phrases that name nothing personal.
OTHERS = {
    "bs": "Ukupno, Količina, Status narudžbe, Šifra artikla, Datum isporuke",
    "ca": "Preu unitari, Estat de la comanda, Codi de barres, Nom del producte, Data de lliurament",
    "cs": "Stav objednávky, Cena bez DPH, Variabilní symbol, Název zboží, Datum splatnosti",
    "da": "Varenummer, Pris ekskl. moms, Lagerstatus, Forfaldsdato, Gavekort",
    "et": "Toote nimi, Käibemaks, Tellimuse kuupäev, Laoseis, Viitenumber",
    "eu": "Eskaera egoera, Produktuaren izena, Barra kodea, Faktura data, Unitateko prezioa",
    "fi": "Tuotenimi, Tilauksen tila, Viitenumero, Yksikköhinta, Eräpäivä",
    "ga": "Ainm táirge, Stádas ordaithe, Praghas aonaid, Dáta seachadta, Barrachód",
    "gl": "Prezo unitario, Estado do pedido, Código de barras, Nome do produto, Data de entrega",
    "hr": "Naziv artikla, Šifra artikla, Jedinična cijena, Datum računa, Poziv na broj",
    "hu": "Termék neve, Cikkszám, Rendelés dátuma, Egységár, Raktáron",
    "is": "Vörunúmer, Staða pöntunar, Einingarverð, Gjalddagi, Afhendingardagur",
    "lt": "Prekės pavadinimas, Prekės kodas, Užsakymo būsena, Kaina be PVM, Likutis",
    "lv": "Preces nosaukums, Preces kods, Pasūtījuma datums, Cena ar PVN, Daudzums",
    "nb": "Varenummer, KID-nummer, Ordredato, Pris inkl. mva, Lagerbeholdning",
    "pl": "Nazwa produktu, Kod kreskowy, Status zamówienia, Cena jednostkowa, Stan magazynowy",
    "ro": "Nume produs, Cod de bare, Data comenzii, Preț unitar, Metodă de livrare",
    "sk": "Názov tovaru, Čiarový kód, Stav objednávky, Jednotková cena, Dátum splatnosti",
    "sl": "Naziv izdelka, Črtna koda, Stanje naročila, Cena z DDV, Datum zapadlosti",
    "sq": "Emri i produktit, Statusi i porosisë, Data e porosisë, Barkodi, Mënyra e dërgesës",
    "sv": "Artikelnummer, OCR-nummer, Orderstatus, Pris exkl. moms, Lagersaldo",
    "tr": "Ürün adı, Stok kodu, Sipariş tarihi, Birim fiyat, Vergi dairesi",
}


def _said(meaning: Meaning) -> str:
    return meaning.type if meaning.subject == "unknown" else f"{meaning.type} {meaning.subject}"


@pytest.mark.parametrize("language", sorted(LABELS))
def test_labels(language: str) -> None:
    said = {label.strip(): meaning.strip() for label, meaning in (x.split("=") for x in LABELS[language].split(";"))}
    assert {label: _said(meaning) for label in said for meaning in lexicon().meanings(label) if meaning.exact} == said
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
