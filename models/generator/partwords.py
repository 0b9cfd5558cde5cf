"""Labels of the parts of a name or an address, as forms and tables have them; by language."""

from __future__ import annotations

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "given": ("First name", "First", "Given name", "Forename", "Fname", "First name(s)"),
        "family": ("Last name", "Last", "Surname", "Family name", "Lname", "Last / company"),
        "street": ("Street", "Address", "Address line 1", "Street address", "Address 1", "Addr 1", "Line 1", "Street & no."),
        "unit": ("Apt", "Unit", "Address line 2", "Apt / suite", "Flat", "Address 2", "Line 2"),
        "postcode": ("Postcode", "ZIP", "Zip code", "ZIP / postal code", "Post code", "Postal code"),
        "city": ("City", "Town", "Town / city", "City / town", "Suburb"),
        "region": ("State", "County", "Province", "Region", "State / province"),
        "country": ("Country", "Country / region", "Ctry"),
    },
    "de": {
        "given": ("Vorname", "Vorname(n)", "Rufname"), "family": ("Nachname", "Name", "Familienname", "Zuname"),
        "street": ("Straße", "Straße, Nr.", "Anschrift", "Straße / Hausnr.", "Adresse"), "unit": ("Zusatz", "Adresszusatz", "Whg."),
        "postcode": ("PLZ", "Postleitzahl"), "city": ("Ort", "Stadt", "Wohnort"), "region": ("Bundesland", "Kanton"),
        "country": ("Land",),
    },
    "fr": {
        "given": ("Prénom", "Prénoms"), "family": ("Nom", "Nom de famille", "Nom d'usage"),
        "street": ("Rue", "Adresse", "N° et voie", "Adresse 1"), "unit": ("Complément", "Appt", "Bâtiment", "Adresse 2"),
        "postcode": ("Code postal", "CP"), "city": ("Ville", "Commune", "Localité"), "region": ("Région", "Département", "Province"),
        "country": ("Pays",),
    },
    "es": {
        "given": ("Nombre", "Nombre de pila"), "family": ("Apellidos", "Apellido", "Primer apellido"),
        "street": ("Calle", "Dirección", "Domicilio", "Calle y número"), "unit": ("Piso", "Puerta", "Interior", "Depto."),
        "postcode": ("Código postal", "C.P.", "CP"), "city": ("Ciudad", "Población", "Localidad"),
        "region": ("Provincia", "Estado", "Región"), "country": ("País",),
    },
    "pt": {
        "given": ("Nome", "Primeiro nome", "Nome próprio"), "family": ("Sobrenome", "Apelido", "Último nome"),
        "street": ("Rua", "Morada", "Endereço", "Logradouro"), "unit": ("Complemento", "Apto", "Andar"),
        "postcode": ("CEP", "Código postal"), "city": ("Cidade", "Localidade", "Município"), "region": ("Estado", "UF", "Distrito"),
        "country": ("País",),
    },
    "it": {
        "given": ("Nome",), "family": ("Cognome",), "street": ("Via", "Indirizzo", "Via e n. civico"),
        "unit": ("Interno", "Scala", "Presso"), "postcode": ("CAP", "C.A.P."), "city": ("Città", "Comune", "Località"),
        "region": ("Provincia", "Prov.", "Regione"), "country": ("Paese", "Stato"),
    },
    "nl": {
        "given": ("Voornaam", "Roepnaam"), "family": ("Achternaam", "Familienaam"),
        "street": ("Straat", "Adres", "Straat en huisnr."), "unit": ("Toevoeging", "Toev.", "Bus"),
        "postcode": ("Postcode",), "city": ("Plaats", "Woonplaats", "Stad"), "region": ("Provincie",), "country": ("Land",),
    },
}  # fmt: skip
