/// The columns of the date-range report by their English names, and how the other languages spell them.
///
/// In the order: German, French, Italian, Spanish, Dutch, Swedish, Polish, Japanese, Mexican, Turkish, Belgian French,
/// Brazilian, then older names.
enum DateRangeColumns {
  /// A column with its spellings.
  static let all: [(name: String, spellings: [String])] =
    [("date/time", DateRangeLanguage.all.dropFirst().map(\.dateTime))] + facts + amounts + [
      ("other", ["Andere", "autre", "Altro", "otro", "overige", "Övrigt", "inne", "その他", "diğer", "autres", "outro"]),
      ("total", ["Gesamt", "totale", "totaal", "totalt", "suma", "合計", "toplam"]),
      (
        "Transaction Status",
        [
          "Transaktionsstatus", "Statut de la transaction", "Stato della transazione", "Estado de la transacción",
          "Transactiestatus",
        ]
      ),
      (
        "Transaction Release Date",
        [
          "Freigabedatum der Transaktion", "Date de sortie de la transaction", "Data di rilascio della transazione",
          "Fecha de liberación de la transacción", "Publicatiedatum van transactie",
        ]
      ),
    ]

  private static let facts: [(name: String, spellings: [String])] = [
    (
      "settlement id",
      [
        "Abrechnungsnummer", "numéro de versement", "Numero pagamento", "identificador de pago", "schikkings-ID",
        "reglerings-id", "決済番号", "Id. de liquidación", "Identifiant du paiement",
      ]
    ),
    ("type", ["Typ", "Tipo", "tip/typ", "トランザクションの種類", "tip"]),
    (
      "order id",
      [
        "Bestellnummer", "numéro de la commande", "Numero ordine", "número de pedido", "bestelnummer",
        "beställnings-id", "identyfikator zamówienia", "注文番号", "Id. del pedido", "sipariş no.", "id do pedido",
      ]
    ),
    ("sku", []),
    (
      "description",
      [
        "Beschreibung", "Descrizione", "descripción", "beschrijving", "beskrivning", "opis", "説明", "açıklama",
        "descrição",
      ]
    ),
    (
      "quantity", ["Menge", "quantité", "Quantità", "cantidad", "aantal", "antal", "ilość", "数量", "adet", "quantidade"]
    ),
    (
      "marketplace",
      ["web de Amazon", "marknadsplats", "rynek", "Amazon 出品サービス", "pazar yeri", "site de vente", "mercado"]
    ),
    ("account type", ["Kontotyp", "type de compte", "tipo de cuenta"]),
    (
      "fulfillment",
      [
        "fulfilment", "Versand", "traitement", "Gestione", "gestión logística", "leverans", "realizacja",
        "フルフィルメント", "cumplimiento", "gönderim", "expédition", "atendimento",
      ]
    ),
    (
      "order city",
      [
        "Ort der Bestellung", "ville d'où provient la commande", "Città di provenienza dell'ordine",
        "ciudad de procedencia del pedido", "市町村",
      ]
    ),
    (
      "order state",
      [
        "Bundesland", "Région d'où provient la commande", "Provincia di provenienza dell'ordine",
        "comunidad autónoma de procedencia del pedido", "都道府県",
      ]
    ),
    (
      "order postal",
      [
        "Postleitzahl", "code postal de la commande", "CAP dell'ordine", "código postal de procedencia del pedido",
        "郵便番号",
      ]
    ),
    (
      "tax collection model",
      [
        "Steuererhebungsmodell", "modèle de perception des taxes", "modello di riscossione delle imposte",
        "Formulario de recaudación de impuestos", "税金徴収型",
      ]
    ),
  ]

