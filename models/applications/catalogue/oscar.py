"""django-oscar: its dashboard, and the shop as customers and strangers see it."""

import random
from urllib.parse import quote

from models.applications.application import Application, Visit, World, picked
from models.applications.djangos import DJANGO, WAITRESS

DASHBOARD = {
    "dashboard": "",
    "orders": "orders/",
    "order-statistics": "orders/statistics/",
    "customers": "users/",
    "customer-alerts": "users/alerts/",
    "products": "catalogue/",
    "stock-alerts": "catalogue/stock-alerts/",
    "categories": "catalogue/categories/",
    "product-add": "catalogue/categories/create/",
    "partners": "partners/",
    "partner-add": "partners/create/",
    "offers": "offers/",
    "vouchers": "vouchers/",
    "voucher-add": "vouchers/create/",
    "pages": "pages/",
    "page-add": "pages/create/",
    "reviews": "reviews/",
    "mails": "comms/",
    "reports": "reports/",
    "ranges": "ranges/",
    "shipping": "shipping/weight-based/",
}
ACCOUNT = {
    "account": "",
    "my-profile": "profile/",
    "profile-edit": "profile/edit/",
    "profile-delete": "profile/delete/",
    "my-orders": "orders/",
    "my-addresses": "addresses/",
    "address-add": "addresses/add/",
    "my-mails": "emails/",
    "my-messages": "notifications/inbox/",
    "my-alerts": "alerts/",
    "wishlists": "wishlists/",
    "password": "change-password/",
}
REPORTS = ("conversion_report", "open_baskets", "submitted_baskets", "order_report", "customer_report", "user_activity")
SPOKEN = tuple("en de fr es pt it nl pl cs sk sv da nb fi hu ro hr tr lt lv et ca eu sl is".split())


def _orders(world: World, rng: random.Random) -> list[Visit]:
    """An order as staff and as its customer see it."""
    staff, found = len(world["staff"]), []
    for entry in rng.sample(world["trade"]["orders"], k=2):
        number = quote(entry["number"])
        bought = ("#lines table", ".order-lines", "table:has(th:nth-child(6))")
        found.append(Visit("order", f"/dashboard/orders/{number}/", purchases=bought[:1]))
        found.append(Visit("order-address", f"/dashboard/orders/{number}/shipping-address/"))
        if not entry["guest"]:
            who = str(staff + entry["customer"] + 1)
            found.append(Visit("my-order", f"/accounts/orders/{number}/", who=who, purchases=(".table",)))
    return found


def _shopper(world: World, rng: random.Random) -> list[Visit]:
    """Pages of a signed-in customer, and of the shop for anybody."""
    who = str(len(world["staff"]) + rng.randint(1, min(12, len(world["customers"]))))
    found = [Visit(view, f"/accounts/{path}", who=who) for view, path in ACCOUNT.items()]
    found += [
        Visit("basket", "/basket/", who=who, purchases=("#basket_formset",)),
        Visit("checkout", "/checkout/shipping-address/", who=who),
    ]
    product = rng.randint(1, len(world["trade"]["goods"]))
    found += [
        Visit("shop", "/catalogue/", who="0"),
        Visit("shop", "/catalogue/", who=who),
        Visit("search", "/search/?q=a", who="0"),
    ]
    found += [Visit("sign-in", "/accounts/login/", who="0"), Visit("product", f"/catalogue/x_{product}/", who="0")]
    found.append(Visit("product-reviews", f"/catalogue/x_{product}/reviews/", who="0"))
    return found


def _visits(world: World, rng: random.Random) -> list[Visit]:
    found = [Visit(view, f"/dashboard/{path}") for view, path in DASHBOARD.items()]
    found += [Visit(f"report-{kind}", f"/dashboard/reports/?report_type={kind}") for kind in REPORTS]
    for _ in range(2):
        customer = len(world["staff"]) + rng.randint(1, len(world["customers"]))
        found.append(Visit("customer", f"/dashboard/users/{customer}/", purchases=("#orders table",)))
        found.append(Visit("partner", f"/dashboard/partners/{rng.randint(1, len(world['trade']['suppliers']))}/"))
        found.append(
            Visit("product-edit", f"/dashboard/catalogue/products/{rng.randint(1, len(world['trade']['goods']))}/")
        )
        found.append(Visit("review", f"/dashboard/reviews/{rng.randint(1, len(world['trade']['tickets']))}/"))
    found += [Visit("orders", "/dashboard/orders/"), Visit("customers", "/dashboard/users/?page=2")]
    busy = picked(rng, found, 7)
    return [*_orders(world, rng), *busy, *picked(rng, _shopper(world, rng), 4)]


APPLICATION = Application(
    name="django-oscar",
    packages=("django-oscar==4.2.1", "sorl-thumbnail==13.4.0", DJANGO, WAITRESS),
    licence="BSD-3-Clause",
    environment="two",
    server="models.applications.servers.oscar",
    arguments=(),
    languages=SPOKEN,
    visits=_visits,
    channel="backoffice",
)
