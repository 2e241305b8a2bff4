"""The people of the layouts of the fifth hand; nobody is met twice. Pure data."""

from __future__ import annotations

from benchmarks.printers.people import Names

FIRMS: dict[str, Names] = {
    "DE": ("Wohnungseigentümergemeinschaft Pappelallee 7–11", "Karl-Heinz und Gudrun Wittmaack", "Optik Seiferling e. K.", "Physio am Wehr GbR", "TSV Eintracht Klein Lobnitz e. V.", "Sägewerk Rauschenbach GmbH & Co. KG", "Frau Svenja Tiedtke"),
    "AT": ("Tischlerei Obwexer GmbH", "Elektro Pumhösl e.U.", "Ordination Dr. Edlinger", "Marktgemeinde Wolfsgraben"),
    "CH": ("Genossenschaft Kreislauf Wipkingen", "Käserei Hinterfultigen AG", "Museum Burghalde", "Praxis für Logopädie Tanner", "Gewerbeverein Unteres Fricktal"),
    "FR": ("M. et Mme Le Gall Yannick", "SCI Les Trois Marronniers", "Cabinet infirmier Aubry-Delcroix", "MAIRIE DE SAINT-BONNET-LE-CHÂTEL", "EARL de la Grande Pièce", "Syndic Bellevue – Résidence Le Parc", "Mme Fatoumata Diarra"),
    "IT": ("Panificio Sanna di Sanna Efisio", "Edil Brenta S.r.l.", "Rossana Cecchettin", "Cooperativa Sociale Il Germoglio", "Studio Dentistico Ferrarese", "FALEGNAMERIA TOLLER SNC"),
    "ES": ("Clínica Dental Roure, S.L.P.", "Ediciones Portalón, S.L.", "Hermanos Zubieta, C.B.", "Teresa Olmedilla Carrasco", "Ferretería La Llave de Oro, S.A.", "Asociación Vecinal El Cauce"),
    "PT": ("Padaria Flor de Sintra, Lda", "Agrupamento de Escolas do Lis", "Helena Marques Vidigal", "Tipografia Beirã, S.A.", "Condomínio do Prédio da Rua Nova, 18"),
    "BR": ("Metalúrgica Ipê Amarelo Ltda", "Padaria e Confeitaria Dois Irmãos Ltda ME", "Cerâmica São Roque S/A", "Agropecuária Vale do Tijuco Ltda", "J. A. Bittencourt & Cia Ltda"),
    "NL": ("Stichting Openbare Bibliotheek Zaaneiland", "Bakkerij Ooms", "Huisartsenpraktijk De Linde", "Camping 't Wed B.V.", "VvE Oude Gracht 112-118"),
    "BE": ("Pharmacie du Perron SRL", "ASBL Les Amis du Vieux Moulin", "Copropriété Résidence Astrid", "Monsieur Jean-Pol Grosjean", "SA Carrières de Sprimont-Nord"),
    "GB": ("Mrs J Pemberton", "Wharfedale Chiropody Clinic", "St Oswald's Parochial Church Council", "The Crooked Billet (Brewhouse Inns Ltd)", "Mr & Mrs A. Hussain", "Ribble Canoe Club", "Dunmore Textiles Limited"),
    "IE": ("Ms Aoife Ní Bhriain", "Tolka Valley Crèche CLG", "Padraig Hanratty", "Corrib Dental Laboratory Limited", "Mr. Declan & Mrs. Orla Twomey"),
    "US": ("Juniper Court Homeowners Association", "Marguerite L. Fontaine", "Blue Heron Dental Group, PLLC", "Estate of Walter P. Nygaard", "Ocampo Brothers Masonry", "First Lutheran Church of Waverly", "Kettle Moraine Montessori School"),
    "HU": ("Kerekes és Fia Bt.", "Magyar Zsindely Kft.", "Bakonyi Apartmanház Kft.", "Tóth Ácsműhely Kkt.", "Sárvári Építő Zrt."),
}  # fmt: skip
STREETS: dict[str, Names] = {
    "DE": ("Pappelallee 7", "Hinter der Kirche 2", "Dorfstr. 48 c", "Obere Marktgasse 15", "Bgm.-Thiele-Ring 101"), "AT": ("Hauptstraße 19/2/7", "Lerchenfelder Gürtel 55", "Am Anger 3"), "CH": ("Nordstrasse 127", "Dorfplatz 3", "im Lee 14b"),
    "FR": ("11 ter, rue Basse", "Lieu-dit Kerbihan", "8 place du Champ de Foire", "142 route de Grenoble"), "IT": ("Via Lamarmora 33", "Contrà Porta Nuova, 7", "S.S. 11 Km 214", "Borgo Trento 19/A"), "ES": ("C/ Doctor Fleming, 8, 3.º C", "Rda. de Segovia 15, bajo izq.", "Plaza Mayor, s/n"),
    "PT": ("Rua Cândido dos Reis, nº 47 R/C", "Travessa do Poço, 5", "Av. 25 de Abril, Lote 12 - 3º Esq."), "BR": ("Rua Quinze de Novembro, 1210 - Centro", "Av. Getúlio Vargas, 455 - Sala 02", "Rod. BR-282, km 390 - Distrito Industrial"), "NL": ("Westzijde 220", "Korte Brinkweg 9a", "Lange Nieuwstraat 31"),
    "BE": ("Rue des Guillemins 41", "Chemin du Bois 6/A", "Place de l'Église 2"), "GB": ("7 Paradise Row", "Flat 2, 31 Clifton Road", "Beckside Cottage, Church Street", "Unit 11B Holme Mills"), "IE": ("14 Ashgrove Crescent", "Main Street", "Apt 31, The Granary"),
    "US": ("612 N 4th St", "PO Box 219", "1455 County Road Q", "88 Larkspur Ct # 3"), "HU": ("Petőfi Sándor utca 31.", "Kossuth tér 4.", "Ipartelep, 0123/5 hrsz."),
}  # fmt: skip
TOWNS: dict[str, Names] = {
    "DE": ("31655 Stadthagen", "95028 Hof (Saale)", "56812 Cochem", "17033 Neubrandenburg"), "AT": ("1160 Wien", "9900 Lienz", "3430 Tulln"), "CH": ("8037 Zürich", "5070 Frick", "3154 Rüschegg Heubach"), "FR": ("56400 AURAY", "38500 Voiron", "87000 LIMOGES", "63160 Billom"), "IT": ("36100 Vicenza (VI)", "09170 ORISTANO", "38121 Trento"), "ES": ("40001 Segovia", "08201 Sabadell (Barcelona)", "48012 Bilbao"),
    "PT": ("2400-177 LEIRIA", "2710-560 Sintra", "3500-161 Viseu"), "BR": ("Joaçaba - SC - CEP 89600-000", "Uberaba/MG 38010-050"), "NL": ("1502 EK Zaandam", "3511 AL Utrecht", "7941 AB Meppel"), "BE": ("4140 Sprimont", "5000 Namur", "4800 Verviers"), "GB": ("Skipton, North Yorkshire BD23 1JZ", "LANCASTER LA1 5PR", "Otley LS21 3HW"), "IE": ("Tullamore, Co. Offaly R35 X9P1", "Galway H91 T8W2", "Dublin 9, D09 K4C6"),
    "US": ("Waverly, IA 50677", "Oconomowoc, WI 53066", "Tyler, TX 75702", "Bend, OR 97703"), "HU": ("8420 Zirc", "9600 Sárvár", "4028 Debrecen"),
}  # fmt: skip
LANDS = {"HU": "Magyarország", "BR": "Brasil"}
SELLERS: dict[str, Names] = {
    "malerwort": ("Malermeister Jörg Dombrowski", "Uwe Pohlmann Maler- und Bodenbeläge", "Farbenfroh – Inh. Silke Zwingmann"),
    "gebuehren": ("Hollerbach · Sieveking & Partner mbB Steuerberatungsgesellschaft", "Dipl.-Kfm. Ottmar Gröning Steuerberater", "Treuwerk Saale Steuerberatungsgesellschaft mbH"),
    "bescheid": ("Stadt Grünhagen", "Gemeinde Ostermoorbach", "Samtgemeinde Heidloh"),
    "beisl": ("Zum Goldenen Igel Gastronomie GmbH", "Herta Plachutnik", "Café Restaurant Ringelspiel KG"),
    "honorarnote": ("Fabienne Aeschlimann", "Büro für Sichtbares, Luca Zgraggen", "atelier nüssli + brand gmbh"),
    "plombier": ("SARL PICHON & FILS", "Ets Morvan Chauffage", "Renaud Castaing EI"), "autoentrepreneur": ("Camille Berthelot EI", "Mickaël Quéméneur", "Sophie Vanhoutte – Traductions"),
    "adhesion": ("Association Les Pieds dans l'Herbe", "Harmonie municipale de Billom", "Foyer rural et culturel du Haut-Forez"), "carrosserie": ("SAS GARAGE DU PONT NEUF", "Carrosserie Bouvier SARL", "AUTO SERVICE VOIRONNAIS"),
    "camere": ("La Corte delle Rose di Meneghello Ivana", "Affittacamere Al Vecchio Tiglio", "Pietro Zanon"), "officina": ("AUTOFFICINA F.LLI BRESSAN S.N.C.", "Elettrauto Murgia di Murgia Salvatore", "Nuova Tecnocar S.r.l.s."),
    "retencion": ("Nuria Etxeberria Salinas", "Óscar Belmonte Pujol", "María del Mar Cifuentes Rojo"), "comunidad": ("Comunidad de Propietarios Avda. Constitución, 44", "C.P. EDIFICIO LAS GAVIOTAS", "Comunidad de Propietarios Garajes Plaza Azoguejo"),
    "reciboverde": ("ANA RITA SEQUEIRA MONTEIRO", "JOÃO PEDRO BARROSO LEAL", "Marta Isabel Fontes Quintela"), "zzp": ("Tekstbureau Jansma", "Klussenbedrijf R. van Oosten", "Noor Elzinga Fotografie"),
    "soletrader": ("Barry Tattersall", "G. Whitlock Plastering & Tiling", "Sparky Sue (Susan Ainscough)"), "letting": ("Hanley Finnerty Lettings Limited", "Oakpark Property Management Ltd", "Séamus Gilhooly & Co. Auctioneers"),
    "attorney": ("Rasmussen, Tillery & Vogt, P.C.", "Law Offices of Denise A. Okonkwo", "Hartwell Brandt LLP"), "landscape": ("Dos Pinos Landscaping LLC", "R & J Lawn Care", "Prairie Edge Grounds Maintenance, Inc."),
    "storage": ("Stow-N-Go Self Storage of Tyler, LP", "A-1 Mini Warehouses", "Cascade Lock & Leave LLC"), "notedecredit": ("Jardins Lambillotte SRL", "Ets Piron-Delvaux SA", "Thierry Marchal – Entreprise de jardins"),
    "schoolcredit": ("Ellerthwaite School Limited", "The Governors of Nab Wood Grammar School", "Little Acorns Nursery"), "pedido": ("Parafusos Cruzeiro do Sul Ltda", "Comercial de Tintas Aquarela EIRELI", "Distribuidora Zandoná Ltda"),
    "szallito": ("Őrségi Faház és Fatelep Kft.", "Szabó Lajos egyéni vállalkozó", "Vasi Fűrészüzem Bt."),
}  # fmt: skip
"""Who sells in a layout, fitting its trade; its buyers are any of ``FIRMS``."""
