//! The words of the trade that terms of payment are made of. Every word must be known: one that is passed over could change
//! what is owed when.

use super::{Method, NotPaymentTerms};

/// What a text falls into. Words without weight (`付款`, `the`) are gone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Token<'a> {
    /// Digits, with at most one point.
    Number(&'a str),
    Percent,
    /// The unit.
    Days,
    /// What the other shares leave.
    Balance,
    /// A comma, slash or other sign between payments.
    Break,
    Word {
        method: Option<Method>,
        anchor: Option<Anchor>,
    },
}

/// What a payment is bound to, before it is known whether some days lie between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Anchor {
    Order,
    BeforeShipment,
    BillOfLading,
    Sight,
    Invoice,
    Delivery,
    EndOfMonth,
}

#[rustfmt::skip]
const METHODS: [(Method, &[&str]); 7] = [
    (
        Method::Transfer,
        &[
            "T/T", "TT", "T.T", "TELEGRAPHIC TRANSFER", "WIRE TRANSFER", "BANK TRANSFER", "TRANSFER", "电汇", "银行转账",
            "银行汇款", "转账", "转帐", "汇款",
        ],
    ),
    (Method::Letter, &["L/C", "LC", "L.C", "LETTER OF CREDIT", "信用证"]),
    (
        Method::OpenAccount,
        &["O/A", "OA", "OPEN ACCOUNT", "NET", "赊销", "赊账", "赊帐", "放账", "放帐", "账期", "帐期"],
    ),
    (Method::Acceptance, &["D/A", "DA", "DOCUMENTS AGAINST ACCEPTANCE", "承兑交单"]),
    (
        Method::Payment,
        &["D/P", "DP", "CAD", "DOCUMENTS AGAINST PAYMENT", "CASH AGAINST DOCUMENTS", "付款交单"],
    ),
    (Method::Monthly, &["MONTHLY ACCOUNT", "MONTHLY STATEMENT", "MONTHLY", "月结"]),
    (Method::Cash, &["CASH", "COD", "C.O.D", "现金", "现款现货", "现款", "现结"]),
];

#[rustfmt::skip]
const ANCHORS: [(Anchor, &[&str]); 7] = [
    (
        Anchor::Order,
        &[
            "DEPOSIT", "DOWN PAYMENT", "DOWNPAYMENT", "ADVANCE", "PREPAID", "PREPAYMENT", "WITH ORDER", "WITH THE ORDER",
            "BEFORE PRODUCTION", "定金", "订金", "预付", "首付", "下单", "生产前",
        ],
    ),
    (
        Anchor::BeforeShipment,
        &[
            "BEFORE SHIPMENT", "PRIOR TO SHIPMENT", "BEFORE SHIPPING", "BEFORE DISPATCH", "BEFORE DELIVERY",
            "BEFORE LOADING", "发货前", "出货前", "装运前", "装船前", "装柜前", "交货前", "提货前", "款到发货", "先款后货",
        ],
    ),
    (
        Anchor::BillOfLading,
        &[
            "B/L", "BL", "BILL OF LADING", "AFTER SHIPMENT", "FROM SHIPMENT", "SHIPMENT DATE", "DATE OF SHIPMENT",
            "提单日", "提单", "发货后", "出货后", "装运后", "装船后",
        ],
    ),
    (Anchor::Sight, &["SIGHT", "即期", "见票"]),
    (Anchor::Invoice, &["INVOICE", "发票", "开票", "票到"]),
    (Anchor::Delivery, &["DELIVERY", "COD", "C.O.D", "货到", "到货", "收货", "交货", "验收"]),
    (Anchor::EndOfMonth, &["END OF MONTH", "END OF THE MONTH", "EOM", "月末", "月底"]),
];

