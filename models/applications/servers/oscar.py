"""django-oscar: a shop and its dashboard. Use: python -m models.applications.servers.oscar WORLD PORT"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.applications.marks import marked
from models.applications.servers.django_base import configure, make_tables, module, serve, users

STATES = ("Pending", "Being processed", "Complete", "Cancelled")


class NoMigrations(dict[str, None]):
    """Says of every application that it has none, so that all tables are made at once."""

    def __contains__(self, _: object) -> bool:
        return True

    def __getitem__(self, _: str) -> None:
        return None


def models(app: str) -> Any:
    return module(f"oscar.apps.{app}.models")


def settings(world: dict[str, Any]) -> dict[str, Any]:
    """Those of oscar, with the shop's name."""
    defaults = {k: v for k, v in vars(module("oscar.defaults")).items() if k.isupper()}
    backends = ("oscar.apps.customer.auth_backends.EmailBackend", "django.contrib.auth.backends.ModelBackend")
    return defaults | {
        "OSCAR_SHOP_NAME": world["name"],
        "OSCAR_SHOP_TAGLINE": "",
        "OSCAR_DEFAULT_CURRENCY": random.Random(world["name"]).choice(["EUR", "GBP", "USD", "PLN", "SEK", "CHF"]),
        "OSCAR_ORDER_STATUS_PIPELINE": dict.fromkeys(STATES, STATES),
        "OSCAR_INITIAL_ORDER_STATUS": STATES[0],
        "OSCAR_INITIAL_LINE_STATUS": STATES[0],
        "SITE_ID": 1,
        "AUTHENTICATION_BACKENDS": backends,
        "HAYSTACK_CONNECTIONS": {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
        "MIGRATION_MODULES": NoMigrations(),
        "middleware": [
            "oscar.apps.basket.middleware.BasketMiddleware",
            "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
        ],
        "processors": [
            "oscar.apps.search.context_processors.search_form",
            "oscar.apps.checkout.context_processors.checkout",
            "oscar.apps.communication.notifications.context_processors.notifications",
            "oscar.core.context_processors.metadata",
        ],
    }


def address(kind: Any, parts: dict[str, str], name: dict[str, str], phone: str, **more: Any) -> Any:
    """An address of that model; the country's name bears a mark of its own."""
    fields = {
        "line1": parts["street"],
        "line2": parts["unit"],
        "line4": parts["city"],
        "postcode": parts["postcode"],
        "state": parts["region"],
        "country_id": parts["code"],
        "first_name": name["given"],
        "last_name": name["family"],
    }
    if kind.__name__ != "BillingAddress" and kind.__name__ != "PartnerAddress":
        fields["phone_number"] = phone
    return kind(**fields, **more)


def goods(trade: dict[str, Any], rng: random.Random) -> list[tuple[Any, Any]]:
    """Products with their stock, in categories, of the suppliers."""
    catalogue, partner = models("catalogue"), models("partner")
    kind = catalogue.ProductClass.objects.create(name="-", track_stock=True)
    categories = [catalogue.Category.add_root(name=name) for name in trade["categories"]]
    partners = []
    for number, supplier in enumerate(trade["suppliers"]):
        partners.append(partner.Partner.objects.create(name=supplier["name"], code=f"p{number}"))
        nobody = {"given": "", "family": ""}
        address(partner.PartnerAddress, supplier["address"], nobody, "", partner=partners[-1]).save()
    found = []
    for item in trade["goods"]:
        product = catalogue.Product.objects.create(product_class=kind, title=item["title"], upc=None)
        product.categories.add(rng.choice(categories))
        stock = partner.StockRecord.objects.create(
            product=product,
            partner=rng.choice(partners),
            partner_sku=item["sku"],
            price=Decimal(item["price"]),
            num_in_stock=item["stock"],
            low_stock_threshold=rng.choice([None, 20]),
        )
        found.append((product, stock))
    return found


def line(placed: Any, product: Any, stock: Any, count: int) -> None:
    """A line of an order."""
    price = stock.price * count
    models("order").Line.objects.create(
        order=placed,
        partner=stock.partner,
        partner_name=stock.partner.name,
        partner_sku=stock.partner_sku,
        product=product,
        stockrecord=stock,
        title=product.title,
        quantity=count,
        line_price_incl_tax=price,
        line_price_excl_tax=price,
        line_price_before_discounts_incl_tax=price,
        line_price_before_discounts_excl_tax=price,
        unit_price_incl_tax=stock.price,
        unit_price_excl_tax=stock.price,
        status=STATES[0],
        num_allocated=0,
    )


def order(
    entry: dict[str, Any], world: dict[str, Any], people: tuple[list[Any], list[Any]], sold: Any, rng: random.Random
) -> None:
    """One order with its lines, addresses, notes and payment."""
    made, (customers, staff) = models("order"), people
    buyer, who = customers[entry["customer"]], world["customers"][entry["customer"]]
    shipping = address(made.ShippingAddress, entry["shipping"], entry["recipient"], entry["recipient"]["phone"])
    billing = address(made.BillingAddress, entry["billing"], who, "")
    shipping.save()
    billing.save()
    lines = [(*sold[number], count) for number, count in entry["lines"]]
    total = sum(stock.price * count for _, stock, count in lines)
    placed = made.Order.objects.create(
        number=entry["number"],
        user=None if entry["guest"] else buyer,
        billing_address=billing,
        shipping_address=shipping,
        total_incl_tax=total,
        total_excl_tax=total,
        shipping_method=rng.choice(["Standard", "Express", "DHL", "UPS"]),
        status=rng.choice(STATES),
        guest_email=entry["email"] if entry["guest"] else "",
        date_placed=datetime.fromisoformat(entry["when"]),
        site_id=1,
    )
    for product, stock, count in lines:
        line(placed, product, stock, count)
    if rng.random() < 0.6:
        made.OrderNote.objects.create(order=placed, user=staff[entry["staff"]], note_type="Info", message=entry["note"])
    payment = models("payment")
    source = payment.SourceType.objects.get_or_create(name=rng.choice(["Visa", "SEPA", "PayPal"]))[0]
    payment.Source.objects.create(
        order=placed, source_type=source, amount_allocated=total, label=entry["card"], reference=entry["card"]
    )


def talk(world: dict[str, Any], customers: list[Any], sold: Any, rng: random.Random) -> None:
    """Addresses, reviews, mails, messages and alerts of the customers."""
    trade = world["trade"]
    review, said, alerts = module("oscar.apps.catalogue.reviews.models"), models("communication"), models("customer")
    for buyer, who, entry in zip(customers, world["customers"], trade["customers"], strict=True):
        for key in ("address", "second")[: rng.randint(1, 2)]:
            kind = models("address").UserAddress
            kind.objects.bulk_create(
                [address(kind, entry[key], who, entry["phone"], user=buyer, hash=f"{buyer.pk}{key}")]
            )
    for number, ticket in enumerate(trade["tickets"]):
        buyer = customers[ticket["customer"]]
        product = sold[number % len(sold)][0]
        review.ProductReview.objects.bulk_create(
            [
                review.ProductReview(
                    product=product,
                    user=buyer,
                    score=rng.randint(1, 5),
                    title=ticket["topic"][:200],
                    body=ticket["text"],
                    status=rng.randint(0, 2),
                )
            ],
            ignore_conflicts=True,
        )
        said.Email.objects.create(user=buyer, email=buyer.email, subject=ticket["topic"], body_text=ticket["text"])
        said.Notification.objects.create(recipient=buyer, subject=ticket["topic"], body=ticket["text"])
        alerts.ProductAlert.objects.bulk_create(
            [alerts.ProductAlert(product=product, user=buyer, status="Active", key=str(rng.random()))]
        )
        wishes = models("wishlists").WishList.objects.create(owner=buyer, name=ticket["topic"])
        models("wishlists").Line.objects.create(wishlist=wishes, product=product, title=product.title)


def baskets(world: dict[str, Any], customers: list[Any], sold: Any, rng: random.Random) -> None:
    """Open baskets of the first customers."""
    basket = models("basket")
    for buyer in customers[:12]:
        made = basket.Basket.objects.create(owner=buyer)
        for product, stock in rng.sample(sold, k=min(3, len(sold))):
            basket.Line.objects.create(
                basket=made,
                line_reference=f"{product.pk}_{stock.pk}",
                product=product,
                stockrecord=stock,
                quantity=1,
                price_currency=stock.price_currency,
                price_excl_tax=stock.price,
                price_incl_tax=stock.price,
            )


def fill(world: dict[str, Any], rng: random.Random) -> None:
    """The shop's data, all of it."""
    trade = world["trade"]
    module("django.contrib.sites.models").Site.objects.update(name=world["name"], domain="shop.example")
    country = models("address").Country
    for code, name in trade["countries"].items():
        shown = marked(name, "POSTAL_ADDRESS/country", "customer", 0)
        country.objects.create(iso_3166_1_a2=code, printable_name=shown, name=shown, is_shipping_country=True)
    staff, customers = users(world["staff"], staff=True), users(world["customers"], staff=False)
    sold = goods(trade, rng)
    for entry in {entry["number"]: entry for entry in trade["orders"]}.values():
        order(entry, world, (customers, staff), sold, rng)
    talk(world, customers, sold, rng)
    baskets(world, customers, sold, rng)


def main(world_file: str, port: str) -> None:
    path = Path(world_file)
    world = json.loads(path.read_text("utf-8"))
    rng = random.Random(f"oscar {world['name']}")
    configure(
        path.parent,
        world["language"],
        [*module("oscar").INSTALLED_APPS, "sorl.thumbnail"],
        "models.applications.servers.oscar_urls",
        **settings(world),
    )
    make_tables()
    with module("django.db.transaction").atomic():
        fill(world, rng)
    serve(int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
