"""Invented buyers: reserved mail domains, telephone ranges kept for fiction, streets that are nobody's."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Address:
    """Where an order is billed or sent; all blank for an order that has none."""

    name: str = ""
    address1: str = ""
    address2: str = ""
    company: str = ""
    city: str = ""
    zip: str = ""
    province: str = ""
    province_name: str = ""
    country: str = ""
    phone: str = ""

    def cells(self, side):
        """The cells of the block `Billing …` or `Shipping …`."""
        street = ", ".join(part for part in (self.address1, self.address2) if part)
        cells = {
            "Name": self.name,
            "Street": street,
            "Address1": self.address1,
            "Address2": self.address2,
            "Company": self.company,
            "City": self.city,
            "Zip": guarded(self.zip),
            "Province": self.province,
            "Country": self.country,
            "Phone": guarded(self.phone),
            "Province Name": self.province_name,
        }
        return {f"{side} {key}": value for key, value in cells.items()}


def guarded(text):
    """Digits alone get the apostrophe that keeps spreadsheets from reading a number."""
    return f"'{text}" if text.isdigit() else text


NOWHERE = Address()

# country: (given names, family names, streets, places as (city, postcode, province, province name), telephone pattern)
# The patterns are the ranges that regulators keep for drama; countries without such a range get no telephone.
_COUNTRIES = {
    "DE": (
        "Anna Jürgen Björn Käthe Mehmet",
        "Müller Weiß Özdemir Schröder",
        "Beispielweg",
        [("Berlin", "10115", "", ""), ("Dresden", "01067", "", ""), ("München", "80331", "", "")],
        "+49 30 23125{:03d}",
    ),
    "AT": ("Lukas Marlene", "Gruber Hofer", "Mustergasse", [("Wien", "1010", "", ""), ("Graz", "8010", "", "")], ""),
    "FR": (
        "Chloé François",
        "Lefèvre D'Exemple",
        "rue de l'Exemple",
        [("Paris", "75001", "", ""), ("Nice", "06000", "", "")],
        "+33 1 99 00 1{:03d}",
    ),
    "ES": (
        "Inés Íñigo",
        "Fernández Ibáñez",
        "Calle Ejemplo",
        [("Madrid", "28001", "M", "Madrid"), ("Sevilla", "41001", "SE", "Sevilla")],
        "",
    ),
    "IT": (
        "Giulia Nicolò",
        "Bianchi D'Amico",
        "Via Esempio",
        [("Roma", "00184", "RM", "Roma"), ("Milano", "20121", "MI", "Milano")],
        "",
    ),
    "NL": ("Noor Joost", "van Voorbeeld Jansen", "Voorbeeldstraat", [("Utrecht", "3511 AB", "", "")], ""),
    "BE": ("Lore Bram", "Peeters Voorbeeld", "Voorbeeldlaan", [("Gent", "9000", "", "")], ""),
    "PL": ("Łukasz Zofia", "Nowak Wiśniewska", "ul. Przykładowa", [("Kraków", "31-001", "", "")], ""),
    "PT": (
        "Inês João",
        "Gonçalves Simões",
        "Rua do Exemplo",
        [("Lisboa", "1100-001", "PT-11", "Lisbon"), ("Faro", "8000-001", "PT-08", "Faro")],
        "",
    ),
    "GB": (
        "Olivia Tom Aoife",
        "O'Neill Smith Brown-Jones",
        "Example Road",
        [
            ("London", "EC1A 1BB", "ENG", "England"),
            ("Glasgow", "G1 1AA", "SCT", "Scotland"),
            ("Belfast", "BT1 1AA", "NIR", "Northern Ireland"),
        ],
        "447700900{:03d}",
    ),
    "IE": ("Saoirse Cian", "Murphy Byrne", "Sample Street", [("Dublin", "D01 A1B2", "D", "Dublin")], "+353 20 91 2{:04d}"),
    "CH": ("Reto Ladina", "Muster Beispiel", "Musterweg", [("Zürich", "8001", "ZH", "Zürich")], ""),
    "NO": ("Ingrid Øyvind", "Eksempel Ås", "Eksempelveien", [("Oslo", "0150", "", "")], ""),
    "US": (
        "Emma Noah Zoë",
        "Doe Roe Garcia",
        "Example Ave",
        [
            ("New York", "10022", "NY", "New York"),
            ("Los Angeles", "90001", "CA", "California"),
            ("Lakewood", "80226-1234", "CO", "Colorado"),
            ("Boston", "02108", "MA", "Massachusetts"),
            ("Portland", "97201", "OR", "Oregon"),
        ],
        "+1 212-555-01{:02d}",
    ),
    "CA": ("Liam Maëlle", "Tremblay Roy", "Sample Crescent", [("Toronto", "M5V 1A1", "ON", "Ontario")], "+1 416-555-01{:02d}"),
    "AU": (
        "Matilda Jack",
        "Example Ng",
        "Sample Parade",
        [("Sydney", "2000", "NSW", "New South Wales"), ("Darwin", "0800", "NT", "Northern Territory")],
        "61255501{:03d}",
    ),
    "NZ": ("Aroha Hemi", "Tāmati Sample", "Sample Terrace", [("Auckland", "1010", "AUK", "Auckland")], ""),
    "JP": (
        "花子 太郎",
        "例田 見本",
        "見本町",
        [("千代田区", "100-0001", "JP-13", "Tōkyō"), ("大阪市", "530-0001", "JP-27", "Ōsaka")],
        "",
    ),
    "AE": ("Layla Omar", "Al Mithal", "Example Street", [("Dubai", "", "DU", "Dubai")], ""),
}

COUNTRIES = tuple(_COUNTRIES)


@dataclass(frozen=True)
class Person:
    """A buyer: an address, a mail box and perhaps an account made with a telephone number."""

    address: Address
    email: str
    account_phone: str = ""

    def at(self, **changes):
        """The same person with parts of the address changed."""
        return replace(self, address=replace(self.address, **changes))


def invented(country, number, place=None):
    """The country's buyer of that number, always the same one."""
    given, family, streets, places, phone = _COUNTRIES[country]
    pick = lambda words, stride: words.split()[number // stride % len(words.split())]
    city, zip_code, province, province_name = places[number % len(places) if place is None else place]
    telephone = phone.format(number % (100 if "01{:02d}" in phone else 1000)) if phone else ""
    address = Address(
        name=f"{pick(given, 1)} {pick(family, 2)}",
        address1=f"{streets} {number % 180 + 1}",
        city=city,
        zip=zip_code,
        province=province,
        province_name=province_name,
        country=country,
        phone=telephone,
    )
    domain = "example.org" if number % 3 else "example.com"
    mailbox = "" if number % 23 == 11 else f"{country.lower()}.buyer{number}@{domain}"
    return Person(address, mailbox, account_phone=telephone if number % 5 == 0 else "")
