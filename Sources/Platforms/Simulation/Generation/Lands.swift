/// The rows of ``Land``.

extension Land {
  /// All of them.
  static let all: [Land] = (central + western + overseas).compactMap(\.self)

  private static let central: [Land?] = [
    Land(
      "DE", given: "Anna Jürgen Sofia Lukas Mia Björn Käthe Tim Leonie Özlem Paul Hannelore",
      family: "Schmidt Müller Weiß Schäfer Yılmaz von_der_Heide Groß Bauer Klein Wolff Kaufmann",
      streets: "Hauptstraße|Goethestr.|Am Alten Markt|Lindenweg|Bahnhofstraße|Straße des 17. Juni",
      phones: ["030 23125 ###", "+49 40 66969 ###", "0176 040690##", "(089) 99998-###"], legalForm: "GmbH",
      towns: [
        Town("Berlin", "10115"), Town("Hamburg", "20095"), Town("München", "80331"), Town("Köln", "50667"),
        Town("Dresden", "01067"), Town("Görlitz", "02826"), Town("Helgoland", "27498", outsideVAT: true),
        Town("Büsingen am Hochrhein", "78266", outsideVAT: true),
      ]),
    Land(
      "AT", given: "Johanna Maximilian Elif Tobias Magdalena Franz", family: "Gruber Huber Wagner Pichler Öller Moser",
      streets: "Mariahilfer Straße|Landstraße|Kirchengasse|Schulweg", phones: ["01 9013 4##", "+43 660 90134##"],
      legalForm: "GmbH",
      towns: [Town("Wien", "1010"), Town("Graz", "8010"), Town("Linz", "4020"), Town("Wien", "1160")]
    ),
    Land(
      "CH", given: "Urs Chantal Reto Giulia Beat", family: "Meier Keller Favre Bernasconi Zürcher",
      streets: "Bahnhofstrasse|Rue du Rhône|Dorfstrasse|Via Nassa", phones: ["044 668 18 ##", "+41 79 900 12 ##"],
      legalForm: "AG",
      towns: [Town("Zürich", "8001", "ZH"), Town("Genève", "1204", "GE"), Town("Lugano", "6900", "TI")]),
    Land(
      "PL", given: "Agnieszka Paweł Zofia Łukasz Małgorzata", family: "Kowalski Wiśniewska Wójcik Zieliński Łoś",
      streets: "ul. Marszałkowska|ul. Długa|al. Jana Pawła II|ul. Świętego Marcina",
      phones: ["+48 22 555 01 ##", "22 555 01 ##"],
      legalForm: "sp. z o.o.", towns: [Town("Warszawa", "00-001"), Town("Kraków", "30-001"), Town("Łódź", "90-001")]),
  ]

