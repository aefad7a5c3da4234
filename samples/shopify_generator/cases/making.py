"""How the cases write down an order."""

from ..order import Item, Order
from ..ordinary import item


def order(shop, created, buyer, goods, *, fee=False, **more):
    """An order of goods given as (number of the good, quantity) or as ready rows; `fee` adds the shop's carriage."""
    items = [one if isinstance(one, Item) else item(shop, buyer.address, *one) for one in goods]
    if fee:
        more = {"shipping": shop.shipping[1], "shipping_taxes": shop.taxes(buyer.address, False), **more}
    return Order(shop, created, buyer, items, **more)
