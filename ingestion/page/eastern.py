"""What invoices call their parts in Japanese, Korean, Thai, Vietnamese, Indonesian, Malay, Hebrew, Arabic and the Chinese of
Taiwan and Hong Kong; folded patterns (see ``lexicon``), a language a line.

Words are those of the tax offices' own forms (適格請求書, 세금계산서, faktur pajak, ใบกำกับภาษี, חשבונית מס). Lines are read
from left to right, so that of a label of several Hebrew or Arabic words the last comes first: both orders are given.
"""

from __future__ import annotations

NUMBER = (
    r"(?:御?請求書?|領収[書証]?|発票|インボイス|伝票|インヴォイス)(?:番号|no\.?|ナンバー|№)",
    r"(?:승인|(?:세금)?계산서|청구서?|인보이스|영수증|송장|거래) ?(?:번호|no\.?)",
    r"(?:so|ma) (?:hoa don|hd|phieu)|(?:hoa don|phieu thu) so",
    r"(?:no(?:mor)?|nomer)\.? ?(?:seri )?(?:faktur(?: pajak)?|invoice|nota|kwitansi|struk|transaksi|tagihan|bukti)",
    r"(?:no(?:mbor)?)\.? (?:invois|resit|bil)|(?:invois|resit) no\.?",
    r"เลขที่ ?(?:ใบกํากับภาษี|ใบกำกับภาษี|ใบแจ้งหนี้|ใบเสร็จ(?:รับเงิน)?|เอกสาร)",
    r"מספר (?:ה?חשבונית|ה?קבלה|מסמך)|(?:ה?חשבונית|ה?קבלה|מסמך) (?:מספר|מס['׳]?)",
    r"رقم (?:ال)?(?:فاتورة|ايصال)|(?:ال)?(?:فاتورة|ايصال) رقم",
    r"(?:發票|單據|收據|帳單)(?:號碼|編號)",
)
ISSUE = (
    r"(?:御?請求|発行|作成|領収|取引)(?:年月)?日付?|日付",
    r"(?:작성|발행|발급|거래|청구|공급) ?(?:일자?|년월일)(?!시)|날짜",
    r"ngay (?:lap|xuat|hoa don|phat hanh|lap hoa don)",
    r"(?:tanggal|tgl\.?)(?: (?:faktur|invoice|nota|terbit|transaksi|cetak|pembuatan|tagihan))?(?! (?:jatuh|kirim|pengiriman|bayar|pembayaran))",
    r"tarikh(?: (?:invois|resit|bil|dikeluarkan))?(?! (?:akhir|tamat|bayaran|luput))",
    r"วันที่(?:ออก(?:ใบ[^ \t:]*)?|เอกสาร)?(?!ครบ|ชํา|ชำ)",
    r"תאריך(?: (?:ה?חשבונית|הפקה|ה?מסמך|הנפקה|הוצאה))?(?! (?:תשלום|פירעון|פרעון))|(?:ה?חשבונית|הפקה|ה?מסמך|הנפקה) תאריך",
    r"تاريخ (?:ال)?(?:فاتورة|اصدار)|(?:ال)?(?:فاتورة|اصدار) تاريخ",
    r"(?:發票|開立|單據|帳單)日期",
    r"(?:fecha|data) (?:de )?generac(?:ion|ao)|fecha (?:y hora )?de (?:elaboracion|validacion)",
)
DUE = (
    r"(?:御|お)?(?:支払|振込|入金|納付)い?(?:期[限日]|予定日|締切日)|(?:御|お)支払日",
    r"(?:입금|납부|지급|지불|결제|납입) ?(?:기한|기일|예정일|만기일)|만기일",
    r"han (?:cuoi )?thanh toan|ngay (?:den han|thanh toan|dao han)",
    r"(?:tanggal |tgl\.? )?jatuh tempo|batas (?:waktu )?pembayaran|bayar sebelum",
    r"tarikh (?:akhir(?: bayaran)?|tamat tempoh|luput|bayaran)|bayar sebelum",
    r"(?:วัน)?ครบกํา?หนด(?:ชํา?ระ)?|กํา?หนดชํา?ระ(?:เงิน)?|(?:วัน)?ครบกำหนด(?:ชำระ)?|กำหนดชำระ(?:เงิน)?",
    r"(?:לתשלום עד|עד לתשלום|מועד (?:ה?תשלום|פירעון|פרעון)|(?:ה?תשלום|פירעון|פרעון) מועד|תאריך (?:תשלום|פירעון|פרעון)|(?:תשלום|פירעון|פרעון) תאריך)",
    r"تاريخ (?:ال)?استحقاق|(?:ال)?استحقاق تاريخ",
    r"(?:付款|繳款|到期)(?:期限|日期?|截止日)",
)
BILL = (
    r"請求書|領収[書証]|レシート|納品書兼請求書|利用明細|세금계산서|계산서|청구서|영수증|인보이스|發票|收據|帳單"
    r"|ใบกํากับภาษี|ใบกำกับภาษี|ใบแจ้งหนี้|ใบเสร็จ|חשבונית|קבלה|فاتورة|ايصال"
)
"""In a line without spaces, which letters set apart (請 求 書) have."""
BILL_WORD = (
    r"hoa don|bien lai|phieu thu|faktur(?: pajak)?|kwitansi|struk|nota (?:penjualan|tunai)|tagihan|invois|resit|paragon|kuitti|kassakuitti"
    r"|bloczek|касова бележка|касов бон|кассовый чек|фискальный чек|kasa fisi|yazarkasa fisi|fis no|bon fiscal|fiskalni racun|kasos kvitas|ceks|kviitung|talao"
)
CREDIT = r"返金(?:通知)?書|返還インボイス|適格返還請求書|赤伝|貸方票|(?:수정|마이너스)세금계산서|折讓單|nota kredit|nota retur|hoa don dieu chinh giam|ใบลดหนี้|זיכוי|اشعار دائن|دائن اشعار"
NO_BILL = (
    r"御?見積書|견적서|報價單|báo giá|bao gia|penawaran(?: harga)?|sebut ?harga|ใบเสนอราคา|הצעת מחיר|מחיר הצעת|督促状"
)

