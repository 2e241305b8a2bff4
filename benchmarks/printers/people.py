"""Who trades and with what: invented names, streets, places and goods by country. Pure data."""

from __future__ import annotations

Names = tuple[str, ...]

FIRMS: dict[str, Names] = {
    "DE": ("Brandhuber Metallbau GmbH", "Ofenfrisch Backwaren GmbH & Co. KG", "Kessler & Söhne Haustechnik GmbH", "Nordlicht Medien UG (haftungsbeschränkt)", "Wiesengrund Landtechnik eG", "Typenrad Bürobedarf OHG"),
    "AT": ("Zirbenholz Möbel GmbH", "Donauwerft Technik GmbH", "Alpenfunk Telekom GmbH", "Gasthof Moosbrugger KG"),
    "CH": ("Felsbach Treuhand AG", "Uhrwerk Gantenbein GmbH", "Seeufer Gastro AG", "Kaminfeger Zürcher & Co."),
    "FR": ("Ateliers Montclar SARL", "Les Jardins de Bréval", "Imprimerie Duquesnoy SAS", "Chaudronnerie Lavigne SA", "Boulangerie Tessier EURL", "Réseaux Vaubrun SAS"),
    "IT": ("Officine Bertagnoli S.r.l.", "Ceramiche del Conero S.p.A.", "Studio Marchesini & Associati", "Trasporti Valdarno S.n.c."),
    "ES": ("Suministros Arganzuela, S.L.", "Talleres Peñalba, S.A.", "Aceites de la Loma S. Coop.", "Cafetería Mirasol, S.L.", "Gráficas Llobera, S.L.U."),
    "NL": ("Van der Meulen Installatie B.V.", "Drukkerij De Vuurtoren", "Polder & Zoon Groenvoorziening V.O.F.", "Studio Hazelaar"),
    "BE": ("Houthandel Verstraeten BV", "Ardenne Logistique SRL", "Brouwerij De Gans NV", "Kantoorplus BV"),
    "PL": ("Drukarnia Wisła Sp. z o.o.", "Zakład Stolarski Jan Borowski", "Hurtownia Kłos Sp. j.", "Tech-Serwis Pomorze S.A."),
    "SE": ("Skogsbryn Bygg AB", "Lunds Kontorsvaror AB", "Elfirman i Sundbyberg AB", "Kustens Redovisning HB"),
    "DK": ("Havnegade VVS ApS", "Møllers Maskinværksted A/S", "Nørrebro Grafisk ApS", "Tømrerfirmaet Østergaard I/S"),
    "NO": ("Fjordgløtt Regnskap AS", "Vestland Rør AS", "Bryggen Trykkeri AS", "Snøhetten Elektro AS"),
    "PT": ("Cortiças do Sado, Lda.", "Papelaria Mondego, Lda.", "Construções Arrábida, S.A.", "Oficina Tavares Unipessoal Lda"),
    "CZ": ("Truhlářství Havelka s.r.o.", "Pekárna U Mlýna, a.s.", "Elektro Krása s.r.o.", "Ing. Petr Dvořáček"),
    "US": ("Cedar Hollow Software, Inc.", "Bluff City Fasteners LLC", "Harborline Freight Co.", "Tallgrass Catering LLC", "Quill & Anvil Design", "Nimbus Ridge Cloud Services, Inc."),
    "GB": ("Thistledown Joinery Ltd", "Marsh & Fenwick LLP", "Pennine Print Works Limited", "Copperkettle Tea Company Ltd", "The Old Mill Hotel", "Severnside Energy plc"),
    "IE": ("Glenmore Data Systems Limited", "Lough Derg Foods DAC", "Claddagh Web Studio", "Shannonside Plant Hire Ltd"),
    "AU": ("Wattle Creek Plumbing Pty Ltd", "Billabong Office Supplies Pty Ltd", "Redgum Consulting", "Coorong Freight Pty Ltd"),
}  # fmt: skip
STREETS: dict[str, Names] = {
    "DE": ("Lindenallee 14", "Am Alten Zoll 3a", "Industriestraße 88", "Hopfenweg 21"), "AT": ("Getreidegasse 112", "Hauptplatz 7", "Mühlbachstraße 40"),
    "CH": ("Bahnhofstrasse 211", "Rebgasse 9", "Seestrasse 402"), "FR": ("14 bis, rue des Tanneurs", "203 avenue de la Gare", "7 impasse du Moulin"),
    "IT": ("Via delle Querce 18", "Corso Mazzini 221/B", "Viale Europa 5"), "ES": ("C/ del Olmo, 27", "Avda. de la Estación 114, 2º B", "Pol. Ind. El Prado, nave 6"),
    "NL": ("Havenkade 61", "Molenstraat 8-II", "Industrieweg 140"), "BE": ("Kerkstraat 19 bus 2", "Rue du Canal 77", "Nijverheidslaan 5"),
    "PL": ("ul. Młyńska 12/4", "al. Niepodległości 201", "ul. Polna 3"), "SE": ("Storgatan 45", "Björkvägen 7 B", "Industrigatan 12"),
    "DK": ("Havnegade 23, 2. tv.", "Møllevej 118", "Skovbrynet 4"), "NO": ("Strandgata 15", "Kirkeveien 202", "Bryggeveien 8"),
    "PT": ("Rua da Fonte, 33 - 1.º Dto.", "Avenida do Mar 210", "Largo do Chafariz 4"), "CZ": ("Dlouhá 731/14", "Nádražní 88", "K Lesu 1205"),
    "US": ("4820 Cottonwood Ave, Suite 310", "77 Harbor St", "1209 W Maple Rd"), "GB": ("Unit 4, Canal Wharf", "18 Station Approach", "221 Chapel Lane"),
    "IE": ("12 Mill Road", "Unit 9, Riverside Business Park", "3 Bridge Street"), "AU": ("Level 3, 88 Wharf St", "14 Banksia Rd", "201 High Street"),
}  # fmt: skip
TOWNS: dict[str, Names] = {
    "DE": ("70499 Stuttgart", "24937 Flensburg", "04109 Leipzig"), "AT": ("5020 Salzburg", "8010 Graz"), "CH": ("8001 Zürich", "3011 Bern", "4051 Basel"),
    "FR": ("69007 Lyon", "35000 Rennes", "59800 Lille"), "IT": ("40126 Bologna BO", "60121 Ancona AN", "37121 Verona VR"), "ES": ("28045 Madrid", "46001 València", "14003 Córdoba"),
    "NL": ("3011 AB Rotterdam", "8911 KX Leeuwarden"), "BE": ("9000 Gent", "4000 Liège"), "PL": ("80-001 Gdańsk", "30-105 Kraków"), "SE": ("222 29 Lund", "172 31 Sundbyberg"),
    "DK": ("8000 Aarhus C", "2200 København N"), "NO": ("5003 Bergen", "0355 Oslo"), "PT": ("3000-150 Coimbra", "2900-120 Setúbal"), "CZ": ("110 00 Praha 1", "602 00 Brno"),
    "US": ("Memphis, TN 38103", "Portland, OR 97209", "Madison, WI 53703"), "GB": ("Leeds LS1 4AP", "Bristol BS1 6QF", "Kendal LA9 4DL"),
    "IE": ("Limerick V94 X2K7", "Dublin 8, D08 K7V2"), "AU": ("Brisbane QLD 4000", "Adelaide SA 5000"),
}  # fmt: skip
LANDS = {"DE": "Deutschland", "AT": "Österreich", "CH": "Schweiz", "FR": "France", "IT": "Italia", "ES": "España", "NL": "Nederland", "BE": "Belgium", "PL": "Polska", "SE": "Sverige",
         "DK": "Danmark", "NO": "Norge", "PT": "Portugal", "CZ": "Česká republika", "US": "United States", "GB": "United Kingdom", "IE": "Ireland", "AU": "Australia"}  # fmt: skip
