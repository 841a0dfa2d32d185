//! Exceptions by rule: what each rule finds and when, that nothing is raised twice, and that what mends itself says so.

mod story;

use jiff::Timestamp;
use story::{Story, header, id, line, member, moment, shanghai};
use yidan_domain::{
    CauseKey, DepartmentKey, ExceptionId, Message, PersonId, PromiseId, Say, StepKey,
    access::{Role, Viewer},
    case::Case,
    exception::{
        Difference, Finding, Found, Goods, Limit, OpenStep, Raised, RuleKey, Rules, Taker, Watched, differences, found,
        taker,
    },
    order::{
        Exception, Handling, Header,
        command::Command,
        refusal::{Needs, Refusal},
        row::Status,
    },
    party::Person,
    process::due::Takes,
    schedule::{
        Calendar, Calendars, Network,
        forecast::{NoHistory, forecast},
    },
};

/// Everything is on, with the limits that ship.
fn all_on() -> Rules {
    let mut rules = Rules::default();
    for key in RuleKey::ALL {
        let mut rule = rules.get(key);
        rule.on = true;
        rules.set(key, rule);
    }
    rules
}

fn look(watched: &Watched, rules: &Rules, now: Timestamp) -> Vec<Found> {
    found(watched, rules, now, &Calendars::new(shanghai(), Calendar::default(), Default::default()))
}

/// An order received on Monday 2026-03-09 at 10:00, of which nothing is wrong by itself.
fn quiet<'a>() -> Watched<'a> {
    Watched {
        status: Status::Open,
        received_at: moment("2026-03-09 10:00"),
        promised: "2026-06-30".parse().ok(),
        is_delivered: false,
        moved_at: moment("2026-12-31 10:00"),
        promises: Vec::new(),
        steps: Vec::new(),
        expected: None,
        likely_by: None,
        failed: &[],
        goods: None,
    }
}

/// Each rule speaks from one moment on, and not a minute before.
#[test]
fn a_rule_speaks_when_its_limit_has_passed_in_working_time() {
    let (step, department) = (StepKey::from("pack"), "warehouse".into());
    let open = OpenStep {
        step: &step,
        department: &department,
        started: false,
        held_since: None,
        planned_start: None,
        due: None,
    };
    let at = |written| Some(moment(written));
    let day = |written: &str| written.parse().ok();
    let steps = |open| Watched { steps: vec![open], ..quiet() };
    let word = PromiseId(id(5));
    let cases = [
        ("no date one workday after Monday 10:00", Watched { promised: None, ..quiet() }, "2026-03-10 10:00"),
        (
            "planned to start on Friday 16:00",
            steps(OpenStep { planned_start: at("2026-03-13 16:00"), ..open }),
            "2026-03-16 16:00",
        ),
        (
            "due on Friday 18:00, started or not",
            steps(OpenStep { due: at("2026-03-13 18:00"), started: true, ..open }),
            "2026-03-16 18:00",
        ),
        (
            "held since Thursday noon, two workdays",
            steps(OpenStep { held_since: at("2026-03-12 12:00"), ..open }),
            "2026-03-16 12:00",
        ),
        (
            "nothing done since Monday 11:00, ten workdays",
            Watched { moved_at: moment("2026-03-09 11:00"), ..quiet() },
            "2026-03-23 11:00",
        ),
        ("promised for a Saturday", Watched { promised: day("2026-03-14"), ..quiet() }, "2026-03-15 00:00"),
        (
            "a promise for Friday",
            Watched { promises: vec![(word, "2026-03-13".parse().unwrap())], ..quiet() },
            "2026-03-14 00:00",
        ),
    ];
    for (told, watched, from) in cases {
        let from = moment(from);
        let before = look(&watched, &all_on(), from - jiff::SignedDuration::from_mins(1));
        assert_eq!(before, [], "{told}: too early");
        assert_eq!(look(&watched, &all_on(), from).len(), 1, "{told}");
        assert_eq!(look(&watched, &all_on(), from), look(&watched, &all_on(), from), "the same again");
        assert_eq!(look(&Watched { status: Status::Done, ..watched }, &all_on(), from), [], "{told}: but finished");
    }
}

