"""The people of the layouts of the seventh hand; nobody is met twice. Pure data."""

from __future__ import annotations

from benchmarks.printers.people import Names

FIRMS: dict[str, Names] = {
    "DE": ("Möbelwerke Leineberg GmbH & Co. KG", "Kita Regenbogenfisch e.V.", "Ingenieurbüro Tasso Wendland", "Feinkost Albrecht Siemsen", "Autohof Kasseler Berge Betriebsgesellschaft mbH"),
    "FR": ("SCI du Vieux Lavoir", "Ets Bouchardon et Fils", "Mutuelle des Métiers du Littoral", "Clinique vétérinaire des Tilleuls", "ROUVIER MÉCANIQUE DE PRÉCISION"),
    "IT": ("Albergo Tre Ponti S.a.s. di Zorzi Elena & C.", "Ristorante Da Gino", "Cantieri Navali Portovecchio S.p.A.", "Studio Associato Ferrante Lo Presti", "Cooperativa Sociale Il Girasole"),
    "ES": ("Hostelería Puerto Blanco, S.L.", "Colegio Santa Orosia, S.L.U.", "Construcciones Ibargüen y Hnos., S.L.", "Bodegas Cervantes Rico, S.L.", "Viveros del Segura Hermanos Lax, S.L."),
    "NL": ("Bistro Het Stille Water", "Aannemersbedrijf Gebr. Kuipers B.V.", "Stichting Zorggroep De Linden", "Jachtwerf Sneekermeer B.V.", "Tandartspraktijk Van Oosten"),
    "BE": ("Advocatenkantoor Goossens & Partners", "Metaalwerken Heylen NV", "Vrije Basisschool De Zonnebloem vzw", "Immo Schelde BV", "Gemeente Bornem-Zuid"),
    "AT": ("Gasthaus Zum Goldenen Pflug", "Feinkost Stögerer GmbH", "Hotel Kaiserblick Betriebs GmbH & Co KG", "Vinothek am Naschmarkt e.U.", "Catering Wachauer OG"),
    "CH": ("Stockwerkeigentümergemeinschaft Rosenweg 4", "Kinderkrippe Schnäggehüsli", "Liegenschaften Frey & Partner AG", "Restaurant Löwen, Fam. Aeschlimann", "Pensionskasse Textil Ost"),
    "PL": ("Przychodnia Lekarska „Medyk” Sp. z o.o.", "Gabinet Stomatologiczny Anna Rutkowska", "ZAKŁAD MECHANIKI POJAZDOWEJ MARIAN GĘBALA", "Dom Seniora Jesień s.c.", "Fundacja Dobry Start"),
    "SE": ("Brf Kastanjen 12", "Västkustens Fiskrökeri AB", "Mattssons Åkeri i Falköping AB", "Förskolan Tallkotten ek. för.", "Hedmans Plåt & Smide"),
    "GB": ("St Aldhelm's Care Home Ltd", "Rowanbank House Residential LLP", "THE GRAPES (EVESHAM) LTD", "Hallam Street Dental Practice", "Mr P. J. Ackroyd t/a Ackroyd's Bakery"),
    "IE": ("Mullagh Precast Limited", "Tigh Uí Dhonnabháin Teo", "Brosna Valley Creamery Co-operative Society Ltd", "Kinsella Bros. (Wexford) Limited", "Seamus Tuohy"),
    "US": ("Blue Heron Grill & Taproom", "First Lutheran Church of Maple Plain", "Ortega Family Properties LLC", "Stillwater Dental Associates, P.C.", "KOSCIUSKO COUNTY SCHOOL CORPORATION"),
    "CA": ("Beaverdale Optical Inc.", "McAllister, Ng & Roy LLP", "1184207 Ontario Ltd. o/a Print Corner", "Kawartha Medical Imaging", "Théâtre du Canal Rideau"),
}  # fmt: skip
STREETS: dict[str, Names] = {
    "DE": ("Am Wehrhahn 27", "Röntgenstr. 5-7", "Alte Poststraße 118", "Gewerbepark Süd 4", "Postfach 10 22 40", "Hinter dem Dorfe 2b"), "FR": ("41, rue Gambetta", "ZA des Quatre Vents – 6, allée des Forges", "118 boulevard Jean Jaurès", "Lieu-dit Kerlann", "2 ter place de la Halle", "CS 40127 – 15 rue du Port"),
    "IT": ("Via Giuseppe Verdi, 41", "Strada Statale 16 Adriatica km 312", "Piazza del Mercato, 3", "Via Fratelli Bandiera 108/A", "Vicolo Stretto, 2", "Zona Industriale, lotto 17"), "ES": ("Calle Alcalde Muñoz, 18, 1.º A", "Pol. Ind. La Estrella, C/ Cobre, parcela 22", "Avda. Constitución, 5", "Camino de los Molinos, s/n", "Plaza Mayor, 11, bajo", "Ronda Norte, 203"),
    "NL": ("Zeedijk 114", "Ambachtsweg 23a", "Burg. Jansenlaan 6", "Postbus 1420", "Oude Gracht 88 bis", "De Hemmen 41"), "BE": ("Antwerpsesteenweg 212", "Stationsplein 8 bus 1", "Molenveld 47", "Industriepark-West 75", "Grote Markt 3", "Kapelstraat 16A"), "AT": ("Kremser Straße 33", "Kellergasse 5", "Mariahilfer Gürtel 19/2/14", "Hauptstraße 101", "Donaulände 8", "Am Rosenhügel 27a"),
    "CH": ("Zürcherstrasse 64", "Im Grund 12", "Postgasse 3", "Gewerbestrasse 18", "Postfach 312", "Dorfplatz 1"), "PL": ("ul. Piłsudskiego 44 lok. 3", "ul. Przemysłowa 9", "os. Bohaterów 17/22", "Nowa Wieś 88", "al. Racławickie 12", "ul. 3 Maja 5A"), "SE": ("Kungsgatan 31", "Verktygsvägen 5", "Box 214", "Hagagatan 12 A", "Järnvägsgatan 60", "Prästgårdsängen 4"),
    "GB": ("Unit 11 Bridge Mills, Huddersfield Road", "94a London Road", "Fairfield House, The Green", "2-6 Corporation Street", "The Maltings, Station Road", "Plot 7 Vale Business Park"), "IE": ("Main Street", "Unit 3, Blackwater Enterprise Park", "14 O'Connell Street", "Ballinacurra", "Clonminch Road", "The Square"),
    "US": ("2216 County Road 19 N", "PO Box 840", "415 Grand Ave Ste 200", "1120 Commerce Dr", "78 N Detroit St", "9501 E State Hwy 6, Bldg B"), "CA": ("240 Sparks Street, Unit 6", "88 Advance Road", "5 - 1190 Eglinton Ave W", "RR 3", "1455 Lansdowne St W", "PO Box 52, Stn A"),
}  # fmt: skip
TOWNS: dict[str, Names] = {
    "DE": ("30449 Hannover", "87435 Kempten (Allgäu)", "15230 Frankfurt (Oder)", "45127 Essen", "99817 Eisenach", "18055 Rostock"), "FR": ("29200 BREST", "63000 CLERMONT-FERRAND", "84100 Orange", "54700 Pont-à-Mousson"), "IT": ("47921 RIMINI (RN)", "31100 Treviso (TV)", "70122 Bari BA"), "ES": ("30009 Murcia", "22004 Huesca", "11500 El Puerto de Santa María (Cádiz)"),
    "NL": ("1012 AZ AMSTERDAM", "8601 WB Sneek", "6811 KG Arnhem", "9711 LM Groningen", "4331 BK Middelburg"), "BE": ("2800 Mechelen", "2880 Bornem", "9100 Sint-Niklaas", "3500 Hasselt", "1840 Londerzeel"), "AT": ("3550 Langenlois", "1060 Wien", "4020 Linz", "2340 Mödling", "7100 Neusiedl am See"), "CH": ("8400 Winterthur", "9500 Wil SG", "3600 Thun"), "PL": ("35-074 Rzeszów", "64-920 Piła", "20-601 Lublin"),
    "SE": ("411 19 Göteborg", "521 43 Falköping", "753 20 Uppsala"), "GB": ("Mirfield, West Yorkshire WF14 8PL", "Evesham WR11 4EJ", "SHEFFIELD S10 2NA"), "IE": ("Tullamore, Co. Offaly R35 XY70", "Midleton, Co. Cork P25 K403", "Wexford Y35 DW82"),
    "US": ("Maple Plain, MN 55359", "Warsaw, IN 46580", "Waco, TX 76701-2214"), "CA": ("Ottawa ON  K1P 5B7", "Toronto ON  M8Z 2T3", "Peterborough ON  K9J 6X4"),
}  # fmt: skip
LANDS = {"CA": "Canada"}
SELLERS: dict[str, Names] = {
    "grosshaendler": ("Heinrich Overbeck Sanitär- und Heizungsgroßhandel GmbH & Co. KG", "ROHRWEG HAUSTECHNIK GROSSHANDEL KG", "Wilms + Petersen GmbH"),
    "anwaltskanzlei": ("Rechtsanwälte Dr. Stahmer, Kroll & Vogt PartG mbB", "Kanzlei Yildirim, Rechtsanwältin Derya Yildirim", "Rechtsanwalt und Notar a.D. Klaus-Peter Immendorf"),
    "kfzmeister": ("Kfz-Meisterbetrieb Rolf Zenker", "Auto-Service Bachmann, Inh. Sven Bachmann", "Garage Nordkurve UG (haftungsbeschränkt)"),
    "proprete": ("NETIVAL PROPRETÉ SERVICES", "SARL Lustre & Clarté", "Groupe Alizance Nettoyage SAS"), "traiteur": ("Maison Quéméneur", "Les Fourchettes Pressées SAS", "Benoît Chastang Traiteur EURL"),
    "boncommande": ("Ferronnerie Dussaussoy SAS", "Chaudronnerie Industrielle du Forez", "ATELIERS MÉCANIQUES KERVELLA"), "lavanderia": ("Lavanderia Industriale Adriatica S.r.l.", "Splendor di Bianchi Rosanna & C. S.n.c.", "LAVASECCO MODERNO DI CAPUTO MICHELE"),
    "scontrino": ("Cartolibreria Il Calamaio di Neri Paola", "BUFFETTI ARREDO E CARTA SRL", "Punto Carta S.n.c. di Lodi e Marra"), "agenciaweb": ("Marejada Comunicación Digital, S.L.", "BELTRÁN SOLER DISEÑO Y WEB SLU", "Pixelario Estudio Creativo, S.L.U."),
    "residuos": ("Gestión Ambiental Sierra Espuña, S.L.", "RECUPERACIONES HERMANOS PARDO, S.L.", "Contenedores y Áridos La Ribera, S.L."), "afvalinzameling": ("Van Dalsum Milieudiensten B.V.", "Recyclinghal Oostwaard B.V.", "GRONDSTOF NOORD N.V."),
    "creditnl": ("Horecagroothandel De Vier Ambachten B.V.", "Jansma Foodservice V.O.F.", "VERSHAL ARNHEM B.V."), "broodjes": ("Tafel & Goed BV", "Broodhuis Mertens", "Zoet Zout Catering Comm.V"),
    "lieferavis": ("Weingut Familie Hollerer", "Winzerhof Doppelbauer KG", "Kellerei Schloss Tannegg Gesellschaft m.b.H."), "sanitaer": ("Nägeli Sanitär + Heizung AG", "Hofstetter Haustechnik GmbH", "Bruno Caduff, Sanitäre Anlagen"),
    "comarch": ("Medikol Hurtownia Artykułów Medycznych Sp. z o.o. Sp. k.", "P.P.H.U. „SANITEX” Grażyna Wilk", "Farmed Podkarpacie S.A."), "biurokadr": ("Biuro Rachunkowe „Saldo” Elżbieta Pająk", "Kadry i Płace Lublin Sp. z o.o.", "Kancelaria Doradcy Podatkowego Tomasz Wierzba"),
    "elservice": ("Ljungbergs El & Larm AB", "Elteknik i Falbygden AB", "Uppsala Kraftmontage Aktiebolag"), "temps": ("Hallmark Nursing & Catering Staff Ltd", "CALDER VALLEY RECRUITMENT LIMITED", "Prime Cover People LLP"),
    "creditgb": ("Brightside Signs & Graphics Ltd", "Owen Pugh Sign Makers", "VINYLWORKS (YORKSHIRE) LIMITED"), "practice": ("Deasy Moynihan & Co., Chartered Accountants", "Offaly Accounting Services Limited", "Carroll Phelan Unlimited Company"),
    "hvac": ("Lakeshore Heating & Cooling, Inc.", "Jim Dvorak Mechanical LLC", "NORTH PRAIRIE COMFORT SYSTEMS"), "linen": ("BRAZOS LINEN SUPPLY, INC.", "Ameri-Fresh Textile Rental Co.", "Kessel & Daughters Laundry LLC"), "sameday": ("Rideau Messenger Service Inc.", "2409915 Ontario Inc.", "Dash-Line Couriers Ltd."),
}  # fmt: skip
"""Who sells in a layout, fitting its trade; its buyers are any of ``FIRMS``."""
