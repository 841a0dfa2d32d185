//! What people tell of a sample in a few words: a stage of its round, a question, an answer, what was found in stock.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use jiff::civil::Date;
use yidan_domain::{
    Message, Quantity, Say,
    sample::{Again, Check, Deed, Delivery, Item, Judgement, Sample, Sending, Stage, Stock, Task, Verdict, Work},
};
use yidan_store::Error;

use super::{Answer, Drawn, Failure, Screen, Told as Kept, kept, link, load, may, request, shelf::Shelf, view::pieces};
use crate::{
    page::Nav,
    web::{
        deed::{DeedPage, Reading},
        orders::{
            fields::{Field, Kind},
            loaded::Loaded,
            typed::{self, Typed},
        },
    },
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Begin,
    Make,
    Wash,
    Check,
    Finish,
    Send,
    Verdict,
    Ask,
    Answer,
    Stock,
    Drop,
}

const FIELDS: [(&str, &str); 18] = [
    ("day-too-long-ago", "day"),
    ("day-", "due"),
    ("sample-day", "day"),
    ("sample-due", "due"),
    ("sample-comments", "comments"),
    ("sample-courier", "number"),
    ("sample-outside", "why"),
    ("sample-pieces", "pieces"),
    ("sample-no-pieces", "pieces"),
    ("sample-size", "pieces"),
    ("sample-other-unit", "quantity"),
    ("sample-stock", "quantity"),
    ("sample-nothing-washed", "outcome"),
    ("sample-items", "why"),
    ("sample-item-", "why"),
    ("sample-question-open", "why"),
    ("sample-sheet", "why"),
    ("sample-approved", "why"),
];

pub async fn ask(
    screen: Screen,
    Path((order, sample, deed)): Path<(String, String, String)>,
    Query(drawn): Query<Drawn>,
) -> Answer {
    let (loaded, sample) = load(&screen, &(order, sample)).await?;
    let told = Told::of(&deed)?;
    let shelf = Shelf::of(&screen, &sample, told, drawn).await?;
    let mut page = page(&screen, &loaded, &sample, told, drawn, shelf.as_ref())?;
    page.version = loaded.order.version;
    Ok(page.answer(StatusCode::OK))
}

pub async fn tell(
    screen: Screen,
    Path((order, sample, deed)): Path<(String, String, String)>,
    Query(drawn): Query<Drawn>,
    form: Typed,
) -> Answer {
    let (loaded, sample) = load(&screen, &(order, sample)).await?;
    let told = Told::of(&deed)?;
    let shelf = Shelf::of(&screen, &sample, told, drawn).await?;
    let mut page = page(&screen, &loaded, &sample, told, drawn, shelf.as_ref())?;
    page.take(&form);
    let seen = form.version();
    page.version = seen.unwrap_or(loaded.order.version);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let on = reading.day("day");
    let deed = told.read(&mut reading, &sample, drawn);
    let (Some(on), Some(deed), true) = (on, deed, reading.faults.is_empty()) else {
        return page.faulty(reading.faults);
    };
    let told = Kept { id: drawn.id(), sample: sample.id, deed, on: Some(on), seen };
    kept(page, &screen, loaded.order.id, told, &FIELDS, "done-sample").await
}

impl Told {
    fn of(path: &str) -> Result<Self, Failure> {
        Ok(match path {
            "begin" => Self::Begin,
            "make" => Self::Make,
            "wash" => Self::Wash,
            "check" => Self::Check,
            "finish" => Self::Finish,
            "send" => Self::Send,
            "verdict" => Self::Verdict,
            "ask" => Self::Ask,
            "answer" => Self::Answer,
            "stock" => Self::Stock,
            "drop" => Self::Drop,
            _ => return Err(Error::NotFound("page").into()),
        })
    }