/// Forecast and quantities are held against what was promised and ordered.
#[test]
fn a_rule_speaks_of_days_and_quantities_beyond_its_limit() {
    let now = moment("2026-03-10 10:00");
    let day = |written: &str| written.parse().ok();
    let late = |expected: &str, likely: &str| Watched {
        promised: day("2026-03-20"),
        expected: day(expected),
        likely_by: day(likely),
        ..quiet()
    };
    let goods = |made: &str| {
        let quantity = |written: &str| line("", written, "").quantity;
        Watched { goods: Some(Goods { ordered: quantity("200 件"), made: quantity(made) }), ..quiet() }
    };
    let generous = |key, limit| {
        let mut rules = all_on();
        rules.set(key, yidan_domain::exception::Rule { limit, ..rules.get(key) });
        rules
    };
    use RuleKey::*;
    let two_days = || generous(WillBeLate, Limit::After(Takes::Workdays(2)));
    for (told, watched, rules, expected) in [
        ("on the day is in time", late("2026-03-20", "2026-03-20"), all_on(), vec![]),
        ("slow ones are late", late("2026-03-20", "2026-03-23"), all_on(), vec![AtRisk]),
        ("most are late", late("2026-03-21", "2026-03-25"), all_on(), vec![AtRisk, WillBeLate]),
        ("by two workdays and no more", late("2026-03-24", ""), two_days(), vec![]),
        ("by three workdays", late("2026-03-25", ""), two_days(), vec![WillBeLate]),
        (
            "no promise, no lateness",
            Watched { promised: None, ..late("2027-01-01", "") },
            generous(NoDate, Limit::After(Takes::Days(9))),
            vec![],
        ),
        (
            "the day has passed",
            Watched { promised: day("2026-03-09"), ..late("2026-03-25", "") },
            all_on(),
            vec![WillBeLate, PromiseBroken],
        ),
        ("delivered", Watched { is_delivered: true, ..late("2026-03-25", "") }, all_on(), vec![]),
        ("all made", goods("200 件"), all_on(), vec![]),
        ("one short", goods("199 件"), all_on(), vec![QuantityShort]),
        ("within three percent", goods("194 件"), generous(QuantityShort, Limit::Percent(3)), vec![]),
        ("beyond three percent", goods("193.9999 件"), generous(QuantityShort, Limit::Percent(3)), vec![QuantityShort]),
    ] {
        let found: Vec<RuleKey> = look(&watched, &rules, now).iter().map(|found| found.finding.rule()).collect();
        assert_eq!(found, expected, "{told}");
    }
}

#[test]
fn a_rule_that_is_off_finds_nothing() {
    let mut rules = Rules::default();
    for key in RuleKey::ALL {
        let rule = rules.get(key);
        rules.set(key, yidan_domain::exception::Rule { on: false, ..rule });
    }
    let watched = Watched { promised: None, moved_at: moment("2026-03-09 10:00"), ..quiet() };
    assert_eq!(look(&watched, &rules, moment("2027-01-01 00:00")), []);
    let kept: Rules = serde_json::from_str(&serde_json::to_string(&rules).unwrap()).unwrap();
    assert_eq!(kept, rules);
}

/// The order watched by the program as it is, with a forecast or without.
struct Patrol {
    story: Story,
    rules: Rules,
    raised: u128,
}

impl Patrol {
    fn watch(&self, now: &str) -> Vec<Difference> {
        let (story, calendars) = (&self.story, story::calendars());
        let case = Case::of(&story.order, &story.process);
        let network = Network::of(&case.process, &calendars);
        let Some(guard) = &case.guard else { return Vec::new() };
        let forecast = forecast(&network, &case.course, &NoHistory, moment(now));
        let watched = Watched::of(&case, guard, &network, &forecast);
        differences(&look(&watched, &self.rules, moment(now)), &guard.raised)
    }

    /// What this rule raised last.
    fn exception(&self, rule: RuleKey) -> &Exception {
        self.story.order.exceptions.iter().rfind(|exception| exception.rule() == Some(rule)).unwrap()
    }

