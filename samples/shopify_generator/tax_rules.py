"""What each invented shop charges whom: (title, rate in thousandths of a percent) for an address and a reduced good or not."""

# Titles as the platform shows them in each country, with the standard and the reduced rate in thousandths of a percent.
EU_RATES = {
    "DE": ("DE MwSt", 19000, 7000),
    "AT": ("AT USt", 20000, 10000),
    "FR": ("FR TVA", 20000, 5500),
    "ES": ("ES IVA", 21000, 4000),
    "IT": ("IT IVA", 22000, 4000),
    "NL": ("NL btw", 21000, 9000),
    "BE": ("BE VAT", 21000, 6000),
    "PL": ("PL VAT", 23000, 5000),
    "IE": ("IE VAT", 23000, 0),
    "PT": ("PT IVA", 23000, 6000),
}


def seller_rate(address, reduced):
    """A Portuguese shop below the OSS threshold: the buyer's country in the title, the seller's rate in the figure."""
    title = {**{k: v[0] for k, v in EU_RATES.items()}, "GB": "GB VAT", "US": f"{address.province_name} State Tax"}[address.country]
    return ((title, 6000 if reduced else 23000),)


def buyer_rate(address, reduced):
    """A German shop in the OSS: the buyer's title and rate inside the Union, nothing outside."""
    if address.country not in EU_RATES:
        return (("Tax", 0),)
    title, standard, low = EU_RATES[address.country]
    return ((title, low if reduced else standard),)


def home_only(country, title, standard, low, address, reduced):
    """One title at home with a standard and a reduced rate; exports carry no tax line. A low rate of `None` is exempt."""
    if address.country != country or (reduced and low is None):
        return ()
    return ((title, low if reduced else standard),)


US_TAXES = {
    "NY": (("New York State Tax", 4000), ("New York City Tax", 4500), ("Metropolitan Commuter Transportation District Tax", 375)),
    "CA": (("California State Tax", 7250), ("Los Angeles County District Tax Sp", 2250)),
    "CO": (
        ("Colorado State Tax", 2900),
        ("Jefferson County Tax", 500),
        ("Lakewood City Tax", 3000),
        ("RTD District Tax", 1000),
        ("Cultural Facilities District Tax", 100),
        ("Sample Metropolitan District Tax", 1400),
        ("Sample Improvement District Tax", 250),
    ),
    "MA": (("Massachusetts State Tax", 6250),),
    "OR": (),
}


def stacked(address, reduced):
    """A United States shop: state, county, city and districts side by side; clothing is exempt in New York and Massachusetts."""
    if address.country != "US" or (reduced and address.province in ("NY", "MA")):
        return ()
    return US_TAXES[address.province]