const PERCENT: &[&str] = &["%", "PERCENT", "PCT"];
const DAYS: &[&str] = &["DAYS", "DAY", "D", "天", "日"];
const BALANCE: &[&str] =
    &["BALANCE", "REMAINDER", "REMAINING", "REST", "余款", "余额", "尾款", "余下", "其余", "剩余", "剩下"];

#[rustfmt::skip]
const WITHOUT_WEIGHT: &[&str] = &[
    "A", "AFTER", "AGAINST", "AMOUNT", "AND", "AT", "BANK", "BE", "BY", "CONFIRMED", "COPIES", "COPY", "DATE", "DRAFT", "FOR",
    "FROM", "FULL", "IN", "IRREVOCABLE", "OF", "ON", "PAID", "PAY", "PAYABLE", "PAYMENT", "TERMS", "THE", "TO", "TOTAL",
    "UPON", "VALUE", "WITH", "WITHIN",
    "付款方式", "付款", "付清", "付", "支付", "结清", "货款", "款项", "款", "全款", "全额", "全部", "凭", "见", "复印件", "副本", "正本",
    "后", "内", "起", "期", "的", "和", "及", "为", "按", "以", "用", "不可撤销", "保兑", "单据",
    "'", "’", "\"", "“", "”",
];

const BREAKS: &[char] = &[',', ';', '/', '\\', '+', '&', '-', '–', '—', ':', '.', '(', ')', '|', '、', '。'];

/// What `text` (made plain) is made of.
pub fn tokens(text: &str) -> Result<Vec<Token<'_>>, NotPaymentTerms> {
    // Lengths stay, so that what is not known can be quoted as it was typed.
    let capitals = text.to_ascii_uppercase();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if c.is_ascii_digit() {
            let length = number_length(&text[at..]);
            tokens.push(Token::Number(&text[at..at + length]));
            at += length;
        } else if let Some((length, token)) = known(&capitals[at..]) {
            tokens.extend(token);
            at += length;
        } else if BREAKS.contains(&c) {
            tokens.push(Token::Break);
            at += c.len_utf8();
        } else {
            let end = text[at..].find(|c: char| c.is_whitespace() || BREAKS.contains(&c));
            let words = end.map_or(&text[at..], |end| &text[at..at + end]);
            return Err(NotPaymentTerms::Unknown { words: words.to_owned() });
        }
    }
    Ok(tokens)
}

fn number_length(text: &str) -> usize {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let whole = digits(text);
    match text[whole..].strip_prefix('.').map(digits) {
        None | Some(0) => whole,
        Some(decimals) => whole + 1 + decimals,
    }
}

/// The longest known word that `text` begins with: its length, and what it means if it means anything.
fn known(text: &str) -> Option<(usize, Option<Token<'static>>)> {
    let methods = METHODS.iter().flat_map(|(_, words)| *words);
    let anchors = ANCHORS.iter().flat_map(|(_, words)| *words);
    let others = [PERCENT, DAYS, BALANCE, WITHOUT_WEIGHT].into_iter().flatten();
    let word = *methods.chain(anchors).chain(others).filter(|word| begins_with(text, word)).max_by_key(|w| w.len())?;
    let token = if PERCENT.contains(&word) {
        Some(Token::Percent)
    } else if DAYS.contains(&word) {
        Some(Token::Days)
    } else if BALANCE.contains(&word) {
        Some(Token::Balance)
    } else if WITHOUT_WEIGHT.contains(&word) {
        None
    } else {
        let method = METHODS.iter().find(|(_, words)| words.contains(&word)).map(|(method, _)| *method);
        let anchor = ANCHORS.iter().find(|(_, words)| words.contains(&word)).map(|(anchor, _)| *anchor);
        Some(Token::Word { method, anchor })
    };
    Some((word.len(), token))
}

/// A word of Latin letters ends where the letters do: `LC60` has one, `LCD` has none.
fn begins_with(text: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    text.strip_prefix(word).is_some_and(|rest| !(word.ends_with(is_letter) && rest.starts_with(is_letter)))
}