    /// Does what the difference asks, as the program; what came of it, in short.
    fn round(&mut self, now: &str) -> Vec<String> {
        let mut told = Vec::new();
        for difference in self.watch(now) {
            let (command, what) = match difference {
                Difference::Raise(found) => {
                    self.raised += 1;
                    let what = format!("raised {}", found.finding.rule().key());
                    (Command::RaiseByRule { id: ExceptionId(id(self.raised)), found, owner: None, due: None }, what)
                }
                Difference::Restate(id, finding) => {
                    let what = format!("restated {}", finding.rule().key());
                    (Command::RestateByRule { id, finding, owner: None, due: None }, what)
                }
                Difference::Mend(id) => {
                    let rule = self.story.order.exception(id).and_then(|exception| exception.rule()).unwrap();
                    (Command::MendByRule { id }, format!("mended {}", rule.key()))
                }
            };
            self.story.tries(&Viewer::program(), moment(now), command.clone()).unwrap();
            let again = self.story.tries(&Viewer::program(), moment(now), command);
            assert!(again.is_err(), "nothing is raised or mended twice");
            told.push(what);
        }
        assert_eq!(self.watch(now), [], "nothing is left to do");
        told
    }
}

#[test]
fn what_is_found_is_raised_once_and_mends_itself() {
    let story = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-09");
    let mut patrol = Patrol { story, rules: Rules::default(), raised: 100 };
    let none: [&str; 0] = [];
    assert_eq!(patrol.round("2026-03-09 10:00"), none, "one workday is let pass, and the day may do");
    assert_eq!(patrol.round("2026-03-09 17:00"), ["raised will-be-late"], "nothing is done, and the day is over");
    assert_eq!(patrol.round("2026-03-10 17:00"), ["restated promise-broken", "raised step-overdue"]);
    assert_eq!(patrol.round("2026-03-11 17:00"), none);

    // The step that is late is no longer: the next one is.
    patrol.story.finishes("sales", "2026-03-11 17:10", "receive", &[]);
    assert_eq!(patrol.round("2026-03-11 17:15"), ["raised step-overdue", "mended step-overdue"]);
    let mended = patrol.story.order.exceptions.iter().find(|exception| exception.has_mended()).unwrap();
    assert_eq!((mended.rule(), mended.raised_by), (Some(RuleKey::StepOverdue), PersonId::PROGRAM));

    // The customer agrees to another day.
    patrol.story.amends("sales", "2026-03-11 17:20", |header, _| header.promised = "2026-03-31".parse().ok());
    assert_eq!(patrol.round("2026-03-11 17:30"), ["mended promise-broken"]);
    // And when that one passes too, it is raised anew: a step still overdue is not.
    assert_eq!(patrol.round("2026-04-01 08:00"), ["raised idle", "raised promise-broken"]);
    patrol.story.does("sales", "2026-04-01 09:00", Command::Cancel { reason: "客户取消".into() });
    assert_eq!(patrol.round("2026-04-01 09:05").len(), 3, "nothing is wrong with a cancelled order");
    assert_eq!(patrol.story.order.open_exceptions().count(), 0);
}

/// A lateness that grows has one exception, with its owner and its cause.
#[test]
fn one_trouble_has_one_exception_however_bad_it_gets() {
    let mut story = Story::begins("made-to-order", "2026-03-02 10:00", "2026-04-03");
    story.finishes("sales", "2026-03-02 11:00", "receive", &[]);
    let mut rules = all_on();
    for key in [RuleKey::Idle, RuleKey::StepLateStart, RuleKey::StepOverdue, RuleKey::Blocked] {
        rules.set(key, yidan_domain::exception::Rule { on: false, ..rules.get(key) });
    }
    let mut patrol = Patrol { story, rules, raised: 100 };
    let none: [&str; 0] = [];
    assert_eq!(patrol.round("2026-03-02 12:00"), none);
    let raised = patrol.round("2026-03-06 12:00");
    assert!(raised.contains(&"raised will-be-late".to_owned()), "{raised:?}");
    let late = patrol.exception(RuleKey::WillBeLate).id;
    let handling =
        Handling { owner: Some(member("sales").person), cause: Some("not-confirmed".into()), ..Handling::default() };
    let handled = Command::HandleException { id: late, handling, note: String::new() };
    patrol.story.does("manager", "2026-03-06 13:00", handled);

    // The day passes: the same exception says so, and is dealt with as before.
    assert_eq!(patrol.round("2026-04-04 08:00"), ["restated promise-broken"]);
    let broken = patrol.exception(RuleKey::PromiseBroken);
    let owner = Some(member("sales").person);
    assert_eq!((broken.id, broken.handling.owner), (late, owner));
    assert_eq!(broken.handling.cause, Some("not-confirmed".into()));
    // Another day is promised that can't be kept either: no longer broken, but going to be.
    patrol.story.amends("sales", "2026-04-04 09:00", |header, _| header.promised = "2026-04-10".parse().ok());
    assert_eq!(patrol.round("2026-04-04 09:05"), ["restated will-be-late"]);
    // What people have settled is not raised again in a lesser form, and is in a worse one.
    let clear = Command::ClearException { id: late, note: "客户知道".into(), cause: None, charged_to: None };
    patrol.story.does("sales", "2026-04-04 10:00", clear);
    assert_eq!(patrol.round("2026-04-04 10:05"), none);
    assert_eq!(patrol.round("2026-04-11 08:00"), ["raised promise-broken"]);
}

