"""The date-range report in the languages of its marketplaces: the same four transactions, as each writes them."""
from decimal import Decimal

from .writing import cents, commas, money

# Columns by their English names: what is left out of a language is not in its files.
ENGLISH = (
    "date/time,settlement id,type,order id,sku,description,quantity,marketplace,fulfillment,product sales,"
    "product sales tax,shipping credits,shipping credits tax,gift wrap credits,giftwrap credits tax,"
    "promotional rebates,promotional rebates tax,marketplace withheld tax,selling fees,fba fees,other transaction fees,"
    "other,total"
).split(",")


def named(text):
    return dict(zip(ENGLISH, text.split("|")))


# Headers as the reference lists them; an empty name is a column that the language lacks.
HEADERS = {
    "us": named("|".join(ENGLISH)),
    "gb": named("|".join(ENGLISH)) | {"fulfillment": "fulfilment", "shipping credits": "postage credits"},
    "de": named(
        "Datum/Uhrzeit|Abrechnungsnummer|Typ|Bestellnummer|SKU|Beschreibung|Menge|Marketplace|Versand|Umsätze|"
        "Produktumsatzsteuer|Gutschrift für Versandkosten|Steuer auf Versandgutschrift|"
        "Gutschrift für Geschenkverpackung|Steuer auf Geschenkverpackungsgutschriften|Rabatte aus Werbeaktionen|"
        "Steuer auf Aktionsrabatte|Einbehaltene Steuer auf Marketplace|Verkaufsgebühren|Gebühren zu Versand durch Amazon|"
        "Andere Transaktionsgebühren|Andere|Gesamt"),
    "fr": named(
        "date/heure|numéro de versement|type|numéro de la commande|sku|description|quantité|Marketplace|traitement|"
        "ventes de produits|Taxes sur la vente des produits|crédits d'expédition|taxe sur les crédits d’expédition|"
        "crédits sur l'emballage cadeau|Taxes sur les crédits cadeaux|Rabais promotionnels|"
        "Taxes sur les remises promotionnelles|Taxes retenues sur le site de vente|frais de vente|"
        "Frais Expédié par Amazon|autres frais de transaction|autre|total"),
    "it": named(
        "Data/Ora:|Numero pagamento|Tipo|Numero ordine|SKU|Descrizione|Quantità|Marketplace|Gestione|Vendite|"
        "imposta sulle vendite dei prodotti|Accrediti per le spedizioni|imposta accrediti per le spedizioni|"
        "Accrediti per confezioni regalo|imposta sui crediti confezione regalo|Sconti promozionali|"
        "imposta sugli sconti promozionali|trattenuta IVA del marketplace|Commissioni di vendita|"
        "Costi del servizio Logistica di Amazon|Altri costi relativi alle transazioni|Altro|totale"),
    "es": named(
        "fecha y hora|identificador de pago|tipo|número de pedido|sku|descripción|cantidad|web de Amazon|"
        "gestión logística|ventas de productos|impuesto de ventas de productos|abonos de envío|"
        "impuestos por abonos de envío|abonos de envoltorio para regalo|impuestos por abonos de envoltorio para regalo|"
        "devoluciones promocionales|impuestos de descuentos por promociones|impuesto retenido en el sitio web|"
        "tarifas de venta|tarifas de Logística de Amazon|tarifas de otras transacciones|otro|total"),
    "nl": named(
        "datum/tijd|schikkings-ID|type|bestelnummer|sku|beschrijving|aantal|marketplace||verkoop van producten||"
        "Verzendtegoeden||kredietpunten cadeauverpakking||promotiekortingen||Belasting voor marketplace-facilitator|"
        "verkoopkosten|fba-vergoedingen|overige transactiekosten|overige|totaal"),
    "se": named(
        "datum/tid|reglerings-id|typ|beställnings-id|sku|beskrivning|antal|marknadsplats|leverans|"
        "försäljning av produkter||fraktkrediter||krediter för presentinslagning||kampanjrabatter||"
        "Skatt för marknadsplatsförmedlare|försäljningsavgifter|fba-avgifter|övriga transaktionsavgifter|Övrigt|totalt"),
    "pl": named(
        "data/godzina||tip/typ|identyfikator zamówienia|sku|opis|ilość|rynek|realizacja|sprzedaż produktów||"
        "noty kredytowe za wysyłkę||||rabaty promocyjne||pobrany podatek od sprzedaży|opłaty za sprzedaż|"
        "opłaty za fba|inne opłaty transakcyjne|inne|suma"),
    "jp": named(
        "日付/時間|決済番号|トランザクションの種類|注文番号|SKU|説明|数量|Amazon 出品サービス|フルフィルメント|商品売上|商品の売上税|配送料|"
        "配送料の税金|ギフト包装手数料|ギフト包装クレジットの税金|プロモーション割引額|プロモーション割引の税金|"
        "源泉徴収税を伴うマーケットプレイス|手数料|FBA 手数料|トランザクションに関するその他の手数料|その他|合計"),
    "mx": named(
        "fecha/hora|Id. de liquidación|tipo|Id. del pedido|sku|descripción|cantidad|marketplace|cumplimiento|"
        "ventas de productos|impuesto de ventas de productos|créditos de envío|impuesto de abono de envío|"
        "créditos por envoltorio de regalo|impuesto de créditos de envoltura|descuentos promocionales|"
        "impuesto de reembolsos promocionales|impuesto de retenciones en la plataforma|tarifas de venta|tarifas fba|"
        "tarifas de otra transacción|otro|total"),
    "tr": named(
        "tarih/saat||tip|sipariş no.|sku|açıklama|adet|pazar yeri|gönderim|ürün satışları||kargo kredileri||||"
        "promosyon indirimleri|||satış ücretleri|Amazon Lojistik ücretleri|diğer işlem ücretleri|diğer|toplam"),
    "br": named(
        "data/hora||tipo|id do pedido|sku|descrição|quantidade|mercado|atendimento|vendas do produto||"
        "créditos de remessa||||descontos promocionais|||tarifas de venda|taxas fba|taxas de outras transações|outro|total"),
}
PREAMBLES = {
    "us": ["Includes Amazon Marketplace, Fulfillment by Amazon (FBA), and Amazon Webstore transactions",
           "All amounts in USD, unless specified", "Definitions:", "Sales tax collected: Includes sales tax.",
           "Selling fees: Includes variable closing fees.", "Other transaction fees: Includes shipping chargebacks.",
           "Other: Includes non-order transaction amounts."],
    "gb": ["Includes Amazon Marketplace", "All amounts in GBP, unless specified", "Definitions:", "a", "b", "c"],
    "de": ["Umfasst Amazon Marketplace, Versand durch Amazon (FBA)",
           "Alle Beträge in Euro sofern nicht anders gekennzeichnet", "Definitionen:", "Umsatzsteuer: a, b, c", "d", "e"],
    "fr": ["Inclut", "Tous les montants sont en EUR, sauf mention contraire.", "Définitions :", "a", "b", "c", "d", "e", "f"],
    "it": ["Include", "Tutti gli importi sono espressi in EUR, se non diversamente specificato.", "a", "b", "c", "d"],
    "es": ["Incluye", "Todos los importes en EUR, a menos que se especifique lo contrario", "a", "b", "c", "d", "e"],
    "nl": ["Bevat", "Alle bedragen in EUR, tenzij anders vermeld", "a", "b", "c", "d"],
    "se": ["a", "b"], "pl": ["a"], "tr": ["a", "b", "c"], "br": [],
    "jp": ["Amazonマーケットプレイス", "指定のない場合、単位は円", "定義:", "a", "b", "c"],
    "mx": ["Incluye", "Todos los importes en dólares, a menos que se especifique", "a", "b", "c", "d", "e"],
}
DATES = {
    "us": ["May 1, 2024 12:38:23 AM PDT", "May 2, 2024 9:00:00 PM PDT", "May 3, 2024 1:00:00 PM PDT", "May 31, 2024 11:30:00 PM PDT"],
    "gb": ["1 May 2024 08:31:35 UTC", "2 May 2024 21:00:00 UTC", "3 May 2024 13:00:00 UTC", "31 May 2024 23:30:00 UTC"],
    "de": ["01.05.2024 08:31:35 UTC", "02.05.2024 21:00:00 UTC", "03.05.2024 13:00:00 UTC", "31.05.2024 23:30:00 UTC"],
    "fr": ["1 mai 2024 08:31:35 UTC", "2 mai 2024 21:00:00 UTC", "3 mai 2024 13:00:00 UTC", "31 mai 2024 23:30:00 UTC"],
    "it": ["1/05/2024 08.31.35 GMT", "2/05/2024 21.00.00 GMT", "3/05/2024 13.00.00 GMT", "31/05/2024 23.30.00 GMT"],
    "es": ["01/05/2024 08:31:35", "02/05/2024 21:00:00", "3 may 2024 13:00:00 UTC", "31/05/2024 23:30:00"],
    "nl": ["1 mei 2024 08:31:35 UTC", "2 mei 2024 21:00:00 UTC", "3 mei 2024 13:00:00 UTC", "31 mei 2024 23:30:00 UTC"],
    "se": ["1 maj 2024 08:31:35 UTC", "2 maj 2024 21:00:00 UTC", "3 maj 2024 13:00:00 UTC", "31 maj 2024 23:30:00 UTC"],
    "pl": ["1 maj 2024 08:31:35 UTC", "2 maj 2024 21:00:00 UTC", "3 maj 2024 13:00:00 UTC", "31 maj 2024 23:30:00 UTC"],
    "jp": ["2024/05/01 08:31:35JST", "2024/05/02 21:00:00JST", "2024/05/03 13:00:00JST", "2024/05/31 23:30:00JST"],
    "mx": ["01/05/2024 08:31:35 PST", "02/05/2024 21:00:00 PST", "03/05/2024 13:00:00 PST", "31/05/2024 23:30:00 PST"],
    "tr": ["1 May 2024 08:31:35 UTC", "2 May 2024 21:00:00 UTC", "3 May 2024 13:00:00 UTC", "31 May 2024 23:30:00 UTC"],
    "br": ["1 de mai de 2024 08:31:35 GMT-3", "2 de mai de 2024 21:00:00 GMT-3", "3 de mai de 2024 13:00:00 GMT-3",
           "31 de mai de 2024 23:30:00 GMT-3"],
}
TYPES = {
    "de": ["Bestellung", "Erstattung", "Servicegebühr", "Übertrag"],
    "fr": ["Commande", "Remboursement", "Service Fee", "Transfert"],
    "it": ["Ordine", "Rimborso", "Service Fee", "Trasferimento"],
    "es": ["Pedido", "Reembolso", "Service Fee", "Transferir"],
    "nl": ["Bestelling", "Terugbetaling", "Servicekosten", "Overdracht"],
    "jp": ["注文", "返金", "注文外料金", "振込み"], "mx": ["Pedido", "Reembolso", "Service Fee", "Trasferir"],
    "br": ["Pedido", "Reembolso", "Service Fee", "Transfer"],
}
SITES = {
    "us": ("amazon.com", "USD"), "gb": ("amazon.co.uk", "GBP"), "de": ("amazon.de", "EUR"), "fr": ("amazon.fr", "EUR"),
    "it": ("amazon.it", "EUR"), "es": ("amazon.es", "EUR"), "nl": ("amazon.nl", "EUR"), "se": ("amazon.se", "SEK"),
    "pl": ("amazon.pl", "PLN"), "jp": ("amazon.co.jp", "JPY"), "mx": ("amazon.com.mx", "MXN"),
    "tr": ("amazon.com.tr", "TRY"), "br": ("amazon.com.br", "BRL"),
}
# Rates of tax on top of the amounts; languages without tax columns leave the tax in the prices.
RATES = {"de": 19, "fr": 20, "it": 22, "es": 21, "gb": 20, "us": 8, "jp": 10, "mx": 16}


