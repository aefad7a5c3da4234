"""What an importer must find, taken from the orders themselves and never from the files written."""

from collections import Counter

from .layout import TAX_SLOTS
from .money import percent, printed


def _sum(shop, amounts):
    return {shop.currency: printed(sum(amounts), shop.exponent)}


def of_orders(orders):
    """Counts and exact sums over the orders of one shop."""
    shop = orders[0].shop
    refunds = [order for order in orders if order.refunded_amount]
    return {
        "orders": len(orders),
        "lines": sum(len(order.items) for order in orders),
        "lines_by_kind": dict(sorted(Counter(item.kind for order in orders for item in order.items).items())),
        "orders_with_shipping": sum(order.shipping != 0 for order in orders),
        "orders_with_discount": sum(order.discounts != 0 for order in orders),
        "statuses": dict(sorted(Counter(order.status for order in orders).items())),
        "total": _sum(shop, (order.total for order in orders)),
        "taxes": _sum(shop, (order.taxes for order in orders)),
        "unattributed_tax": _sum(shop, (order.unattributed_tax for order in orders)),
        "subtotal": _sum(shop, (order.subtotal for order in orders)),
        "shipping": _sum(shop, (order.shipping for order in orders)),
        "discounts": _sum(shop, (order.discounts for order in orders)),
        "tips": _sum(shop, (order.tips for order in orders)),
        "duties": _sum(shop, (order.duties or 0 for order in orders)),
        "refunds": len(refunds),
        "refunded": _sum(shop, (order.refunded_amount for order in refunds)),
    }


def _charges(order):
    """Every charge of the order as (kind, amount at the file's price level, taxes); one tax for all or none is known."""
    for item in order.items:
        yield item.kind, item.listed, item.taxes
    uniform = {item.taxes for item in order.items if item.kind == "goods"}
    shared = uniform.pop() if len(uniform) == 1 else None
    if order.discounts - order.shipping_discount:
        yield "discount", order.shipping_discount - order.discounts, shared
    if order.shipping:
        yield "shipping", order.shipping, order.shipping_taxes
    if order.shipping_discount:
        yield "discount", -order.shipping_discount, order.shipping_taxes
    if order.duties:
        yield "duty", order.duties, ()


def _lines(order):
    """The charges with net, tax and gross, or with `null` where the file does not say how its tax falls on the lines.

    That is so where lines bear different rates, where the lines' own roundings do not sum to the order's tax, and where
    the order's tax is nothing although its lines and discounts would each bear some.
    """
    charges = list(_charges(order))
    rates = {taxes for kind, _, taxes in charges if kind in ("goods", "shipping", "discount")}
    one_rate = len(rates) <= 1 and None not in rates
    taxes_of = [sum(order.tax_on(amount, taxes)) if one_rate else 0 for _, amount, taxes in charges]
    known = one_rate and sum(taxes_of) == order.taxes and (order.taxes != 0 or not any(taxes_of))
    for (kind, amount, taxes), tax in zip(charges, taxes_of):
        money = lambda minor: printed(minor, order.shop.exponent)
        line = {"kind": kind, "amount": money(amount), "net": None, "tax": None, "gross": None, "rate": None}
        if one_rate:
            line["rate"] = percent(sum(rate for _, rate in taxes))
        if known:
            net = amount - tax if order.shop.inclusive else amount
            line.update(net=money(net), tax=money(tax), gross=money(net + tax))
        yield line


def of_case(order):
    """One tricky order: its lines, its taxes by rate, and the figures they must sum to."""
    money = lambda minor: printed(minor, order.shop.exponent)
    return {
        "shows": order.shown,
        "status": order.status,
        "currency": order.shop.currency,
        "created": order.shop.stamp(order.created),
        "country": (order.ship_to or order.buyer.address).country or order.buyer.address.country,
        "total": money(order.total),
        "taxes": money(order.taxes),
        "refunded": money(order.refunded_amount),
        "prices_include_tax": order.shop.inclusive if order.taxes else None,
        "tax_lines": [
            {"title": title, "rate": percent(rate), "amount": money(amount)} for title, rate, amount in order.tax_lines[:TAX_SLOTS]
        ],
        "unattributed_tax": money(order.unattributed_tax),
        "lines": list(_lines(order)),
    }