NET = (
    r"小計|小计|税抜(?:合計|金額|価格)?|合計[(]?税抜|공급가액|소계|과세표준|銷售額|未稅|cong tien hang|tien truoc thue|dpp\b|dasar pengenaan pajak"
    r"|jumlah kecil|jumlah sebelum|ราคาก่อน|มูลค่าสินค้า|לפני מע[\"״']?מ|מע[\"״']?מ לפני|המע[\"״']?מ לפני|الاجمالي قبل|قبل الضريبة|الضريبة قبل|المجموع الفرعي|الفرعي المجموع"
)
TAX = r"消費税|内税|세액|부가가?치?세|營業稅|稅額|tien thue|thue (?:gtgt|suat)|\bppn\b|\bsst\b|cukai|ภาษีมูลค่าเพิ่ม|מע[\"״']?מ|ضريبة|\bptu\b"
GROSS = (
    r"税込|総?合計(?:金額)?(?!.*税抜)|総額|(?:御|ご)請求(?:金)?額|領収金額|합계(?: ?금액)?|총 ?(?:액|금액|합계)|청구 ?금액|總計|總額|合計"
    r"|tong (?:cong|so tien|tien|thanh toan)|total (?:bayar|tagihan|belanja|pembayaran|keseluruhan)|jumlah (?:total|besar|keseluruhan|tagihan|perlu dibayar)"
    r"|รวมทั้งสิ้น|ยอดรวม(?:สุทธิ|ทั้งสิ้น)?|จํานวนเงินรวม|จำนวนเงินรวม|סה[\"״']?כ|الاجمالي|المجموع|^suma (?:pln|zl)|^suma:? ?pln"
)
DUE_AMOUNT = r"(?:御|お)支払い?(?:金)?額|お買上(?:げ)?金額|받을 ?금액|결제 ?금액|應付(?:金額|總額)|sisa tagihan|baki perlu|לתשלום|المستحق"
NO_TOTAL = r"対象(?:額|金額)?(?![^\t]*税)|値引|割引|送料|할인|배송비|운임|現金|お預り|お釣り?|현금|수표|어음|외상|거스름돈|折扣|\btunai\b|kembali(?:an)?\b|diskon|diskaun|chiet khau|ส่วนลด|הנחה|הנחת|الخصم|خصم"
