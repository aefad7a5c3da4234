"""An order whose figures add up as the platform's do, and its rows in the export."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .layout import TAX_SLOTS
from .money import percent, printed, rounded, split
from .people import NOWHERE, Person

WHOLE = 100_000  # 100 % in thousandths of a percent


@dataclass
class Item:
    """A row of an order: goods, a gift card sold, or a tip. Prices are minor units; taxes are (title, rate) pairs."""

    name: str
    price: int
    quantity: int = 1
    sku: str = ""
    kind: str = "goods"
    taxes: tuple = ()
    discount: int = 0
    compare_at: int = 0
    vendor: str = ""
    requires_shipping: bool = True
    status: str = ""

    @property
    def listed(self):
        return self.price * self.quantity


def tip(amount):
    return Item("Tip", amount, kind="tip", requires_shipping=False, status="not_eligible")


@dataclass
class Order:
    """What was agreed; every sum of the export is derived from it. `shown` names what a sample order is there to show."""

    shop: object
    created: datetime
    buyer: Person
    items: list
    number: int = 0
    shipping: int = 0
    shipping_taxes: tuple = ()
    shipping_method: str = "Standard"
    discount_code: str = ""
    discount: int = 0
    shipping_discount: int = 0
    duties: int | None = None
    status: str = "paid"
    refunded: int | str = 0
    outstanding: int = 0
    cancelled_after: timedelta | None = None
    fulfilled: bool = True
    payment: str = "Shopify Payments"
    source: str = "web"
    ship_to: object = None
    bill_to: object = None
    notes: str = ""
    note_attributes: str = ""
    tags: str = ""
    risk: str = "Low"
    counter: dict = field(default_factory=dict)
    terms: tuple = ("", "")
    shown: str = ""

    def __post_init__(self):
        self._settle()

    @property
    def name(self):
        return f"#{self.number}"

    @property
    def discounts(self):
        """Everything the export's `Discount Amount` holds."""
        return self.discount + self.shipping_discount + sum(item.discount for item in self.items)

    @property
    def tips(self):
        return sum(item.listed for item in self.items if item.kind == "tip")

    @property
    def subtotal(self):
        return sum(item.listed for item in self.items) - self.tips - self.discounts + self.shipping_discount

    @property
    def taxes(self):
        return sum(amount for _, _, amount in self.tax_lines)

    @property
    def total(self):
        added_tax = 0 if self.shop.inclusive else self.taxes
        return self.subtotal + self.shipping - self.shipping_discount + added_tax + (self.duties or 0) + self.tips

    @property
    def refunded_amount(self):
        """A refund given as `all` or as a share (`1/3`) follows the total."""
        if self.refunded == "all":
            return self.total
        if isinstance(self.refunded, str):
            part, whole = self.refunded.split("/")
            return rounded(self.total * int(part), int(whole))
        return self.refunded

    @property
    def unattributed_tax(self):
        """Tax that no slot shows."""
        return self.taxes - sum(amount for _, _, amount in self.tax_lines[:TAX_SLOTS])

    def tax_on(self, amount, taxes):
        """The tax of an amount at the file's price level, per (title, rate), each rounded by itself."""
        base = WHOLE + sum(rate for _, rate in taxes) if self.shop.inclusive else WHOLE
        return [rounded(amount * rate, base) for _, rate in taxes]

    def _settle(self):
        """Tax per line after discounts, summed over lines and shipping by title and rate."""
        reducible = [0 if item.kind == "tip" else item.listed - item.discount for item in self.items]
        shares = split(self.discount, reducible)
        charged = [(amount - share, item.taxes) for amount, share, item in zip(reducible, shares, self.items)]
        charged.append((self.shipping - self.shipping_discount, self.shipping_taxes))
        sums = {}
        for amount, taxes in charged:
            for tax, part in zip(taxes, self.tax_on(amount, taxes)):
                sums[tax] = sums.get(tax, 0) + part
        self.tax_lines = [(title, rate, amount) for (title, rate), amount in sums.items()]

    def rows(self):
        """The export's rows: what is said once stands on the first of them, whatever item that is."""
        rows = [self._every_row(item) for item in self.items]
        rows[0].update(self._first_row())
        return rows

    def _money(self, minor):
        return printed(minor, self.shop.exponent)

    def _every_row(self, item):
        delivered = "pending" if not self.fulfilled else "fulfilled"
        return {
            "Name": self.name,
            "Email": self.buyer.email,
            "Created at": self.shop.stamp(self.created),
            "Lineitem quantity": str(item.quantity),
            "Lineitem name": item.name,
            "Lineitem price": self._money(item.price),
            "Lineitem compare at price": self._money(item.compare_at) if item.compare_at else "",
            "Lineitem sku": item.sku,
            "Lineitem requires shipping": str(item.requires_shipping).lower(),
            "Lineitem taxable": str(bool(item.taxes)).lower(),
            "Lineitem fulfillment status": item.status or delivered,
            "Lineitem discount": self._money(item.discount),
            "Vendor": item.vendor,
            "Phone": f"'{self.buyer.account_phone}" if self.buyer.account_phone.isdigit() else self.buyer.account_phone,
        }

    def _first_row(self):
        paid = self.status in ("paid", "refunded", "partially_refunded") and self.total != 0
        money, stamp = self._money, self.shop.stamp
        reference = f"c{self.number * 7919 % 100_000_000}.1" if self.payment and self.total else ""
        cells = {
            "Financial Status": self.status,
            "Paid at": stamp(self.created + timedelta(seconds=2)) if paid else "",
            "Fulfillment Status": "fulfilled" if self.fulfilled else "unfulfilled",
            "Fulfilled at": stamp(self.created + timedelta(hours=26)) if self.fulfilled else "",
            "Accepts Marketing": "yes" if self.number % 3 == 0 else "no",
            "Currency": self.shop.currency,
            "Subtotal": money(self.subtotal),
            "Shipping": money(self.shipping),
            "Taxes": money(self.taxes),
            "Total": money(self.total),
            "Discount Code": self.discount_code,
            "Discount Amount": money(self.discounts),
            "Shipping Method": self.shipping_method if self.ship_to is not NOWHERE else "",
            "Notes": self.notes,
            "Note Attributes": self.note_attributes,
            "Payment Method": self.payment if self.total else "",
            "Cancelled at": stamp(self.created + self.cancelled_after) if self.cancelled_after else "",
            "Payment Reference": reference,
            "Payment ID": reference,
            "Refunded Amount": money(self.refunded_amount),
            "Outstanding Balance": money(self.outstanding or (self.total if self.status in ("pending", "authorized") else 0)),
            "Id": str(self.shop.first_id + self.number * 131_072),
            "Tags": self.tags,
            "Risk Level": self.risk,
            "Source": self.source,
            "Duties": "" if self.duties is None else money(self.duties),
            "Payment Terms Name": self.terms[0],
            "Next Payment Due At": self.terms[1],
            "Payment References": reference,
            **self.counter,
        }
        for slot, (title, rate, amount) in enumerate(self.tax_lines[:TAX_SLOTS], 1):
            cells[f"Tax {slot} Name"] = f"{title} {percent(rate)}{self.shop.percent_sign(self.created)}"
            cells[f"Tax {slot} Value"] = money(amount)
        cells.update((self.bill_to or self.buyer.address).cells("Billing"))
        cells.update((self.ship_to or self.buyer.address).cells("Shipping"))
        return cells
