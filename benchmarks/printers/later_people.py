"""The people of the layouts that came later, so that no firm of the first ones is met again. Pure data."""

from __future__ import annotations

from benchmarks.printers.people import Names

FIRMS: dict[str, Names] = {
    "DE": ("Hasselbach Fördertechnik GmbH & Co. KG", "Elbtal Chemie AG", "Rotbuche Verlag GmbH", "Gebr. Wiedenmann Elektrogroßhandel KG", "Praxisbedarf Sonnleitner e.K."),
    "AT": ("Traunviertler Versicherung AG", "Holzbau Kirchschlager GmbH", "Seilbahnen Hochgrind GmbH", "Konditorei Aigner OG"),
    "CH": ("Lindt Präzision Wil AG", "Gantrisch Käserei GmbH", "Aareblick Architekten AG", "Schreinerei Zumbühl"),
    "LU": ("Atelier d'Architecture Wiltheim S.à r.l.", "Moselbau S.A.", "Fiduciaire Kirchberg S.A.", "Imprimerie Sauer S.à r.l.-S"),
    "FR": ("Brasserie du Vieux Lavoir SARL", "Matériaux Corbières SAS", "Pépinières Aubrac EARL", "SCI Les Trois Platanes"),
    "NL": ("Zeedijk Scheepsbenodigdheden B.V.", "Bloembollen Kwekerij Roodhart", "Adviesbureau Noorderzon B.V.", "Gebroeders Terpstra Staal B.V."),
    "IT": ("Tessitura Valbrenta S.p.A.", "Enoteca Montalbano S.r.l.", "Elettroforniture Padus S.a.s.", "Geom. Carla Benvenuti"),
    "FI": ("Koskivoima Sähkö Oy", "Rakennus Harjula Oy", "Saimaan Kirjanpito Oy", "Pohjanranta Konepaja Oyj"),
    "GR": ("ΑΦΟΙ ΔΗΜΟΠΟΥΛΟΙ Ο.Ε.", "ΕΛΑΙΩΝΕΣ ΜΕΣΣΑΡΑΣ Α.Ε.", "ΓΡΑΦΙΚΕΣ ΤΕΧΝΕΣ ΑΙΓΑΙΟΥ Ε.Π.Ε.", "ΞΕΝΟΔΟΧΕΙΟ ΑΚΤΗ Μ.Ι.Κ.Ε."),
    "HU": ("Borostyán Bútor Kft.", "Tiszamenti Gépgyár Zrt.", "Kékfény Informatika Kft.", "Szekeres és Társa Bt."),
    "RO": ("Telecom Carpatica S.A.", "Mobila Bucovina S.R.L.", "Agro Dunărea S.R.L.", "Construcții Făgăraș S.R.L."),
    "TR": ("Ege Çınar Tekstil San. ve Tic. A.Ş.", "Boğaziçi Ofis Malzemeleri Ltd. Şti.", "Toros Nakliyat Ltd. Şti.", "Güneşli Gıda Pazarlama A.Ş."),
    "US": ("Saguaro Industrial Supply Corp.", "Brightwater Analytics LLC", "Kittredge Paper Company", "Old Mission Orchards, Inc.", "Ferncliff Property Partners LP"),
    "CA": ("Maple Gate Consulting Inc.", "Érablière des Cantons inc.", "Plomberie St-Amour ltée", "Bow Valley Equipment Ltd."),
    "GB": ("Ravenscroft Parcels Limited", "Harrow & Stone Interiors Ltd", "Dovecote Toys Ltd", "Lune Valley Dairies Limited", "Castlegate Insurance Brokers Ltd"),
    "IE": ("Kilbride Mulcahy Solicitors LLP", "Slieve Bloom Timber Limited", "Atlantic Edge Seafoods DAC", "Corrib Facilities Limited"),
    "AU": ("Kookaburra Fresh Grocers Pty Ltd", "Ironbark Fencing Supplies", "Murray Darling Seeds Pty Ltd", "Bondi Physio Group Pty Ltd"),
    "NZ": ("Southern Cross Freight Forwarding Ltd", "Kauri Coast Honey Ltd", "Tūī Design Studio", "Waikato Dairy Machines Ltd"),
    "ZA": ("Drakensberg Pumps (Pty) Ltd", "Table Bay Office Furniture CC", "Karoo Wool Brokers (Pty) Ltd", "Umhlanga Print & Signs"),
    "SG": ("Merlion Realty Holdings Pte. Ltd.", "Straits Instruments Pte Ltd", "Kallang Marine Stores (S) Pte Ltd", "Orchid Lane Trading LLP"),
    "IN": ("Deccan Bearings Private Limited", "Sahyadri Agro Industries", "Lotus Infotech Pvt. Ltd.", "Shree Ganesh Electricals"),
    "MX": ("Ferretera del Bajío, S.A. de C.V.", "Consultores Anáhuac, S.C.", "Empaques Tonalá, S.A. de C.V.", "Café Sierra Mixe, S. de R.L. de C.V."),
    "BR": ("Horizonte Sistemas Ltda.", "Serra Azul Comércio de Café S.A.", "Clínica Bem Viver Ltda. - ME", "Transportes Guará Eireli"),
    "CL": ("Viñedos Alto Maule SpA", "Maderas Llanquihue Ltda.", "Ingeniería Atacama S.A.", "Comercial Pudahuel E.I.R.L."),
}  # fmt: skip
STREETS: dict[str, Names] = {
    "DE": ("Ziegelhüttenweg 7-9", "Speicherstraße 31", "Zum Weinberg 2"), "AT": ("Promenade 26", "Feldgasse 3/2/14", "Alte Poststraße 117"), "CH": ("Gewerbestrasse 12", "Dorfplatz 1", "Postfach 318"),
    "LU": ("12, rue de l'Alzette", "45, route d'Arlon", "3A, Zone industrielle"), "FR": ("Z.A. des Quatre Vents", "5 place du Marché", "118 boulevard Pasteur"), "NL": ("Kanaalstraat 3", "Postbus 4410", "Dorpsweg 77a"),
    "IT": ("Via San Rocco, 44", "Piazza Garibaldi 9", "Strada Statale 11 km 233"), "FI": ("Tehtaankatu 8 B 14", "Rantatie 112", "PL 204"), "GR": ("Λεωφ. Κηφισίας 214", "Ερμού 18", "25ης Αυγούστου 7"),
    "HU": ("Kossuth Lajos utca 14.", "Ipartelep út 3/b", "Váci út 201. II. em. 5."), "RO": ("Str. Mihai Eminescu nr. 22, bl. A4, ap. 7", "Bd. Unirii 110", "Calea Moților nr. 9"), "TR": ("Atatürk Cad. No:112/4", "Organize San. Bölgesi 7. Sok. No:3", "Cumhuriyet Mah. Lale Sok. 18"),
    "US": ("P.O. Box 7745", "3300 Commerce Pkwy", "615 N 9th St, Ste 2200"), "CA": ("1450, rue Sherbrooke Ouest, bureau 300", "88 King Street West", "2207 - 14 Avenue SW"), "GB": ("Beacon House, 40 Quay Street", "7 Tanners Row", "Plot 12, Airfield Estate"),
    "IE": ("44 Merchants Quay", "The Courtyard, Main Street", "Block C, Parkmore West"), "AU": ("Shop 4, 212 Glebe Point Rd", "38 Pacific Hwy", "PO Box 119"), "NZ": ("27 Great North Road", "PO Box 8044", "Unit 2, 5 Kerwyn Avenue"),
    "ZA": ("14 Voortrekker Road", "PO Box 5521", "Unit 8, Bellville Business Park"), "SG": ("71 Ayer Rajah Crescent #05-18", "10 Anson Road #24-03", "2 Kaki Bukit Ave 1"), "IN": ("Plot No. 41, MIDC Bhosari", "3rd Floor, Laxmi Chambers, M.G. Road", "Shop 12, Shivaji Market"),
    "MX": ("Av. Insurgentes Sur 1188, Int. 402", "Calle Morelos 27, Col. Centro", "Blvd. Aeropuerto 3300"), "BR": ("Rua das Acácias, 455 - Sala 12", "Av. Paulista, 1900", "Rod. SP-340, km 121"), "CL": ("Av. Providencia 2133, of. 608", "Camino a Melipilla 9700", "Los Aromos 45"),
}  # fmt: skip
TOWNS: dict[str, Names] = {
    "DE": ("01067 Dresden", "33602 Bielefeld", "87435 Kempten (Allgäu)"), "AT": ("4020 Linz", "6020 Innsbruck"), "CH": ("9500 Wil SG", "3098 Köniz"), "LU": ("L-1142 Luxembourg", "L-4010 Esch-sur-Alzette"),
    "FR": ("11100 Narbonne", "67000 Strasbourg", "12000 Rodez"), "NL": ("1012 AZ Amsterdam", "7411 KT Deventer"), "IT": ("36061 Bassano del Grappa (VI)", "10121 Torino"), "FI": ("33100 TAMPERE", "53100 LAPPEENRANTA"),
    "GR": ("115 25 ΑΘΗΝΑ", "712 02 ΗΡΑΚΛΕΙΟ"), "HU": ("1134 Budapest", "6720 Szeged"), "RO": ("400001 Cluj-Napoca, jud. Cluj", "București, Sector 3"), "TR": ("35210 Konak / İzmir", "34381 Şişli / İstanbul"),
    "US": ("Tucson, AZ 85705", "Kalamazoo, MI 49007", "Buffalo, NY 14203-1120"), "CA": ("Montréal (Québec)  H3A 2R7", "Toronto ON  M5H 1A1", "Calgary, AB T2S 2K6"), "GB": ("Norwich NR1 3PA", "Cardiff CF10 5BW", "Dundee DD1 4BJ"),
    "IE": ("Cork T12 R6XW", "Galway H91 DX2C"), "AU": ("Glebe NSW 2037", "Geelong VIC 3220"), "NZ": ("Auckland 1021", "Christchurch 8140"), "ZA": ("Cape Town 7530", "Durban 4001"), "SG": ("Singapore 139951", "Singapore 079903"),
    "IN": ("Pune - 411026", "Mumbai 400001"), "MX": ("C.P. 03920, Ciudad de México", "C.P. 37000, León, Gto."), "BR": ("São Paulo - SP, 01310-200", "Campinas - SP, 13010-111"), "CL": ("Providencia, Santiago", "Puerto Varas"),
}  # fmt: skip
LANDS = {"LU": "Luxembourg", "FI": "Suomi", "GR": "Ελλάδα", "HU": "Magyarország", "RO": "România", "TR": "Türkiye", "CA": "Canada", "NZ": "New Zealand", "ZA": "South Africa", "SG": "Singapore",
         "IN": "India", "MX": "México", "BR": "Brasil", "CL": "Chile"}  # fmt: skip
