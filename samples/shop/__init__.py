"""A demo shop with a back office and a till, to try tests with: `python -m samples.shop [--port N] [--bug]`.

It shows of its customers what a shop needs and no more. With the bug, its till shows all that it knows.
"""

from __future__ import annotations

from flask import Flask, abort, redirect, render_template
from werkzeug.wrappers import Response

from samples.shop.data import CURRENT, ORDERS, STOCK, card_ends, initials


def make_app(bug: bool = False) -> Flask:
    """The shop as a WSGI application."""
    app = Flask(__name__)
    app.jinja_env.filters |= {"initials": initials, "card_ends": card_ends}

    @app.get("/")
    def start() -> Response:
        return redirect("/orders")

    @app.get("/orders")
    def orders() -> str:
        return render_template("orders.html", orders=ORDERS.values())

    @app.get("/orders/<number>")
    def order(number: str) -> str:
        return render_template("order.html", order=ORDERS.get(number) or abort(404))

    @app.get("/till")
    def till() -> str:
        return render_template("till.html", sale=CURRENT, bug=bug)

    @app.get("/stock")
    def stock() -> str:
        return render_template("stock.html", stock=STOCK)

    return app
