"""The people of the layouts of the sixth hand; nobody is met twice. Pure data."""

from __future__ import annotations

from benchmarks.printers.people import Names

FIRMS: dict[str, Names] = {
    "DE": ("Schraubenhandel Ickstadt GmbH & Co. KG", "Tewes Fördertechnik GmbH", "ROLFSHAGEN PUMPEN AG", "Importhaus Balthasar Quast e.K.", "Lausitzer Glasfaser Compound GmbH", "Friederike Ohlendorf"),
    "ES": ("Recambios Navales Ferrol, S.L.", "EXPORTADORA DE CÍTRICOS LA PLANA, S.A.", "Zubizarreta Goñi Asesores, S.L.P.", "Montajes Industriales Tajuña, S.L.L.", "Frutos Secos Belda e Hijos, S.L."),
    "US": ("Pinnacle Ridge Extrusions, Inc.", "Okefenokee Packaging Co.", "Sandoval & Pratt Import Group, LLC", "Blue Heron Valve Corporation", "Marisol Trent DBA Trent Fixtures", "GREAT BASIN FILTRATION INC"),
    "PH": ("Mabuhay Cold Chain Logistics Corp.", "Three Palms Hardware and General Merchandise", "Batangas Steel Fabricators, Inc.", "Rosalinda C. Evangelista", "Pasig Riverside Trading OPC"),
    "IE": ("Knockmore Instruments Ltd", "Slaney Valley Feeds Ltd", "Atlantic Quay Pharma Logistics DAC", "Corrib Precision Castings Ltd"),
    "CA": ("Saanich Marine Supply Ltd.", "Fraser Canyon Timber Inc.", "Les Aciers Richelieu inc.", "Kootenay Outfitters Co-operative", "1184527 B.C. Ltd.", "Transport Gagnon et Filles inc."),
    "BE": ("Fonderie de la Haute-Sambre SA", "Delhaye & Cie SRL", "Chocolaterie Van Outryve NV", "Établissements Jadot-Pirson", "Importation Fleurs du Condroz SCRL"),
    "GB": ("Tavistock Lamps and Lanterns Ltd", "NORTHGATE ELECTRO PLATING LIMITED", "Fairweather & Dunn (Imports) Ltd", "Isla Macrae Textiles", "Holme Bridge Components plc"),
    "NL": ("Machinehandel Terpstra B.V.", "De Groene Kas Import B.V.", "Stichting Proefstation Oostpolder", "Loodgieter K. Wielinga"),
    "FR": ("Robinetterie Berthomieu SAS", "Société Nouvelle des Établissements Caillaud", "Agence Maritime Le Gouellec", "Plasturgie du Haut-Bugey SA", "M. Étienne Vasseur-Lanoë"),
    "PT": ("Moldes da Marinha, Lda.", "CONSERVAS TRAFARIA, S.A.", "Transportes Irmãos Cerdeira, Lda.", "Helena Brandão – Consultores, Unipessoal Lda."),
    "IT": ("Torneria Meccanica Scarpellini S.r.l.", "Pastificio Artigiano Del Gaudio S.a.s. di Del Gaudio Ciro & C.", "IMBALLAGGI PADANI S.P.A.", "Cooperativa Sociale La Lanterna", "Vetreria Murialdo di Murialdo Anna"),
    "AU": ("Kimberley Bore & Pump Pty Ltd", "The Trustee for Hargreaves Family Trust", "Southern Ocean Ropes Pty. Limited", "Bindi & Rose Bakery Supplies", "MERINO RIDGE EXPORTS PTY LTD"),
    "IN": ("Sahyadri Agro Processors Pvt. Ltd.", "M/s Kothari Bright Bars", "Deccan Cold Forge Private Limited", "Narmada Tea & Spices LLP", "Vishwakarma Engineering Works", "Ganga Polyfilms Limited"),
    "MY": ("Perusahaan Getah Sri Kinta Sdn. Bhd.", "Teguh Jaya Marine Sdn Bhd", "Bukit Merah Gloves (M) Sdn. Bhd.", "Syarikat Lim Brothers Enterprise"),
    "AE": ("Oryx Ridge Contracting L.L.C", "Jebel Hafeet Building Materials Trading Est.", "MARINE GATE SHIP SPARES FZCO", "Al Badia Electromechanical Works LLC", "Saffron Coast General Trading L.L.C-FZ"),
    "NZ": ("Harbour Street Fishmongers Limited", "Waka Provedores 2012 Limited", "Otago Gourmet Distributors Ltd", "J R & P M Tamihana Partnership", "TASMAN BAY RESTAURANT GROUP LIMITED"),
    "KE": ("Rift Highlands Dairies Ltd", "Mwangaza Hardware Stores", "Tana Delta Growers SACCO", "Kisima Horticultural Exporters Limited", "Joseph Kiprono Cheruiyot"),
    "NO": ("Borettslaget Solvangtoppen", "Hardanger Fruktlager SA", "Sjøli Mekaniske AS", "NORDKYST KJØLETEKNIKK AS", "Kari Anne Brekkhus"),
    "CZ": ("Strojírny Vysočina a.s.", "ZD Podlesí, družstvo", "Lesní technika Jeseník s.r.o.", "Pila Hrabětice – Ing. Josef Kubát", "KOVO MORAVA spol. s r.o."),
}  # fmt: skip
STREETS: dict[str, Names] = {
    "DE": ("Speicherstraße 55", "An der Alten Ziegelei 2–4", "Osterholzer Heerstr. 130", "Walzwerkstraße 17"), "ES": ("Pol. Ind. La Cantera, parc. 48", "Avda. de la Constitución 51, 7.º 2.ª", "C/ Sant Vicent Màrtir, 90, bajos", "Camino Viejo de Alcalá, s/n"),
    "US": ("2750 Industrial Pkwy, Dock 6", "418 N Magnolia St", "PO Box 90124", "6100 Commerce Dr Ste 220"), "PH": ("Unit 1703 Centerpoint Tower, Bonifacio Avenue", "Blk 4 Lot 12 Mangga Road, Brgy. San Isidro", "88 Rizal Extension"),
    "IE": ("2 Exchequer Court", "Block 4, Parkview House", "Unit 7, Ballybrack Business Park"), "CA": ("1500-1055 Hastings Street W", "220 Government Street", "PO Box 418, Stn Main"), "BE": ("Rue de l'Aéroport, bât. 58", "Quai Orban 34", "Chaussée de Louvain 775 bte 2"),
    "GB": ("Gateway House, Pilgrims Way", "Unit 12B Hawthorn Trading Estate", "3 Corn Exchange Buildings", "Tweedbank Mill"), "NL": ("Zuiderzeestraatweg 210", "Energieweg 7", "Dorpsstraat 31a"), "FR": ("4 place de la Bourse", "ZI Nord, 11 rue Ampère", "118 quai de la Fosse", "Lieu-dit Kerandraon"),
    "PT": ("Estrada Nacional 242, km 8,5", "Rua do Comércio, 77 - 3.º Esq.", "Zona Industrial Casal da Areia, Lote 21"), "IT": ("Via Provinciale per Lecco 190", "Strada Statale 16 km 771+200", "Piazza del Popolo 3", "Via G. Di Vittorio 44/A"), "AU": ("Suite 9, 210 Station St", "PO Box 336", "47-51 Wharf Rd", "Lot 3 Old Mine Track"),
    "IN": ("Gala No. 14, Shree Ganesh Industrial Estate, Station Road", "Plot W-92(A), MIDC Phase II", "204, Laxmi Narayan Chambers, L.B.S. Marg", "S. No. 36/2, Opp. Weigh Bridge"), "MY": ("Lot 7421, Jalan Perusahaan 3, Kawasan Perindustrian Ringan", "No. 18-2, Jalan Bunga Raya 5, Pusat Perniagaan", "Wisma Teguh, 55 Jalan Meru"),
    "AE": ("Office 308, Al Manara Building, Airport Road, P.O. Box 40716", "Plot 214, Industrial Area 6, P.O. Box 9155", "Warehouse LOB 15, Street 22, P.O. Box 51290"), "NZ": ("12B Vickerman Street", "PO Box 1840", "RD 2, 491 Kaipupu Road", "Level 1, 60 Crawford Street"),
    "KE": ("L.R. No. 209/11880, Enterprise Road, P.O. Box 48221", "Oginga Odinga Street, P.O. Box 1274", "Uganda Road, P.O. Box 655"), "NO": ("Industrivegen 14 C", "Øvre Torggate 9", "Postboks 283 Sentrum", "Fjellsida 71"), "CZ": ("U Cukrovaru 1094", "Nám. Míru 5", "Průmyslová 2311/8", "č.p. 47"),
}  # fmt: skip
TOWNS: dict[str, Names] = {
    "DE": ("28307 Bremen", "03046 Cottbus", "58638 Iserlohn", "20457 Hamburg"), "ES": ("15573 Narón (A Coruña)", "08029 Barcelona", "12540 Vila-real (Castelló)", "28500 Arganda del Rey (Madrid)"), "US": ("Dallas, TX 75247", "Waycross, GA 31501", "Reno, NV 89502", "Erie, PA 16501-1234"),
    "PH": ("1605 Pasig City, Metro Manila", "4024 Biñan, Laguna", "6000 Cebu City"), "IE": ("Dublin 1, D01 X9R7", "Dublin 2, D02 HW77", "Limerick, V94 T0K1"), "CA": ("Vancouver BC  V6E 2E9", "Victoria BC  V8V 2K8", "Trois-Rivières QC  G8Z 1V4"), "BE": ("4460 Grâce-Hollogne", "4020 Liège", "1140 Bruxelles"),
    "GB": ("Dover CT16 1GZ", "Wakefield WF2 7AW", "Kelso TD5 7JH", "Galashiels TD1 3RS"), "NL": ("8096 CA Oldebroek", "8304 AT Emmeloord", "9401 LL Assen"), "FR": ("69002 LYON", "44000 NANTES", "01100 OYONNAX", "29200 BREST"), "PT": ("2430-223 Marinha Grande", "4050-209 Porto", "2460-392 Alcobaça"),
    "IT": ("24030 Mapello BG", "70042 Mola di Bari BA", "00187 Roma RM", "20099 Sesto San Giovanni MI"), "AU": ("North Sydney NSW 2060", "Broome WA 6725", "Port Adelaide SA 5015", "Ballarat VIC 3350"), "IN": ("Vasai (E), Palghar 401208, Maharashtra", "Pune - 411 041", "Mumbai 400 078", "Nashik-422010 (MH)"),
    "MY": ("34600 Kamunting, Perak", "47810 Petaling Jaya, Selangor", "41050 Klang, Selangor"), "AE": ("Dubai - U.A.E.", "Abu Dhabi, United Arab Emirates", "Sharjah, U.A.E."), "NZ": ("Nelson 7010", "Auckland 1140", "Picton 7282", "Dunedin 9016"), "KE": ("00100 Nairobi", "20100 Nakuru", "30100 Eldoret"),
    "NO": ("5750 Odda", "3015 Drammen", "9254 Tromsø", "2815 Gjøvik"), "CZ": ("537 01 Chrudim", "586 01 Jihlava", "790 01 Jeseník", "664 51 Šlapanice u Brna"),
}  # fmt: skip
LANDS = {"PH": "Philippines", "MY": "Malaysia", "KE": "Kenya"}
SELLERS: dict[str, Names] = {
    "versandhaus": ("Kistenweise Handelsgesellschaft mbH", "Olaf Stühmer Onlinehandel e.K.", "Pfennigfuchs Versand SE & Co. KG", "bürofix24 GmbH"), "orderhistory": ("Big Prairie Supply, LLC", "Tool Barn Direct Inc.", "Yardstick Commerce Group, Inc."), "siamcart": ("JML Packaging Solutions Trading", "Tindahan ni Aling Rosa Online Shop", "KABAYAN TECH DEPOT INC."),
    "usagebill": ("Stratoforge, Inc.", "Coldwater Compute LLC", "Palisade Metal Cloud Corporation"), "reversecharge": ("Stackhaven International Ltd", "Ballyferris Software Ireland Unlimited Company", "Lumenroute EMEA Limited"), "pstbill": ("Tidepool IT Services Inc.", "Garibaldi Networks Ltd.", "0932816 B.C. Ltd. dba Northshore Managed Computing"),
    "spedition": ("Heinrich Overbeck Internationale Spedition GmbH & Co. KG", "HANSEATIC LINER AGENCY GMBH", "Weserport Fracht- und Zollservice Inh. M. Dudek", "Kühne-Brandt Seehafenspedition AG"), "transitaire": ("Agence en Douane Lambrecht-Moreau SA", "TRANSMOSANE SRL", "Douane & Transit Marcel Thonnard et Fils"),
    "courierweek": ("Red Kite Parcels Limited", "BRACKLEY OVERNIGHT CARRIERS LTD", "Fetch & Carry Couriers LLP"), "pourboire": ("Bistro Chez Armande inc.", "9284-6617 Québec inc.", "La Taverne du Vieux-Moulin S.E.N.C."), "tankbon": ("Tankstation De Viersprong", "Autobedrijf & Tankstation Roelofs V.O.F.", "Energiepunt Noord Exploitatie B.V."),
    "trajets": ("Ligne Directe Voyageurs SA", "Compagnie des Rapides de l'Ouest", "Voyages d'Affaires Tourneur SAS"), "estadia": ("Hotelaria do Vale de Lafões, S.A.", "Pousada da Ribeira Negra, Unipessoal Lda.", "Sociedade Hoteleira Mar e Serra, Lda."), "bolletta": ("Lumina Vendita S.p.A.", "Alto Adda Energia S.r.l. Società Benefit", "A.S.M. SERVIZI ENERGETICI VALLE OLONA S.P.A."),
    "auspower": ("Banksia Energy Retail Pty Ltd", "Currawong Power & Light Limited", "SUNBURNT ENERGY PTY LIMITED"), "cgstsgst": ("Om Sai Packaging Industries", "Patankar Polypack Pvt. Ltd.", "SHREE BALAJI ENTERPRISES"), "igst": ("Kaveri Drives & Automation Pvt. Ltd.", "VEENA MOTION CONTROLS", "Hoysala Electricals (Prop. R. Nagaraj)"),
    "nztax": ("Pelorus Shellfish Limited", "D'Urville Sea Farms 2004 Ltd", "Kaituna Bay Aquaculture Co-operative"), "giroblankett": ("Heisservice Innlandet AS", "Bergtun Løfteteknikk AS", "LIFTEKSPERTEN Ole Rognlien"), "rectificativa": ("Ferretería Online El Tornillo, S.L.", "COMERCIAL PUERTA DEL SOL 1958, S.A.", "Oficlick Palau Ferrer, S.L.U."),
    "etims": ("Sokoni Farm Inputs Limited", "Mkulima Bora Agrovet", "EAST RIFT FERTILIZERS (K) LTD"), "lpo": ("Oryx Ridge Contracting L.L.C", "Burj Marine Civil Works LLC", "Nakheel Valley Projects Co. (L.L.C)"), "dodaci": ("HYDRAULIKA BLANSKO s.r.o.", "Ložiska Havlas, a.s.", "Pospíchal a syn, průmyslové potřeby v.o.s."), "sstproforma": ("Perusahaan Getah Sri Kinta Sdn. Bhd.", "Kluang Elastomer Industries Bhd", "Hock Seng Rubber Trading Co."),
}  # fmt: skip
"""Who sells in a layout, fitting its trade; its buyers are any of ``FIRMS``."""
