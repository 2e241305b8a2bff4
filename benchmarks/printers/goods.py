"""What is sold, by language: (description, unit, cheapest, dearest). Pure data."""

from __future__ import annotations

Good = tuple[str, str, int, int]

GOODS: dict[str, tuple[Good, ...]] = {
    "de": (("Flachstahl S235 40x5 mm", "m", 4, 19), ("Montagearbeiten vor Ort", "Std.", 58, 96), ("Sechskantschraube M8x40 verzinkt (100er Pack)", "Pkg", 7, 22), ("Anfahrtspauschale Zone 2", "psch", 25, 60),
           ("Druckerpapier A4 80 g, Karton zu 5 Ries", "Kart.", 18, 34), ("Wartung Heizungsanlage Typ HK-300", "Stk", 140, 420), ("Rollcontainer, Buche", "St.", 129, 340), ("Winterreifen 205/55 R16", "Stück", 61, 118)),
    "fr": (("Prestation de conseil – mai", "jour", 420, 780), ("Papier recyclé A4, ramette", "u", 3, 8), ("Pose de cloisons, lot n° 2", "m²", 28, 64), ("Cartouche d'encre noire XL", "pce", 19, 47),
           ("Location de benne 8 m³", "forfait", 160, 320), ("Maintenance annuelle du site", "an", 600, 1900), ("Bac à fleurs en terre cuite Ø 40", "u", 12, 55)),
    "it": (("Piastrelle gres 60x60 grigio", "mq", 14, 38), ("Consulenza fiscale II trimestre", "nr", 300, 900), ("Trasporto collettame", "viaggio", 60, 240), ("Cuscinetto a sfere 6204-2RS", "pz", 4, 15), ("Manodopera specializzata", "ore", 28, 52)),
    "es": (("Aceite de oliva virgen extra 5 l", "ud.", 28, 52), ("Mano de obra taller", "h", 32, 58), ("Filtro de aire", "ud.", 9, 31), ("Cartel 50x70 cm a color", "ud.", 4, 16), ("Portes península", "servicio", 12, 60), ("Tubo corrugado 20 mm, rollo", "m", 1, 4)),
    "nl": (("Onderhoud cv-ketel", "stuk", 79, 165), ("Visitekaartjes dubbelzijdig, 500 st.", "set", 35, 89), ("Arbeidsuren monteur", "uur", 48, 78), ("Voorrijkosten", "keer", 25, 45), ("Koperen buis 15 mm", "m", 5, 12), ("Ontwerp huisstijl", "uur", 70, 110)),
    "pl": (("Wizytówki dwustronne 350 g", "szt.", 1, 4), ("Usługa transportowa Gdańsk–Kraków", "usł.", 600, 1800), ("Mąka pszenna typ 500, 25 kg", "wor.", 38, 71), ("Okno drewniane 120x140", "szt.", 780, 1900), ("Roboczogodzina serwisanta", "godz.", 90, 180)),
    "sv": (("Elinstallation, arbetstid", "tim", 495, 790), ("Kabel EKLK 3G1,5", "m", 9, 24), ("Löpande bokföring maj", "mån", 2200, 6800), ("Kopieringspapper A4", "krt", 210, 390), ("Servicebil", "st", 295, 595)),
    "da": (("Montage af radiator", "stk.", 850, 2400), ("Svendetimer", "timer", 395, 565), ("Kørsel", "km", 3, 6), ("Plakater A2, 4+0", "stk.", 18, 75), ("Drejet aksel Ø40", "stk.", 320, 1280)),
    "no": (("Løpende regnskap", "mnd", 2500, 7200), ("Rørleggerarbeid", "time", 780, 1150), ("Kobberrør 22 mm", "m", 89, 160), ("Visittkort, 250 stk.", "pk", 450, 890)),
    "pt": (("Rolhas naturais 45x24, milheiro", "mil", 90, 260), ("Resma papel A4 80g", "un", 3, 7), ("Mão de obra mecânico", "h", 25, 42), ("Betão C25/30", "m3", 78, 112), ("Revisão completa", "un", 120, 310)),
    "cs": (("Dřevěné schodiště, dub", "ks", 18000, 64000), ("Montáž nábytku", "hod", 450, 780), ("Chléb konzumní 1 kg", "ks", 28, 46), ("Jistič 16A/3", "ks", 240, 590), ("Doprava", "km", 12, 19)),
    "en": (("Pro plan – 5 seats", "", 40, 260), ("Hex bolt, zinc, 3/8 in (box of 50)", "box", 12, 38), ("Consulting: data migration", "hrs", 85, 190), ("Oak shelf, planed, 120 cm", "ea", 24, 96), ("Loose leaf Assam, 1 kg", "pcs", 14, 33),
           ("On-site support visit", "visit", 120, 340), ("Business cards, 400 gsm, matt", "set", 22, 71), ("Excavator hire 3t", "day", 140, 260)),
    "cloud": (("Compute instances, 744 hrs", "", 30, 900), ("Object storage – 1,204.5 GB-Mo", "", 5, 60), ("Data transfer out to internet", "", 2, 140), ("Managed database (db.m5.large)", "", 60, 420), ("Domain renewal", "", 12, 36)),
    "meal": (("Rinderroulade mit Rotkohl", "", 16, 24), ("Apfelschorle 0,4", "", 3, 5), ("Kaffee Crème", "", 3, 4), ("Tagessuppe", "", 5, 8), ("Weißbier 0,5", "", 4, 6), ("Käsespätzle", "", 11, 15)),
    "tapa": (("Café con leche", "", 1, 3), ("Menú del día", "", 12, 17), ("Caña", "", 2, 3), ("Ración de croquetas", "", 8, 12), ("Tortilla pincho", "", 2, 4)),
    "diner": (("Turkey club sandwich", "", 11, 16), ("House salad", "", 7, 12), ("Iced tea", "", 2, 4), ("Key lime pie", "", 5, 8), ("Cheeseburger deluxe", "", 12, 18)),
}  # fmt: skip