/// The worst that nobody has settled is said: who has settled that a step is held has not settled that it is overdue.
#[test]
fn what_is_settled_hides_nothing_else() {
    let step = Some(StepKey::from("pack"));
    let (since, due) = (moment("2026-03-02 09:00"), moment("2026-03-20 18:00"));
    let found = |finding: Finding| Found { step: step.clone(), finding };
    let raised = |finding: Finding, settled: &str| Raised {
        id: ExceptionId(id(1)),
        step: step.clone(),
        finding,
        settled: Some(settled).filter(|at| !at.is_empty()).map(moment),
    };
    let (blocked, overdue) = (Finding::Blocked { since }, Finding::StepOverdue { due });
    let both = [found(overdue.clone()), found(blocked.clone())];
    assert_eq!(differences(&both, &[]), [Difference::Raise(found(blocked.clone()))]);
    // Settled before it was overdue, or when it was already and everybody knew.
    let settled = raised(blocked.clone(), "2026-03-05 09:00");
    assert_eq!(differences(&both, std::slice::from_ref(&settled)), [Difference::Raise(found(overdue.clone()))]);
    assert_eq!(differences(&both[1..], &[settled]), []);
    assert_eq!(differences(&both, &[raised(blocked.clone(), "2026-03-24 09:00")]), []);
    // The same of a late start that has become overdue.
    let late_start = found(Finding::StepLateStart { planned: moment("2026-03-19 09:00") });
    let settled = raised(overdue.clone(), "2026-03-24 09:00");
    assert_eq!(differences(&[late_start, found(overdue.clone())], &[settled]), []);
    let overdue = raised(overdue, "");
    assert_eq!(differences(&both, &[overdue]), [Difference::Restate(ExceptionId(id(1)), blocked)]);
}

/// A new promise that can't be kept either is said in the exception that is open; settled, it stays so.
#[test]
fn an_exception_follows_its_ground() {
    let story = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-09");
    let mut rules = Rules::default();
    rules.set(RuleKey::StepOverdue, yidan_domain::exception::Rule { on: false, ..rules.get(RuleKey::StepOverdue) });
    let mut patrol = Patrol { story, rules, raised: 100 };
    assert_eq!(patrol.round("2026-03-10 08:00"), ["raised promise-broken"]);
    patrol.story.amends("sales", "2026-03-11 09:10", |header, _| header.promised = "2026-03-11".parse().ok());
    assert_eq!(patrol.round("2026-03-12 09:00"), ["restated promise-broken"]);
    let open = patrol.exception(RuleKey::PromiseBroken);
    assert_eq!(open.found, Some(Finding::PromiseBroken { promised: "2026-03-11".parse().unwrap() }));
    let clear = Command::ClearException { id: open.id, note: "客户知道".into(), cause: None, charged_to: None };
    patrol.story.does("sales", "2026-03-12 09:30", clear);
    assert!(patrol.round("2026-03-12 09:35").is_empty());
}

