"""The people of the layouts of the fourth hand; nobody is met twice. Pure data."""

from __future__ import annotations

from benchmarks.printers.people import Names

FIRMS: dict[str, Names] = {
    "DE": ("Zahntechnik Löwenherz GbR", "Autohaus Pfeiffer & Nowak GmbH", "MASCHINENFABRIK ESSER GMBH", "Kirchengemeinde St. Bonifatius", "Reederei Fehmarnsund KG", "Jürgen Wachowiak Kälteanlagen"),
    "AT": ("Malerei Obermayr GmbH", "Sabine Gruber-Haas", "Tischlerei Ötztal GesmbH", "Verein Kulturhof Amstetten", "Weingut Stiegler & Töchter"),
    "FR": ("Hôtel de la Poste et du Commerce", "Claudine Vasseur Traiteur EI", "SCI DU CLOS FLEURI", "Résidence Les Hauts de Loire", "SAS TRANSPORTS BONNAVENTURE", "Mairie de Saint-Aubin-des-Prés"),
    "IT": ("Bar Pasticceria Il Chicco di Loredana Fusi", "HOTEL MIRAMONTI S.R.L.", "Arredamenti Castelvecchio S.p.A.", "Trattoria da Gino s.n.c.", "Carpenteria Meccanica Fumagalli Srl"),
    "ES": ("Hotel Balneario La Encina, S.L.", "COMUNIDAD DE PROPIETARIOS C/ SERRANO 14", "Congelados Marejada, S.A.", "Construcciones y Reformas Hermanos Vidal, S.L.", "Restaurante Casa Eusebio"),
    "NL": ("Camping en Jachthaven De Linde B.V.", "Kaasmakerij 't Hoogeland B.V.", "Broekmans Metaal & Montage", "STICHTING ZORGHUIS DE AREND", "Rijnstroom Verpakkingen B.V."),
    "BE": ("Menuiserie Lambotte SRL", "M. et Mme Delvaux-Henrard", "ASBL Les Amis du Rail", "CONSTRUCT'EST SA", "Transports Wuidar & Cie"),
    "GB": ("Priory Gate Academy Trust", "Wm. Haldane & Co", "Tidewater Boatyard Ltd", "J. P. Okafor Building Services", "THE CROWN & ANCHOR (HOLME) LTD", "Larkfield Homes Limited"),
    "US": ("Riverbend Elementary School District 12", "Coyote Creek Brewing Co.", "Hendricks Family Dental, PLLC", "MESA VERDE MANUFACTURING", "St. Brendan Parish", "Old Dominion Property Mgmt, LLC"),
    "DK": ("Andelsboligforeningen Rosenhaven", "Tandlægerne Torvet I/S", "Grejhuset Odense ApS", "Bageriet Kringlen v/Lars Friis", "E/F Strandparken 2-14"),
    "PL": ("Zajazd Pod Bocianem Marek Nowicki", "Spółdzielnia Mieszkaniowa „Zorza”", "BUDREM INVEST Sp. z o.o. Sp. k.", "Urząd Gminy Kamionka", "Instal-Bud s.c. A. Duda, P. Żak"),
    "CA": ("Wellington County Roads Dept.", "Kawartha Cottage Rentals Inc.", "J. & M. Tremblay Farms", "PINEHURST GOLF & COUNTRY CLUB", "Lakeview General Store"),
}  # fmt: skip
STREETS: dict[str, Names] = {
    "DE": ("Gutenbergstr. 27-31", "Postfach 12 40", "An der Ziegelei 5", "Karl-Marx-Allee 118", "Gewerbepark Süd 2 / Halle C"),
    "AT": ("Salzstraße 8/2", "Linzer Bundesstraße 101", "Dorf 36", "Stiegengasse 4/Top 11"),
    "FR": ("ZA de la Croix Blanche – 4 rue Ampère", "118 bd du Maréchal Leclerc", "Lieu-dit Le Grand Chêne", "3, place de l'Église", "BP 40127"),
    "IT": ("Via G. Verdi, 44/A", "S.S. 16 Adriatica km 214", "Piazza della Repubblica 3", "Zona Ind.le Est – Lotto 9", "Vicolo Stretto n. 2"),
    "ES": ("C/ Virgen del Carmen, 8 - Bajo Izq.", "P.I. Los Olivares, C/ Huelma, parc. 14", "Camino Viejo s/n", "Gran Vía, 117, 3º D", "Ctra. N-340, km 412"),
    "NL": ("Spoorlaan 33a", "Grote Markt 6", "Postbus 1205", "Ambachtsweg 7 unit 4", "Dorpsstraat 188"),
    "BE": ("Rue de l'Abattoir 12", "Chaussée de Liège 455", "Zoning des Hauts-Sarts, 3e Avenue 9", "Place Saint-Remacle 2/11"),
    "GB": ("Brunel Way Trading Estate", "Suite 3b, Wharfe House, 41 The Parade", "The Yard, Station Road", "7 St Cuthbert's Terrace", "PO Box 216"),
    "US": ("P.O. Box 1187", "3300 State Route 7 N", "211 E Front St Ste B", "14755 Industrial Pkwy", "908 Meadowlark Ln"),
    "DK": ("Vestergade 14, st. th.", "Industrivej 9", "Postboks 40", "Gl. Landevej 212A"),
    "PL": ("ul. Przemysłowa 17", "ul. 3 Maja 44/2", "Kamionka 12A", "al. Jana Pawła II 78 lok. 5"),
    "CA": ("RR #3, 4471 Concession Rd 8", "221 King St. W., Unit 4", "1050 Industrial Cres.", "P.O. Box 88, Stn Main"),
}  # fmt: skip
TOWNS: dict[str, Names] = {
    "DE": ("33602 Bielefeld", "01307 Dresden", "88212 Ravensburg", "56068 Koblenz", "23769 Fehmarn"),
    "AT": ("4600 Wels", "6020 Innsbruck", "1160 Wien", "3300 Amstetten"),
    "FR": ("44600 SAINT-NAZAIRE", "86000 Poitiers", "54000 NANCY CEDEX", "12100 Millau", "21200 Beaune"),
    "IT": ("20831 SEREGNO (MB)", "52100 Arezzo AR", "09123 Cagliari (CA)", "35127 Padova PD", "65125 PESCARA"),
    "ES": ("02006 Albacete", "23009 JAÉN", "18600 Motril (Granada)", "28500 Arganda del Rey - Madrid", "30201 Cartagena"),
    "NL": ("8601 CM SNEEK", "5038 CB Tilburg", "7411 KT Deventer", "1621 AB Hoorn"),
    "BE": ("4800 Verviers", "4040 Herstal", "5590 CINEY", "6700 Arlon"),
    "GB": ("Ilkley LS29 9LP", "Norwich NR3 1RX", "DARLINGTON DL1 4PQ", "Hereford HR1 2BB", "Penryn, Cornwall TR10 8AE"),
    "US": ("Elko, NV 89801", "Findlay, OH 45840", "Keene, NH 03431-2207", "Lake Charles, LA 70601", "Grand Island, NE 68801"),
    "DK": ("5000 Odense C", "7100 Vejle", "4700 Næstved", "6000 Kolding"),
    "PL": ("26-600 Radom", "43-300 Bielsko-Biała", "15-950 Białystok", "62-510 Konin"),
    "CA": ("Kingston, ON  K7L 1A1", "Goderich ON N7A 3X8", "Barrie, Ontario L4N 8Z3", "Fergus, ON N1M 2W5"),
}  # fmt: skip
LANDS: dict[str, str] = {}
SELLERS: dict[str, Names] = {
    "buero": ("Fensterbau Trautwein", "Lichtplan Elektro- und Sicherheitstechnik GmbH", "Anke Reimers Raumausstattung"),
    "industrie": ("Hartwig Dichtungswerke GmbH & Co. KG", "POLLMEIER ANTRIEBSTECHNIK AG", "Süddeutsche Ventilbau Kugler SE"),
    "netzrechnung": ("Funkwelle Kommunikationsdienste GmbH", "Ostsee-Kabelnetz Betriebs GmbH & Co. KG", "Stadtnetz Quellingen Telekommunikations-GmbH"),
    "onlineshop": ("Kräuterkraft Handels GmbH", "Ing. Lukas Pfandl e.U.", "Wollstube Innkreis OG"),
    "abo": ("Planwerk Cloud GmbH", "Zeitblatt Software UG (haftungsbeschränkt)", "Terminica AG"),
    "chantier": ("SARL Couverture Perrichon Père & Fils", "Éric Malbosc Plomberie-Chauffage", "ETS GUILLEMARD"),
    "negoce": ("DISPROBOIS CENTRE-OUEST", "Comptoir Hygiène du Ponant SAS", "SOCIÉTÉ LORRAINE DE FOURNITURES HÔTELIÈRES"),
    "ristourne": ("Papeteries Valmorel SA", "Conditionnement Armor SAS", "Outillage Jacquet-Bourdin SASU"),
    "ingrosso": ("F.lli Tagliabue Ingrosso Bevande S.r.l.", "ORTOFRUTTICOLA VALDICHIANA SOC. COOP. AGR.", "Sardacarta di Piras Gavino & C. S.a.s."),
    "provvigioni": ("Rag. Daniela Scotuzzi", "Roncaglia Rappresentanze di Roncaglia Paolo", "Massimo Del Prete"),
    "canone": ("Lumen Digitale S.r.l.s.", "Espresso Comodo S.p.A.", "Pixel & Pane Soc. Coop."),
    "instalador": ("FRIGORÍFICOS ALCARAZ, S.L.", "Instalaciones Hnos. Beltrán Ruiz, S.L.", "Clima Sur Mantenimientos, S.L.L."),
    "albaran": ("Áridos y Hormigones Tajuña, S.A.", "MATERIALES DE CONSTRUCCIÓN EL PILAR, S.L.", "Almacenes Carrascosa e Hijos, S.L."),
    "rekening": ("Hoveniersbedrijf Groenendijk", "Jelle Postma Tuin & Terras", "De Bestratingsgilde B.V."),
    "bestelbon": ("Technische Handelsonderneming Kuiper B.V.", "Sensortec Benelux B.V.", "Van Loon Aandrijvingen"),
    "liegeoise": ("Garage Dumoulin & Fils SRL", "CARROSSERIE DE LA VESDRE SA", "Pneus Services Condroz SRL"),
    "adjustment": ("Pargeter Building Plastics Ltd", "W. H. Eastoe & Sons (Timber) Ltd", "Northmoor Fixings Limited"),
    "remittance": ("Fern & Fable Content Studio Ltd", "Oliver Tranmere t/a Tranmere IT Support", "Skelwith Accountancy LLP"),
    "qbdesk": ("Prairie Rose Uniform Supply, Inc.", "Dockside Janitorial LLC", "Marv's Sign Shop"),
    "soldto": ("GREAT BASIN PIPE & SUPPLY CO", "Tri-County Electrical Distributors, Inc.", "MONADNOCK FASTENER & ABRASIVE CORP."),
    "jobsite": ("R. J. Delacroix Roofing & Sheet Metal, LLC", "Blue Heron Excavating", "SUMMIT RIDGE MECHANICAL CONTRACTORS INC."),
    "regning": ("Kloakmester Bent Skov ApS", "Rengøringsselskabet Lillebælt A/S", "Malerfirma Ditte Holm"),
    "handlowa": ("Przedsiębiorstwo Handlowe ROLMET Sp. z o.o.", "F.H.U. „ANNA” Anna Wilczek", "Hurtownia Łazienek Delta Sp. k."),
    "nursery": ("Thousand Islands Nursery & Landscape Supply Ltd.", "Huron Shore Farm Equipment Inc.", "GEORGIAN BAY ICE & BEVERAGE CO. LTD."),
}  # fmt: skip
"""Who sells in a layout, fitting its trade; its buyers are any of ``FIRMS``."""