  private static let western: [Land?] = [
    Land(
      "FR", given: "Chloé Étienne Louise Gaël Inès François", family: "Lefèvre d'Aubigné Nguyen Béranger Le_Goff Roux",
      streets: "rue de l'Église|avenue Jean-Jaurès|place du Général de Gaulle|allée des Peupliers", numberFirst: true,
      phones: ["01 99 00 ## ##", "+33 6 39 98 ## ##"], legalForm: "SARL",
      towns: [
        Town("Paris", "75001"), Town("Lyon", "69002"), Town("Saint-Étienne", "42000"), Town("Bourg-en-Bresse", "01000"),
      ]),
    Land(
      "IT", given: "Giulia Niccolò Chiara Matteo Sofia", family: "Rossi Esposito D'Angelo De_Luca Bianchi",
      streets: "Via Roma|Corso Vittorio Emanuele II|Piazza della Libertà|Vicolo Stretto",
      phones: ["06 5550 01##", "+39 02 5550 01##"], legalForm: "S.r.l.",
      towns: [
        Town("Roma", "00184", "RM"), Town("Milano", "20121", "MI"), Town("Napoli", "80133", "NA"),
        Town("Livigno", "23041", "SO", outsideVAT: true),
      ]),
    Land(
      "ES", given: "Lucía Íñigo Carmen Álvaro Begoña", family: "García Muñoz Ibáñez Núñez Fernández_López",
      streets: "Calle Mayor|Avda. de la Constitución|Paseo del Prado|Plaça Reial",
      phones: ["91 555 01 ##", "+34 93 555 01 ##"], legalForm: "S.L.",
      towns: [
        Town("Madrid", "28013", "M"), Town("Barcelona", "08002", "B"), Town("Sevilla", "41001", "SE"),
        Town("Las Palmas de Gran Canaria", "35001", "GC", outsideVAT: true),
      ]),
    Land(
      "NL", given: "Sanne Daan Femke Joost Noor", family: "de_Vries van_den_Berg Jansen Bakker 't_Hart",
      streets: "Keizersgracht|Dorpsstraat|Lange Voorhout|Oudegracht", phones: ["020 555 01##", "+31 10 555 01##"],
      legalForm: "B.V.",
      towns: [Town("Amsterdam", "1015 CJ"), Town("Utrecht", "3511 AB"), Town("Rotterdam", "3011 AA")]
    ),
    Land(
      "GB", given: "Oliver Siân Amelia Harry Zoë Niamh", family: "Smith O'Connor Taylor-Jones Patel Brown",
      streets: "High Street|Station Road|Church Lane|Queen's Gate Mews", numberFirst: true,
      phones: ["07700 900###", "+44 20 7946 0###", "0161 496 0###"], legalForm: "Ltd",
      towns: [
        Town("London", "SW1A 1AA"), Town("Manchester", "M1 1AE"), Town("Edinburgh", "EH1 1YZ"),
        Town("Cardiff", "CF10 1EP"), Town("Leeds", "LS1 4AP"),
      ]),
  ]

  private static let overseas: [Land?] = [
    Land(
      "US", given: "Emma Liam José Ava Noah Mary-Jane", family: "Johnson O'Brien Garcia Lee Washington Nguyen",
      streets: "Main St|N 5th Ave Apt 4B|Elm Street|Martin Luther King Jr. Blvd", numberFirst: true,
      phones: ["(212) 555-01##", "+1 415-555-01##", "512.555.01##"], legalForm: "Inc.",
      towns: [
        Town("New York", "10001", "NY"), Town("Los Angeles", "90012", "CA"), Town("Austin", "78701", "TX"),
        Town("Seattle", "98101", "WA"), Town("Boston", "02108", "MA"), Town("Portland", "97201", "OR"),
        Town("Miami", "33130", "FL"), Town("Chicago", "60602-1234", "IL"), Town("Philadelphia", "19107", "PA"),
      ]),
    Land(
      "CA", given: "Olivia Étienne Noah Charlotte Mathieu", family: "Tremblay Singh MacDonald Roy Chen",
      streets: "rue Sainte-Catherine O|Yonge St|Granville Street|Portage Avenue", numberFirst: true,
      phones: ["(514) 555-01##", "+1 416 555 01##"], legalForm: "Ltd.",
      towns: [
        Town("Toronto", "M5H 2N2", "ON"), Town("Montréal", "H2X 1Y4", "QC"), Town("Vancouver", "V6B 1A1", "BC"),
        Town("Calgary", "T2P 1J9", "AB"), Town("Winnipeg", "R3B 0R3", "MB"),
      ]),
    Land(
      "AU", given: "Isla Jack Matilda Lachlan", family: "Nguyen Wilson Kelly O'Neill",
      streets: "George Street|Bourke St|Unit 3/12 Beach Road|Rundle Mall", numberFirst: true,
      phones: ["0491 570 ###", "+61 2 5550 ####"], legalForm: "Pty Ltd",
      towns: [Town("Sydney", "2000", "NSW"), Town("Melbourne", "3000", "VIC"), Town("Darwin", "0800", "NT")]),
    Land(
      "JP", given: "陽菜 Haruto 結衣 Sakura 太郎", family: "佐藤 Suzuki 高橋 Tanaka", streets: "丸の内1-|Nishi-Shinjuku 2-|梅田3-",
      phones: ["03-5550-01##", "+81 90-5550-01##"], legalForm: "株式会社",
      towns: [Town("千代田区", "100-0005", "13"), Town("Shinjuku-ku", "160-0023", "13"), Town("大阪市", "530-0001", "27")]),
  ]
}
