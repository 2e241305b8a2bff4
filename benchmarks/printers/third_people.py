"""The people of the layouts of the third hand; nobody is met twice. Pure data."""

from __future__ import annotations

from benchmarks.printers.people import Names

FIRMS: dict[str, Names] = {
    "IE": ("Cairnbrook Software Limited", "Fennelly Cloud Tools Ltd", "Tidewrack Systems DAC"),
    "FR": ("Verrerie des Alizés SAS", "Compagnie Fluviale du Morvan", "Laboratoires Quintin-Roche SA", "Librairie Passe-Muraille SARL"),
    "DE": ("Blitzblank Gebäudedienste Oldenburg GmbH", "Stadtwerke Wesenau AöR", "Werftzulieferer Hinrichsen & Sohn KG", "Dr. med. Annegret Lohfink, Fachärztin für Arbeitsmedizin", "MVZ Am Deichtor GmbH", "Kranverleih Uckermark GmbH"),
    "NL": ("Werkmeester Flex B.V.", "Handjes Uitzendgroep B.V.", "Distributiecentrum Maasvlei B.V.", "Koekfabriek Van Tongeren N.V."),
    "US": ("Halloran Pruitt Communications, Inc.", "Tumbleweed Trailers LLC", "Lake Erie Gear & Machine Co.", "Sweetgrass Savings Association", "Eastport Ferry Company", "Duquesne Hill Foundry Corp."),
    "HR": ("Soboslikarski obrt Lovrić, vl. Ante Lovrić", "Uvala Hoteli d.d.", "Konstruktor Dinara d.o.o.", "Vinarija Pelješka loza d.o.o."),
    "ES": ("Aguas del Jiloca, S.A.", "Panificadora Torrealba, S.L.", "Residencial Los Enebros, S.L.", "Bodegas Valdemoro e Hijos, S.A."),
    "LT": ("UAB „Gintaro šiluma“", "UAB „Nemuno baldai“", "MB „Trys ąžuolai“", "AB „Aukštaitijos pienas“"),
    "GB": ("Ashdown Veterinary Group Ltd", "Thornbury Equine Centre Ltd", "Greenacre Kennels Limited", "Hollybush Riding Stables Ltd", "Lowfield Farm Partnership"),
    "CH": ("Seeland Eventtechnik AG", "Fête & Tente Sàrl", "Uhrenatelier Brügg AG", "Stiftung Haus am Quai", "Imprimerie du Chasseral SA"),
    "BE": ("Drankencentrale De Leie BV", "Boissons Hesbaye SRL", "Traiteur Zoet & Zout BV", "Voetbalclub Eendracht Merelgem VZW", "Brasserie La Passerelle SA"),
    "JP": ("株式会社青葉デザイン", "有限会社みなと商店", "北斗システム株式会社", "株式会社つばめ物流"),
    "HK": ("Golden Wharf Trading Limited", "Lion Peak Gifts (H.K.) Company Limited", "Bamboo Lane Studio Limited", "Star Ferry Road Optical Ltd"),
    "KR": ("주식회사 한빛솔루션", "(주)가온오피스", "주식회사 두레물산", "나래미디어 주식회사"),
    "AE": ("Al Noorain Air Conditioning L.L.C", "Falcon Dunes Technical Services LLC", "Palm Gate Properties FZE", "Gulf Pearl Trading Co. L.L.C"),
    "BG": ("Тракия Логистик ЕООД", "Балкан Транс 2004 ООД", "Зорница Трейд ЕООД", "Рила Склад АД"),
    "IL": ("מכללת אופקים בע\"מ", "גליל הדרכה ויעוץ בע\"מ", "תבליני הכרמל בע\"מ", "מעבדות ים תיכון בע\"מ"),
    "PL": ("Sklepy Borsuk sp. z o.o.", "Delikatesy Pod Lipą s.c.", "Biuro Rachunkowe Mazurek", "Zakład Optyczny Sowa sp. j."),
    "ID": ("PT Rasa Nusantara Jaya", "CV Dapur Mbok Sri", "PT Samudra Teknik Abadi"),
    "CO": ("Tostadora Quindío S.A.S.", "Vigilancia Cóndor Ltda.", "Suministros Hospitalarios Nevado S.A.S.", "Papelería Chicamocha S.A.S."),
    "SE": ("Fastighets AB Lärkträdet", "Verkstadshuset i Borås AB", "Tygkompaniet Viskan AB", "Ateljé Norrsken HB"),
    "DK": ("Fjordens Stålbyg A/S", "Vestjysk Værktøj ApS", "Skibssmedien Limfjord A/S", "Randers Slibeteknik ApS"),
    "PE": ("Minera Huaytará S.A.C.", "Ferretería Industrial Los Andes S.A.", "Lubricantes del Pacífico E.I.R.L.", "Consorcio Vial Ucayali"),
    "NO": ("Lofothavet Sjømat AS", "Helgeland Fiskemottak AS", "Kafé Tregården AS", "Nordfjord Hotelldrift AS"),
    "IT": ("Consorzio Agrario della Bassa S.c.a.r.l.", "Ferramenta Zanardelli & C. S.n.c.", "Azienda Agricola Ca' Bianca s.s.", "Caseificio Monteforte S.r.l."),
    "SI": ("Mizarstvo Kovačič d.o.o.", "Pekarna Sorško polje d.o.o.", "Soča Šport, Marko Zupan s.p.", "Inženiring Golica d.d."),
    "CZ": ("Sklárna Jizera s.r.o.", "Pivovar U Tří lip a.s.", "Účetní kancelář Hrubá v.o.s.", "Autodoprava Šumavan s.r.o."),
}  # fmt: skip
STREETS: dict[str, Names] = {
    "IE": ("Floor 2, 9 Sir John Rogerson's Row", "Unit 14, Ballymount Court"), "FR": ("22 quai des Mariniers", "9 bis rue de la Verrerie", "Parc d'activités du Lac, bât. C"), "DE": ("Donnerschweer Straße 412", "Am Deichtor 6", "Hafenring 19 b"),
    "NL": ("Dukdalfweg 12", "Europalaan 400-b", "Postbus 88"), "US": ("1801 Superior Ave E, Fl 4", "PO Box 3307", "26 Foundry Row"), "HR": ("Put Brodarice 6", "Ulica kralja Tomislava 21a"), "ES": ("Pza. del Pilar, 4, bajo", "Ctra. de Alcañiz, km 3", "C/ Mayor, 61, 1.º izda."),
    "LT": ("Savanorių pr. 214-7", "Kęstučio g. 38", "Tilžės g. 5A"), "GB": ("The Old Forge, Mill Lane", "Lower Thornbury Farm", "63 High Street"), "CH": ("Bözingenstrasse 91", "Rue du Marché-Neuf 14", "Industriering 5"), "BE": ("Leiestraat 114", "Chaussée de Tirlemont 8 bte 3", "Sportlaan 1"),
    "JP": ("神奈川県横浜市中区本町3丁目12-5 港ビル4階", "宮城県仙台市青葉区一番町1-8-20", "大阪府大阪市北区堂島2-4-9"), "HK": ("Flat B, 11/F, Wing Fat Industrial Building, 27 Hung To Road", "Shop 6, G/F, 118 Queen's Road West"), "KR": ("서울특별시 마포구 월드컵북로 21길 14, 3층", "경기도 성남시 분당구 판교로 255", "부산광역시 해운대구 센텀중앙로 90"),
    "AE": ("Office 1204, Al Reem Tower, Sheikh Zayed Road, P.O. Box 31180", "Warehouse 9, Al Quoz Industrial 3, P.O. Box 7742"), "BG": ("бул. „Ботевградско шосе“ 247", "ул. „Иван Вазов“ 12, ет. 2"), "IL": ("רחוב הרצל 48", "שדרות ההסתדרות 210", "אזור התעשייה הצפוני, ת.ד. 512"), "PL": ("ul. Rynek 8", "ul. Krótka 2A"),
    "ID": ("Jl. Teuku Umar No. 88", "Jl. Kemang Raya 17B"), "CO": ("Carrera 43A No. 14-27, Of. 602", "Calle 10 # 5-51 Bodega 3"), "SE": ("Verkstadsgatan 8", "Box 1044", "Viskastrandsgatan 3"), "DK": ("Kajgade 31", "Smedevænget 4", "Ringvej Nord 120"), "PE": ("Av. República de Panamá 3545, piso 9", "Jr. Puno 418", "Av. Argentina 2200, Mz. C Lt. 4"),
    "NO": ("Havneveien 44", "Sjøgata 2", "Postboks 61"), "IT": ("Via Argine Destro 41", "Loc. Ca' Bianca, 7", "Via dell'Artigianato 12/14"), "SI": ("Cesta na Brdo 85", "Obrtniška ulica 11"), "CZ": ("Sklářská 417", "Masarykovo nám. 12", "Lipová 1603/9"),
}  # fmt: skip
TOWNS: dict[str, Names] = {
    "IE": ("Dublin 2, D02 TN83", "Dublin 12, D12 E2H9"), "FR": ("58000 Nevers", "33300 Bordeaux", "76600 Le Havre"), "DE": ("26123 Oldenburg", "20095 Hamburg", "17291 Prenzlau"), "NL": ("3199 LM Maasvlakte", "5232 BC 's-Hertogenbosch", "8000 AB Zwolle"), "US": ("Cleveland, OH 44114", "Bozeman, MT 59771", "Eastport, ME 04631"),
    "HR": ("21000 Split", "20250 Orebić"), "ES": ("44200 Calamocha (Teruel)", "50003 Zaragoza"), "LT": ("LT-49482 Kaunas", "LT-91250 Klaipėda"), "GB": ("Uckfield, East Sussex TN22 5QE", "Thornbury BS35 3JY", "Hexham NE46 1AA"), "CH": ("2504 Biel/Bienne", "2610 Saint-Imier"), "BE": ("9800 Deinze", "4300 Waremme"),
    "JP": ("〒231-0005", "〒980-0811", "〒530-0003"), "HK": ("Kwun Tong, Kowloon, Hong Kong", "Sheung Wan, Hong Kong"), "KR": ("03924", "13494", "48058"), "AE": ("Dubai, United Arab Emirates", "Abu Dhabi, UAE"), "BG": ("1839 София", "8000 Бургас", "4003 Пловдив"), "IL": ("חיפה 3303142", "כרמיאל 2161401"), "PL": ("62-800 Kalisz", "33-300 Nowy Sącz"),
    "ID": ("Denpasar 80114, Bali", "Jakarta Selatan 12730"), "CO": ("Medellín, Antioquia", "Cali, Valle del Cauca"), "SE": ("504 35 Borås", "903 26 Umeå"), "DK": ("9000 Aalborg", "8900 Randers C"), "PE": ("San Isidro, Lima", "Arequipa"), "NO": ("8300 Svolvær", "6770 Nordfjordeid"), "IT": ("46019 Viadana (MN)", "37032 Monteforte d'Alpone (VR)"),
    "SI": ("4000 Kranj", "1000 Ljubljana"), "CZ": ("468 22 Železný Brod", "397 01 Písek"),
}  # fmt: skip
LANDS = {"HR": "Hrvatska", "LT": "Lietuva", "JP": "日本", "HK": "Hong Kong", "KR": "대한민국", "AE": "United Arab Emirates", "BG": "България", "IL": "ישראל", "ID": "Indonesia", "CO": "Colombia", "PE": "Perú", "SI": "Slovenija"}  # fmt: skip
SELLERS: dict[str, Names] = {
    "seats": ("Cairnbrook Software Limited", "Tidewrack Systems DAC", "Fennelly Cloud Tools Ltd"), "xrechnung": ("Blitzblank Gebäudedienste Oldenburg GmbH", "Hausmeisterei Jever & Töchter OHG", "Saubermann Nord AG"),
    "uitzend": ("Werkmeester Flex B.V.", "Handjes Uitzendgroep B.V.", "Snelwerk Personeelsdiensten Zuid B.V."), "agency": ("Halloran Pruitt Communications, Inc.", "Pell & Hathaway Advertising LLC", "The Huron Pike Agency, L.P."),
    "machine": ("LAKE ERIE GEAR & MACHINE CO.", "DUQUESNE HILL TOOL WORKS INC", "H. KOWALSKI & SON"), "obrt": ("Soboslikarski obrt Lovrić, vl. Ante Lovrić", "GRADITELJ MARULIĆ d.o.o.", "Keramičarski obrt Pločica, vl. Ivana Babić"),
    "agua": ("Aguas del Jiloca, S.A.", "Mancomunidad de Aguas Río Martín", "Servicios Hídricos de Teruel, S.L.U."), "saskaita": ("UAB „Gintaro šiluma“", "AB „Pajūrio energija“", "UAB „Šiltas namas ir partneriai“"),
    "vet": ("Ashdown Veterinary Group Ltd", "Thornbury Equine Centre Ltd", "Hazel & Finch Veterinary Surgeons LLP"), "liquidation": ("Dr. med. Annegret Lohfink, Fachärztin für Arbeitsmedizin", "MVZ Am Deichtor GmbH", "Praxis Dres. Hoppe und Niemann"),
    "qrbill": ("Seeland Eventtechnik AG", "Fête & Tente Sàrl", "Rüfenacht Festbedarf"), "overschrijving": ("Drankencentrale De Leie BV", "Boissons Hesbaye SRL", "Bierhandel Gebroeders Claes NV"),
    "seikyu": ("株式会社青葉デザイン", "有限会社みなと商店", "北斗システム株式会社"), "hongkong": ("Golden Wharf Trading Limited", "Lion Peak Gifts (H.K.) Company Limited", "Wah Shing Metal & Plastic Manufactory Ltd"),
    "segeum": ("주식회사 한빛솔루션", "(주)가온오피스", "다온상사"), "trn": ("Al Noorain Air Conditioning L.L.C", "Falcon Dunes Technical Services LLC", "Desert Breeze Facilities Management LLC"),
    "excelbg": ("Тракия Логистик ЕООД", "Балкан Транс 2004 ООД", "ЕТ Стоев – Георги Стоев"), "kabala": ("מכללת אופקים בע\"מ", "גליל הדרכה ויעוץ בע\"מ"),
    "paragon": ("Sklepy Borsuk sp. z o.o.", "Delikatesy Pod Lipą s.c.", "PHU Borsuk Janina Wrona"), "struk": ("PT Rasa Nusantara Jaya", "CV Dapur Mbok Sri"),
    "notacredito": ("Tostadora Quindío S.A.S.", "Suministros Hospitalarios Nevado S.A.S.", "Vigilancia Cóndor Ltda."), "kreditfaktura": ("Fastighets AB Lärkträdet", "Verkstadshuset i Borås AB", "Bostadsföreningen Lärkan u.p.a."),
    "indkob": ("Vestjysk Værktøj ApS", "Randers Slibeteknik ApS", "Jørgensen Stål & Metal A/S"), "compra": ("Ferretería Industrial Los Andes S.A.", "Lubricantes del Pacífico E.I.R.L."),
    "pakkseddel": ("Lofothavet Sjømat AS", "Helgeland Fiskemottak AS", "Brødrene Aas Fiskeeksport ANS"), "ddt": ("Consorzio Agrario della Bassa S.c.a.r.l.", "Ferramenta Zanardelli & C. S.n.c.", "Molino F.lli Gandolfi di Gandolfi Pietro"),
}  # fmt: skip
"""Who sells in a layout, fitting its trade; its buyers are any of ``FIRMS``."""
