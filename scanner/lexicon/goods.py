"""Words of the headers of lists of goods, in seven languages; folded as labels are."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")

GOODS = frozenset(
    "item items product products article articles description material sku goods name artikel produkt produkte bezeichnung "
    "beschreibung ware article articles produit produits designation libelle articulo articulos producto productos "
    "descripcion artigo artigos produto produtos descricao articolo articoli prodotto prodotti descrizione omschrijving "
    "producten style".split()
)
COUNTS = frozenset(
    "qty quantity units uom pcs ordered shipped picked menge anzahl stuck stk auftragsmenge liefermenge quantite qte cantidad cant uds quantidade qtd quantita qta aantal".split()
)
AMOUNTS = frozenset(
    "price amount total totals subtotal cost each unit ext tax taxes spent value preis betrag summe einzelpreis gesamt nettopreis gesamtpreis prix pu montant precio importe preco "
    "valor importes totales prezzo importo totale prijs bedrag stukprijs totaal".split()
)
# Rows that sum up what stands above them.
SUMS = frozenset(
    "total subtotal tax rounding sales netto base imponible imponibile ht ttc imposto verzending envio vat mwst ust tva iva btw balance due paid change cash card visa mastercard discount shipping "
    "delivery tip rounding summe zwischensumme gesamt gesamtbetrag bar rabatt versand steuer netto brutto soustotal sous "
    "total remise livraison rendu especes descuento envio efectivo cambio desconto frete troco dinheiro totale subtotale "
    "sconto spedizione resto contanti totaal subtotaal korting verzending wisselgeld contant".split()
)
# Words of headers that goods have and people have not.
WARES = frozenset(
    "sku ean upc gtin barcode brand size sizes colour color variant stock price cost weight unit units category supplier manufacturer "
    "marke grosse farbe bestand preis kategorie hersteller gewicht lagerbestand marque taille couleur prix categorie fabricant "
    "poids marca talla precio categoria peso fabricante tamanho preco estoque cor taglia prezzo giacenza colore merk maat "
    "prijs voorraad kleur gewicht varenr storlek pris farg lager marka rozmiar cena kolor stan kategoria velikost barva znacka".split()
)


def is_of_goods(header: str) -> bool:
    """Whether a column's header is a word for what goods have: a size, a price, a stock."""
    return any(word in WARES for word in _WORD.findall(header.casefold()))