def number(value, language):
    value = cents(value)
    if language == "jp":
        return f"{int(value):,}"
    text = f"{value:,.2f}"
    if language in ("us", "gb", "mx"):
        return text
    group = "\u00a0" if language in ("se", "pl") else "."
    return text.replace(",", "\0").replace(".", ",").replace("\0", group)


def transactions(language):
    """The order, its partial refund, a fee and a transfer, in amounts by English column."""
    scale = 100 if language == "jp" else 1
    rate = Decimal(RATES.get(language, 0)) / 100
    amounts = {"product sales": Decimal("1200.00"), "shipping credits": Decimal("5.00"), "promotional rebates": Decimal("-50.00")}
    taxes = {"product sales": "product sales tax", "shipping credits": "shipping credits tax",
             "promotional rebates": "promotional rebates tax"}
    order = {}
    for name, amount in amounts.items():
        order[name] = amount * scale
        order[taxes[name]] = cents(amount * scale * rate)
    if language == "us":
        order["marketplace withheld tax"] = -sum(order[tax] for tax in taxes.values())
    order |= {"selling fees": Decimal("-180.00") * scale, "fba fees": Decimal("-3.22") * scale}
    refund = {"product sales": Decimal("-100.00") * scale, "product sales tax": cents(Decimal("-100.00") * scale * rate),
              "selling fees": Decimal("12.00") * scale}
    if language == "us":
        refund["marketplace withheld tax"] = -refund["product sales tax"]
    fee = {"other": Decimal("-39.00") * scale}
    paid = {"other": Decimal("-500.00") * scale}
    return [order, refund, fee, paid]


