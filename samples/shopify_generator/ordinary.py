"""A shop's everyday orders, drawn from its goods and buyers by its seed."""

import random
from datetime import timedelta

from .order import Item, Order
from .people import invented

_STATUSES = (("paid", 84), ("pending", 5), ("refunded", 4), ("partially_refunded", 4), ("voided", 2), ("authorized", 1))


def item(shop, address, which, quantity=1, **more):
    """A row of the shop's good of that number, taxed as the shop taxes that address."""
    name, sku, price, reduced = shop.goods[which % len(shop.goods)]
    return Item(name, price, quantity, sku, taxes=shop.taxes(address, reduced), vendor=shop.vendor, **more)


def weighted(rng, choices):
    return rng.choices([value for value, _ in choices], [weight for _, weight in choices])[0]


def ordinary(shop):
    """As many orders as the shop has, oldest first, still without numbers."""
    rng = random.Random(shop.seed)
    start, end = shop.span
    instants = sorted(start + timedelta(seconds=rng.randrange(int((end - start).total_seconds()))) for _ in range(shop.orders))
    return [_order(shop, rng, instant) for instant in instants]


def _order(shop, rng, created):
    buyer = invented(weighted(rng, shop.buyers), rng.randrange(400))
    items = [
        item(shop, buyer.address, rng.randrange(len(shop.goods)), rng.choice((1, 1, 1, 2, 3)))
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4)))
    ]
    listed = sum(one.listed for one in items)
    free_from, fee = shop.shipping
    shipping = 0 if listed >= free_from else fee
    percent_off = rng.random() < 0.12
    status = weighted(rng, _STATUSES)
    return Order(
        shop,
        created,
        buyer,
        items,
        shipping=shipping,
        shipping_taxes=shop.taxes(buyer.address, False) if shipping else (),
        discount_code="WELCOME10" if percent_off else "",
        discount=listed // 10 if percent_off else 0,
        status=status,
        refunded={"refunded": "all", "partially_refunded": "1/3"}.get(status, 0),
        fulfilled=status not in ("voided", "authorized", "pending"),
        cancelled_after=timedelta(hours=3) if status == "voided" else None,
    )