/// A worse form goes to whom its rule names, by its day, unless somebody has said who deals with it.
#[test]
fn what_gets_worse_goes_to_whom_its_rule_names() {
    let promised: jiff::civil::Date = "2026-03-09".parse().unwrap();
    let (chen, lin, zhou) = (PersonId(id(10)), PersonId(id(11)), PersonId(id(12)));
    let day = |day: &str| day.parse::<jiff::civil::Date>().ok();
    for (told, by_hand, owner, due) in
        [("nobody has touched it", false, lin, "2026-03-11"), ("somebody has", true, zhou, "2026-03-20")]
    {
        let mut order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-09");
        let exception = ExceptionId(id(1));
        let found =
            Found { step: None, finding: Finding::WillBeLate { promised, expected: "2026-03-11".parse().unwrap() } };
        let raise = Command::RaiseByRule { id: exception, found, owner: Some(chen), due: day("2026-03-10") };
        order.tries(&Viewer::program(), moment("2026-03-09 16:00"), raise).unwrap();
        if by_hand {
            let handling = Handling { owner: Some(zhou), due: day("2026-03-20"), ..Handling::default() };
            order.does(
                "manager",
                "2026-03-09 17:00",
                Command::HandleException { id: exception, handling, note: String::new() },
            );
        }
        let finding = Finding::PromiseBroken { promised };
        let restate = Command::RestateByRule { id: exception, finding, owner: Some(lin), due: day("2026-03-11") };
        order.tries(&Viewer::program(), moment("2026-03-10 08:00"), restate).unwrap();
        let handling = &order.order.exceptions[0].handling;
        assert_eq!((handling.owner, handling.due), (Some(owner), day(due)), "{told}");
    }
}

/// What earlier versions of the program raised twice becomes one.
#[test]
fn two_exceptions_of_one_trouble_become_one() {
    let promised = "2026-03-09".parse().unwrap();
    let late = Finding::WillBeLate { promised, expected: "2026-03-11".parse().unwrap() };
    let broken = Finding::PromiseBroken { promised };
    let raised = |number, finding: &Finding| Raised {
        id: ExceptionId(id(number)),
        step: None,
        finding: finding.clone(),
        settled: None,
    };
    let found = [Found { step: None, finding: broken.clone() }];
    let (first, second) = (raised(1, &late), raised(2, &broken));
    assert_eq!(differences(&found, &[first.clone(), second]), [Difference::Mend(first.id)]);
    let another = raised(2, &late);
    let restated = [Difference::Restate(first.id, broken), Difference::Mend(another.id)];
    assert_eq!(differences(&found, &[first, another]), restated);
}

/// What somebody has settled is not raised again while nothing new has come up.
#[test]
fn what_people_have_settled_stays_settled_on_the_same_ground() {
    let story = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-09");
    let mut patrol = Patrol { story, rules: Rules::default(), raised: 100 };
    patrol.round("2026-03-10 17:00");
    let broken = patrol.exception(RuleKey::PromiseBroken).id;
    let clear = |id| Command::ClearException { id, note: "客户同意晚到".into(), cause: None, charged_to: None };
    patrol.story.does("sales", "2026-03-10 17:30", clear(broken));
    assert!(patrol.round("2026-03-11 09:00").is_empty());
    patrol.story.amends("sales", "2026-03-11 09:10", |header, _| header.promised = "2026-03-12".parse().ok());
    assert_eq!(patrol.round("2026-03-13 09:00"), ["raised promise-broken"], "a new promise is a new ground");
}

/// What the program does by itself is no progress, nor is naming somebody for it.
#[test]
fn an_idle_order_stays_idle_until_people_move_it() {
    let story = Story::begins("customer-order", "2026-03-09 08:50", "2026-06-30");
    let mut rules = Rules::default();
    let overdue = rules.get(RuleKey::StepOverdue);
    rules.set(RuleKey::StepOverdue, yidan_domain::exception::Rule { on: false, ..overdue });
    let mut patrol = Patrol { story, rules, raised: 100 };
    assert_eq!(patrol.round("2026-03-24 09:00"), ["raised idle"]);
    let idle = patrol.story.order.exceptions[0].id;
    let handling = Handling { owner: Some(member("sales").person), ..Handling::default() };
    let handled = Command::HandleException { id: idle, handling, note: String::new() };
    patrol.story.does("manager", "2026-03-24 10:00", handled);
    assert!(patrol.round("2026-03-24 10:05").is_empty());
    patrol.story.does("sales", "2026-03-24 11:00", Command::Remark { step: None, text: "已联系客户".into() });
    assert_eq!(patrol.round("2026-03-24 11:05"), ["mended idle"]);
}