def rows(language):
    header = HEADERS[language]
    site, _ = SITES[language]
    types = TYPES.get(language, ["Order", "Refund", "Service Fee", "Transfer"])
    money_columns = ENGLISH[ENGLISH.index("product sales"):]
    result = []
    for place, amounts in enumerate(transactions(language)):
        total = sum(amounts.values())
        cells = {"date/time": DATES[language][place], "settlement id": "15000000001", "type": types[place],
                 "description": "Lampe 7\", schwarz" if place < 2 else "Fee"}
        if place < 2:
            cells |= {"order id": "306-0000301-0000001", "sku": "LAMP-01", "quantity": "2" if place == 0 else "1",
                      "marketplace": site, "fulfillment": "Amazon"}
        for column in money_columns:
            cells[column] = number(total if column == "total" else amounts.get(column, Decimal(0)), language)
        result.append({header[column]: cells.get(column, "") for column in ENGLISH if header.get(column)})
    return result


def figures():
    facts = {}
    for language in HEADERS:
        order, refund, fee, _ = transactions(language)
        taxed = [name for name in ENGLISH if name.endswith("tax")]
        gross = sum(sum(t.values()) for t in (order, refund, fee))
        tax = sum(t.get(name, Decimal(0)) for t in (order, refund, fee) for name in taxed)
        if language not in RATES:
            tax = None
        facts[f"date-range/{language}.csv"] = {
            "currency": SITES[language][1], "documents": 3, "gross": money(gross),
            "tax": None if tax is None else money(tax),
            "fees": money(sum(t.get(n, Decimal(0)) for t in (order, refund, fee)
                              for n in ("selling fees", "fba fees", "other transaction fees", "other"))),
            "days": ["2024-05-01", "2024-05-02", "2024-05-03"]}
    return facts


def files():
    result = {}
    for language, header in HEADERS.items():
        columns = [header[column] for column in ENGLISH if header.get(column)]
        result[f"date-range/{language}.csv"] = commas(
            columns, rows(language), preamble=PREAMBLES[language]).encode("utf-8-sig")
    return result