  private static let amounts: [(name: String, spellings: [String])] = [
    (
      "product sales",
      [
        "Umsätze", "ventes de produits", "Vendite", "ventas de productos", "verkoop van producten",
        "försäljning av produkter", "sprzedaż produktów", "商品売上", "ürün satışları", "vendas do produto",
      ]
    ),
    (
      "product sales tax",
      [
        "Produktumsatzsteuer", "Taxes sur la vente des produits", "imposta sulle vendite dei prodotti",
        "impuesto de ventas de productos", "商品の売上税",
      ]
    ),
    (
      "sales tax collected",
      ["geïnde omzetbelasting", "Inkasserad moms", "taxe de ventes prélevée", "imposto de vendas coletados"]
    ),
    (
      "shipping credits",
      [
        "postage credits", "Gutschrift für Versandkosten", "crédits d'expédition", "Accrediti per le spedizioni",
        "abonos de envío", "Verzendtegoeden", "fraktkrediter", "noty kredytowe za wysyłkę", "配送料",
        "créditos de envío", "kargo kredileri", "créditos de remessa",
      ]
    ),
    (
      "shipping credits tax",
      [
        "postage credits tax", "Steuer auf Versandgutschrift", "taxe sur les crédits d'expédition",
        "imposta accrediti per le spedizioni", "impuestos por abonos de envío", "配送料の税金",
        "impuesto de abono de envío",
      ]
    ),
    (
      "gift wrap credits",
      [
        "Gutschrift für Geschenkverpackung", "crédits sur l'emballage cadeau", "Accrediti per confezioni regalo",
        "abonos de envoltorio para regalo", "kredietpunten cadeauverpakking", "krediter för presentinslagning",
        "ギフト包装手数料", "créditos por envoltorio de regalo",
      ]
    ),
    (
      "giftwrap credits tax",
      [
        "gift wrap credits tax", "Steuer auf Geschenkverpackungsgutschriften", "Taxes sur les crédits cadeaux",
        "imposta sui crediti confezione regalo", "impuestos por abonos de envoltorio para regalo",
        "ギフト包装クレジットの税金", "impuesto de créditos de envoltura",
      ]
    ),
    ("Regulatory Fee", []), ("Tax On Regulatory Fee", []),
    ("Amazon points", ["Amazonポイントの費用"]),
    (
      "promotional rebates",
      [
        "Rabatte aus Werbeaktionen", "Rabais promotionnels", "Sconti promozionali", "devoluciones promocionales",
        "promotiekortingen", "kampanjrabatter", "rabaty promocyjne", "プロモーション割引額",
        "descuentos promocionales", "promosyon indirimleri", "Total des réductions", "descontos promocionais",
      ]
    ),
    (
      "promotional rebates tax",
      [
        "Steuer auf Aktionsrabatte", "Taxes sur les remises promotionnelles", "imposta sugli sconti promozionali",
        "impuestos de descuentos por promociones", "プロモーション割引の税金",
        "impuesto de reembolsos promocionales",
      ]
    ),
    (
      "marketplace withheld tax",
      [
        "Marketplace Facilitator Tax", "Einbehaltene Steuer auf Marketplace", "Taxes retenues sur le site de vente",
        "trattenuta IVA del marketplace", "impuesto retenido en el sitio web",
        "Belasting voor marketplace-facilitator", "Skatt för marknadsplatsförmedlare",
        "pobrany podatek od sprzedaży", "源泉徴収税を伴うマーケットプレイス",
        "impuesto de retenciones en la plataforma", "Taxe Marketplace Facilitator",
      ]
    ),
    (
      "selling fees",
      [
        "Verkaufsgebühren", "frais de vente", "Commissioni di vendita", "tarifas de venta", "verkoopkosten",
        "försäljningsavgifter", "opłaty za sprzedaż", "手数料", "satış ücretleri", "taxas de vendas",
        "tarifas de venda",
      ]
    ),
    (
      "fba fees",
      [
        "Gebühren zu Versand durch Amazon", "Frais Expédié par Amazon", "Costi del servizio Logistica di Amazon",
        "tarifas de Logística de Amazon", "fba-vergoedingen", "fba-avgifter", "opłaty za fba", "FBA 手数料",
        "tarifas fba", "Amazon Lojistik ücretleri", "Frais pour le service Expédié par Amazon", "taxas fba",
      ]
    ),
    (
      "other transaction fees",
      [
        "Andere Transaktionsgebühren", "autres frais de transaction", "Altri costi relativi alle transazioni",
        "tarifas de otras transacciones", "overige transactiekosten", "övriga transaktionsavgifter",
        "inne opłaty transakcyjne", "トランザクションに関するその他の手数料", "tarifas de otra transacción",
        "diğer işlem ücretleri", "taxas de outras transações",
      ]
    ),
  ]

  /// The spellings, compiled.
  static let spellings = HeaderSpellings(all)
}