#[test]
fn rules_do_not_hold_the_step_that_they_speak_of() {
    let mut order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-09");
    let found = Found { step: None, finding: Finding::PromiseBroken { promised: "2026-03-09".parse().unwrap() } };
    let raise = Command::RaiseByRule { id: ExceptionId(id(1)), found, owner: None, due: None };
    let refused = order.tries(&member("manager"), moment("2026-03-10 09:00"), raise.clone());
    assert_eq!(refused, Err(Refusal::NotAllowed { needs: Needs::Program }));
    order.tries(&Viewer::program(), moment("2026-03-10 09:00"), raise).unwrap();
    assert_eq!(order.row().exceptions, 1);
    let facts = order.situation().facts;
    assert_eq!(format!("{:?}", facts["order.exceptions"]), "Number(0)");
}

/// An exception is settled by who owns it, by who raised it, or by a manager; cause and department are kept with it.
#[test]
fn an_exception_has_an_owner_a_cause_and_an_end() {
    let mut order = Story::begins("customer-order", "2026-03-09 08:50", "2026-04-30");
    let exception = ExceptionId(id(3));
    let owned = |who: &str| Handling { owner: Some(member(who).person), ..Handling::default() };
    let note = "面料少 120 米".to_owned();
    let raise = Command::RaiseException { id: exception, step: None, note, handling: owned("purchasing") };
    order.does("warehouse", "2026-03-10 09:00", raise);
    let handle = |handling| Command::HandleException { id: exception, handling, note: String::new() };
    let refused = order.tries(&member("finance"), moment("2026-03-10 09:10"), handle(owned("finance")));
    assert_eq!(refused, Err(Refusal::NotAllowed { needs: Needs::Owner }));
    let past = Handling { due: "2026-03-09".parse().ok(), ..owned("purchasing") };
    let refused = order.tries(&member("manager"), moment("2026-03-10 09:20"), handle(past));
    assert_eq!(refused, Err(Refusal::DueInThePast { due: "2026-03-09".parse().unwrap() }));
    let refused = order.tries(&member("manager"), moment("2026-03-10 09:20"), handle(owned("purchasing")));
    assert_eq!(refused, Err(Refusal::NothingChanged));

    let settled =
        Handling { cause: Some("late-material".into()), due: "2026-03-12".parse().ok(), ..owned("purchasing") };
    order.does("manager", "2026-03-10 09:30", handle(settled));
    let charged = &order.order.exceptions[0].handling.charged_to;
    assert_eq!(*charged, Some("purchasing".into()), "a cause brings its department along");
    assert!(order.order.exceptions[0].is_overdue("2026-03-13".parse().unwrap()));

    let bare = Command::ClearException { id: exception, note: " ".into(), cause: None, charged_to: None };
    let refused = order.tries(&member("purchasing"), moment("2026-03-12 14:00"), bare);
    assert_eq!(refused, Err(Refusal::TextMissing));
    let clear = Command::ClearException {
        id: exception,
        note: "供应商补了 120 米".into(),
        cause: Some("stock-count".into()),
        charged_to: None,
    };
    order.does("purchasing", "2026-03-12 14:10", clear);
    let kept = &order.order.exceptions[0];
    assert_eq!(kept.handling.cause, Some("stock-count".into()));
    assert!(!kept.is_open() && !kept.has_mended());
}