    fn path(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Make => "make",
            Self::Wash => "wash",
            Self::Check => "check",
            Self::Finish => "finish",
            Self::Send => "send",
            Self::Verdict => "verdict",
            Self::Ask => "ask",
            Self::Answer => "answer",
            Self::Stock => "stock",
            Self::Drop => "drop",
        }
    }

    fn work(self) -> Work {
        match self {
            Self::Begin => Work::Task(Task::Begin),
            Self::Make => Work::Task(Task::Make),
            Self::Wash => Work::Task(Task::Wash),
            Self::Check => Work::Task(Task::Check),
            Self::Finish => Work::Task(Task::Finish),
            Self::Send => Work::Task(Task::Send),
            Self::Verdict => Work::Task(Task::Hear),
            Self::Ask | Self::Answer => Work::Questions,
            Self::Stock => Work::Stock,
            Self::Drop => Work::Drop,
        }
    }

    fn fields(self, page: &DeedPage, sample: &Sample, drawn: Drawn) -> Vec<Field> {
        let reader = &page.frame.reader;
        let area = |name: &str, key: &str| page.field(name, key, Kind::Area);
        let text = |name: &str, key: &str| page.field(name, key, Kind::Text);
        let choice = |name: &str, key: &str, of: &[(&str, String)]| {
            let options = of.iter().map(|(value, words)| ((*value).to_owned(), words.clone()));
            page.field(name, key, Kind::Segments(options.collect()))
        };
        match self {
            Self::Begin => {
                let why = area("why", "sample-begin-why");
                let must = !sample.missing_to_begin().is_empty() || sample.is_approved();
                let why = if must { why.required().hint(reader.t("sample-begin-why-hint")) } else { why };
                vec![page.field("due", "sample-due", Kind::Date), why]
            }
            Self::Make => vec![area("note", "sample-note")],
            Self::Wash => {
                let asked =
                    sample.open_round().and_then(|round| sample.sheet_of(round)).map(|sheet| sheet.wash.clone());
                vec![area("how", "sample-wash-how").required().value(asked.unwrap_or_default())]
            }
            Self::Check => {
                let again = |again: Again| again.name().get(reader.lang).to_owned();
                let options = [
                    ("passed", reader.t("sample-passed")),
                    ("re_wash", again(Again::ReWash)),
                    ("remake", again(Again::Remake)),
                ];
                let wrong = area("wrong", "sample-wrong").hint(reader.t("sample-wrong-hint"));
                vec![choice("outcome", "sample-outcome", &options).required(), wrong]
            }
            Self::Finish => Vec::new(),
            Self::Send => {
                let options = [("courier", reader.t("sample-by-courier")), ("by_hand", reader.t("sample-by-hand"))];
                let outside = sample.open_round().map(|round| sample.deviations(round)).unwrap_or_default();
                let why = area("why", "sample-send-why");
                let said: Vec<String> = outside.iter().map(ToString::to_string).collect();
                let why = why.hint(match said.is_empty() {
                    true => reader.t("sample-send-why-none"),
                    false => {
                        let points = reader.list(said.iter().map(String::as_str));
                        reader.say(&Message::new("sample-send-why-outside").with("points", points))
                    }
                });
                vec![
                    choice("how", "sample-sent-how", &options).required().value("courier"),
                    text("courier", "sample-courier"),
                    text("number", "sample-tracking"),
                    text("to", "sample-handed-to"),
                    request::field(page).value(pieces(&sample.request.pieces, reader)),
                    why,
                ]
            }
            Self::Verdict => {
                let verdict = |it: Verdict| (it.key(), it.name().get(reader.lang).to_owned());
                vec![
                    choice("verdict", "sample-verdict", &Verdict::ALL.map(verdict)).required(),
                    area("comments", "sample-comments").hint(reader.t("sample-comments-hint")),
                    text("from", "sample-from"),
                ]
            }
            Self::Ask => vec![area("words", "sample-question").required()],
            Self::Answer => vec![area("words", "sample-answer").required(), text("from", "sample-from")],
            Self::Stock => {
                let item = item(sample, drawn);
                let unit = item.map(|item| item.quantity.unit.clone()).unwrap_or_default();
                let options = [
                    ("found", reader.t("sample-stock-found")),
                    ("to_order", reader.t("sample-stock-to-order")),
                    ("ordered", reader.t("sample-stock-ordered")),
                    ("arrived", reader.t("sample-stock-arrived")),
                ];
                let quantity = page.field("quantity", "sample-stock-quantity", Kind::Number(unit));
                vec![
                    choice("state", "sample-stock", &options).required(),
                    quantity.hint(reader.t("sample-stock-quantity-hint")),
                ]
            }
            Self::Drop => vec![area("reason", "sample-drop-why").required()],
        }
    }

    fn read(self, reading: &mut Reading, sample: &Sample, drawn: Drawn) -> Option<Deed> {
        let typed = reading.typed;
        let words = |field: &str| typed.get(field).to_owned();
        let done = |stage| Some(Deed::Done { stage });
        match self {
            Self::Begin => {
                let due = reading.take("due", typed::day(typed.get("due")))?;
                Some(Deed::Begun { why: words("why"), due })
            }
            Self::Make => done(Stage::Made { note: words("note") }),
            Self::Wash => done(Stage::Washed { how: words("how") }),
            Self::Check => {
                let failed = |again| Check::Failed { again, wrong: words("wrong") };
                let check = match typed.get("outcome") {
                    "passed" => Ok(Check::Passed),
                    "re_wash" => Ok(failed(Again::ReWash)),
                    "remake" => Ok(failed(Again::Remake)),
                    _ => Err(Message::new("finance-choice-missing")),
                };
                done(Stage::Checked { check: reading.take("outcome", check)? })
            }
            Self::Finish => done(Stage::Finished),
            Self::Send => {
                let delivery = match typed.get("how") {
                    "by_hand" => Delivery::ByHand { to: words("to") },
                    _ => Delivery::Courier { courier: words("courier"), number: words("number") },
                };
                let pieces = reading.take("pieces", request::pieces_in(typed.get("pieces")))?;
                done(Stage::Sent(Sending { delivery, pieces, why: words("why") }))
            }
            Self::Verdict => {
                let verdict = Verdict::of(typed.get("verdict")).ok_or(Message::new("finance-choice-missing"));
                let verdict = reading.take("verdict", verdict)?;
                done(Stage::Judged(Judgement { verdict, comments: words("comments"), from: words("from") }))
            }
            Self::Ask => Some(Deed::Asked { words: words("words") }),
            Self::Answer => Some(Deed::Answered {
                number: drawn.number.unwrap_or_default(),
                words: words("words"),
                from: words("from"),
            }),
            Self::Stock => {
                let line = drawn.line.unwrap_or_default();
                Some(Deed::LookedUp { line, stock: stock(reading, item(sample, drawn)?)? })
            }
            Self::Drop => Some(Deed::Dropped { reason: words("reason") }),
        }
    }
}