/// Whoever settles an exception may say only then why it happened and who bears it.
#[test]
fn what_is_told_at_the_end_adds_to_what_was_known() {
    let none = ("", "");
    for (told, (known, charged), (cause_at_end, charged_at_end), concluded) in [
        ("nothing is told", none, none, none),
        ("the cause brings its department", none, ("late-material", ""), ("late-material", "purchasing")),
        ("the department alone", none, ("", "sales"), ("", "sales")),
        ("both", none, ("late-material", "sales"), ("late-material", "sales")),
        ("nothing new", ("late-material", "purchasing"), none, ("late-material", "purchasing")),
        ("another cause", ("late-material", "purchasing"), ("rework", ""), ("rework", "quality")),
        (
            "another cause, the department named by hand",
            ("late-material", "sales"),
            ("rework", ""),
            ("rework", "sales"),
        ),
        ("another department", ("late-material", "purchasing"), ("", "sales"), ("late-material", "sales")),
        ("nobody's fault", ("late-material", "purchasing"), ("outside", ""), ("outside", "")),
    ] {
        let cause = |key: &str| Some(key).filter(|key| !key.is_empty()).map(CauseKey::from);
        let department = |key: &str| Some(key).filter(|key| !key.is_empty()).map(DepartmentKey::from);
        let handling = Handling { cause: cause(known), charged_to: department(charged), ..Handling::default() };
        let (id, note) = (ExceptionId(id(60)), || "缺 40 件".to_owned());
        let mut order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-31");
        order.does("sales", "2026-03-09 09:00", Command::RaiseException { id, step: None, note: note(), handling });
        let (cause, charged_to) = (cause(cause_at_end), department(charged_at_end));
        order.does("sales", "2026-03-10 09:00", Command::ClearException { id, note: note(), cause, charged_to });
        let Handling { cause, charged_to, .. } = &order.order.exceptions[0].handling;
        let kept = (cause.as_ref().map_or("", CauseKey::as_str), charged_to.as_ref().map_or("", DepartmentKey::as_str));
        assert_eq!(kept, concluded, "{told}");
    }
}

fn person(number: u128, role: Role, departments: &[&str], active: bool) -> Person {
    Person {
        role,
        departments: departments.iter().map(|key| (*key).into()).collect(),
        active,
        ..Person::named(PersonId(id(number)), number.to_string())
    }
}

#[test]
fn what_is_found_goes_to_the_person_named_or_the_next_one_up() {
    use Role::*;
    let mut order = Story::with(
        "quick-fulfilment",
        Header { salesperson: Some(PersonId(id(10))), ..header("2026-03-09 08:50") },
        vec![line("DN25 球阀", "200 件", "12.50")],
    );
    let assign = Command::Assign { step: "pick".into(), to: Some(PersonId(id(11))), note: String::new() };
    order.does("warehouse", "2026-03-09 09:00", assign);
    let staff = |chief, assignee| {
        vec![
            person(1, Administrator, &[], true),
            person(2, Manager, &["management"], true),
            person(3, Manager, &["warehouse"], chief),
            person(10, Member, &["sales"], true),
            person(11, Member, &["warehouse"], assignee),
        ]
    };
    let on_step =
        Found { step: Some("pick".into()), finding: Finding::StepOverdue { due: moment("2026-03-09 11:00") } };
    let on_order = Found { step: None, finding: Finding::Idle { since: moment("2026-03-09 11:00") } };
    for (told, found, wanted, people, got) in [
        ("who has it", &on_step, Taker::Assignee, staff(true, true), Some(11)),
        ("who had it has left", &on_step, Taker::Assignee, staff(true, false), Some(3)),
        ("the department has no manager", &on_step, Taker::DepartmentManager, staff(false, true), Some(2)),
        ("the salesperson", &on_order, Taker::Salesperson, staff(true, true), Some(10)),
        ("an order has no department", &on_order, Taker::Assignee, staff(true, true), Some(2)),
        ("nobody is here", &on_order, Taker::Manager, Vec::new(), None),
    ] {
        let taken = taker(found, wanted, &order.order, &order.process, &people);
        assert_eq!(taken, got.map(|number| PersonId(id(number))), "{told}");
    }
}

#[test]
fn events_of_before_still_read() {
    let raised = r#"{"is":"exception_raised","id":"00000000-0000-0000-0000-000000000003","step":null,"note":"缺料"}"#;
    let cleared = r#"{"is":"exception_cleared","id":"00000000-0000-0000-0000-000000000003","note":"到料"}"#;
    for written in [raised, cleared] {
        let event: yidan_domain::order::event::Event = serde_json::from_str(written).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), written, "and are written as they were");
    }
}

#[test]
fn a_finding_is_said_with_its_numbers() {
    let finding =
        Finding::WillBeLate { promised: "2026-03-20".parse().unwrap(), expected: "2026-03-24".parse().unwrap() };
    let said = Message::new("finding-will-be-late")
        .with("promised", jiff::civil::date(2026, 3, 20))
        .with("expected", jiff::civil::date(2026, 3, 24));
    assert_eq!(finding.say(), said);
}