/// The day that is typed is when it was ordered or came; what is found in stock is so on that day.
fn stock(reading: &mut Reading, item: &Item) -> Option<Stock> {
    let typed = reading.typed;
    let on: Option<Date> = typed::day(typed.get("day")).ok().flatten();
    match typed.get("state") {
        "found" => {
            let unit = item.quantity.unit.as_str();
            let exact = |amount| Quantity::exact(amount, unit).ok_or(Message::new("sample-quantity-unreadable"));
            let read = typed::number(typed.get("quantity"));
            let read = read.and_then(|amount| amount.ok_or(Message::new("sample-quantity-missing"))).and_then(exact);
            Some(Stock::Found { quantity: reading.take("quantity", read)? })
        }
        "to_order" => Some(Stock::ToOrder),
        "ordered" => Some(Stock::Ordered { on: on? }),
        "arrived" => Some(Stock::Arrived { on: on? }),
        _ => reading.take("state", Err(Message::new("finance-choice-missing"))),
    }
}

pub(super) fn item(sample: &Sample, drawn: Drawn) -> Option<&Item> {
    sample.items.get(drawn.line?.checked_sub(1)?)
}

fn page(
    screen: &Screen,
    loaded: &Loaded,
    sample: &Sample,
    told: Told,
    drawn: Drawn,
    shelf: Option<&Shelf>,
) -> Result<DeedPage, Failure> {
    may(screen, loaded, told.work(), Some(sample))?;
    let to = link(loaded.order.id, sample.id);
    let mut action = format!("{to}/{}?once={}", told.path(), drawn.id());
    let title = format!("sample-do-{}", told.path());
    let back = (to, sample.request.name.clone());
    let mut page = DeedPage::at(screen, Nav::Samples, &title, back, String::new());
    let reader = page.frame.reader.clone();
    match told {
        Told::Stock => {
            let item = item(sample, drawn).ok_or(Error::NotFound("item"))?;
            action = format!("{action}&line={}", drawn.line.unwrap_or_default());
            page = page.fact("sample-item", item.name().get(reader.lang)).fact("sample-needed", &item.quantity);
            if let Some(shelf) = shelf {
                page = page.fact("sample-material", shelf.name(&reader)).fact("sample-shelf", shelf.words());
            }
        }
        Told::Answer => {
            let number = drawn.number.unwrap_or_default();
            let question = number.checked_sub(1).and_then(|place| sample.questions.get(place));
            let question = question.ok_or(Error::NotFound("question"))?;
            action = format!("{action}&number={number}");
            page = page.fact("sample-question", &question.words);
        }
        Told::Begin => {
            let missing = sample.missing_to_begin();
            for said in missing.iter().map(|missing| reader.say(&missing.say())) {
                page = page.fact("sample-missing", said);
            }
        }
        _ => page = page.fact("sample-rounds", reader.count("sample-round", sample.rounds.len() as i64)),
    }
    page.fields = told.fields(&page, sample, drawn);
    if let Some((shelf, item)) = shelf.zip(item(sample, drawn)) {
        shelf.offer(item, &mut page.fields);
    }
    let day = page.field("day", "sample-day", Kind::Date).required().value(screen.today().to_string());
    page.fields.push(if told == Told::Stock { day.hint(reader.t("sample-stock-day-hint")) } else { day });
    page.is_danger = told == Told::Drop;
    page.action = action;
    Ok(page)
}
