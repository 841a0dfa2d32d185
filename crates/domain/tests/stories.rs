//! Orders followed through the processes that ship, told the way the source documents tell them.

mod story;

use story::{Story, header, line, member, moment, sentence};
use yidan_domain::{
    ExceptionId, PromiseId,
    order::{
        Channel, Header,
        command::Command,
        refusal::{Needs, Refusal},
        row::Status,
        situation::Standing,
    },
    process::Stage,
};

/// S18: the sheet has eleven tasks, each with its department and its clock times on the order day.
#[test]
fn the_sheet_of_s18_is_planned_as_printed() {
    let order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-09");
    let sheet = [
        "1 订单接收 销售部 03-09 09:00 – 03-09 09:05",
        "2 订单确认 销售部 03-09 09:05 – 03-09 09:15",
        "3 库存检查 仓储部 03-09 09:15 – 03-09 09:30",
        "4 采购商品 采购部 03-09 09:30 – 03-09 10:00",
        "5 订单分配 仓储部 03-09 10:00 – 03-09 10:30",
        "6 备货完成 仓储部 03-09 10:30 – 03-09 11:00",
        "7 订单打包 仓储部 03-09 11:00 – 03-09 11:30",
        "8 物流安排 物流部 03-09 11:30 – 03-09 12:00",
        "9 发货通知 销售部 03-09 12:00 – 03-09 12:05",
        "10 订单结算 财务部 03-09 12:05 – 03-09 12:30",
        "11 订单完成 销售部 03-09 12:30 – 03-09 12:35",
    ];
    assert_eq!(order.sheet(), sheet);
}

/// S18: an order that comes in too late, or on a day off, is for the next working day.
#[test]
fn an_order_after_the_cut_off_counts_for_the_next_working_day() {
    for (received, planned) in [
        ("2026-03-09 09:05", "03-09 12:00 – 03-09 12:05"), // Monday, just in time
        ("2026-03-09 09:06", "03-10 12:00 – 03-10 12:05"),
        ("2026-03-13 17:00", "03-16 12:00 – 03-16 12:05"), // Friday afternoon
        ("2026-03-14 08:00", "03-16 12:00 – 03-16 12:05"), // Saturday
    ] {
        assert_eq!(Story::begins("quick-fulfilment", received, "").planned("notify"), planned, "{received}");
    }
}

/// S18: stock suffices, so nothing is bought; the money must be in before the order is settled.
#[test]
fn an_order_from_stock_is_done_by_noon() {
    let mut order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-09");
    order
        .finishes("sales", "2026-03-09 09:04", "receive", &[])
        .starts("sales", "2026-03-09 09:05", "confirm")
        .finishes("sales", "2026-03-09 09:12", "confirm", &[]);

    let refusal = order.cannot_finish("warehouse", "2026-03-09 09:20", "allocate", &[]);
    assert_eq!(sentence(&refusal), "先办完 库存检查、采购商品");
    let refusal = order.cannot_finish("sales", "2026-03-09 09:20", "check-stock", &[("short", "no")]);
    assert!(matches!(refusal, Refusal::NotAllowed { needs: Needs::Department(name) } if name.zh == "仓储部"));
    let refusal = order.cannot_finish("warehouse", "2026-03-09 09:20", "check-stock", &[]);
    assert!(matches!(refusal, Refusal::Form { faults } if faults[0].name.zh == "是否缺货"));

    order.finishes("warehouse", "2026-03-09 09:26", "check-stock", &[("short", "no")]);
    assert_eq!(order.standing("purchase"), Standing::NotNeeded);
    assert_eq!(order.open_steps(), ["allocate"]);
    assert_eq!(order.planned("allocate"), "03-09 10:00 – 03-09 10:30", "there is time: nothing is bought");

    order
        .finishes("warehouse", "2026-03-09 10:20", "allocate", &[])
        .finishes("warehouse", "2026-03-09 10:50", "pick", &[])
        .finishes("warehouse", "2026-03-09 11:20", "pack", &[("cartons", "4 箱")])
        .finishes("logistics", "2026-03-09 11:55", "transport", &[("carrier", "顺丰")])
        .finishes("sales", "2026-03-09 12:03", "notify", &[("tracking", "SF1390022871")]);
    assert_eq!(order.row().delivered_on, "2026-03-09".parse().ok());

    let refusal = order.cannot_finish("finance", "2026-03-09 12:20", "settle", &[("received", "no")]);
    assert_eq!(sentence(&refusal), "货款还没到账：请向客户催款，到账后再结算。");
    order.finishes("finance", "2026-03-09 15:10", "settle", &[("received", "yes"), ("amount", "2500.00")]).finishes(
        "sales",
        "2026-03-09 15:12",
        "complete",
        &[],
    );
    let row = order.row();
    assert_eq!((row.status, row.steps_closed, row.steps_total), (Status::Done, 11, 11));
    assert_eq!(row.total.map(|total| total.to_string()).as_deref(), Some("2,500.00 CNY"));
}

/// S18: what is short is bought first; an exception has to be cleared before the order is closed.
#[test]
fn a_short_order_is_bought_for_and_an_exception_keeps_it_open() {
    let mut order = Story::begins("quick-fulfilment", "2026-03-09 08:50", "2026-03-09");
    let exception = ExceptionId(story::id(3));
    order
        .finishes("sales", "2026-03-09 09:04", "receive", &[])
        .finishes("sales", "2026-03-09 09:12", "confirm", &[])
        .finishes("warehouse", "2026-03-09 09:26", "check-stock", &[("short", "yes"), ("missing", "DN25 缺 40 件")]);
    assert_eq!(order.open_steps(), ["purchase"]);

    order
        .finishes("purchasing", "2026-03-09 09:50", "purchase", &[("supplier", "永固阀门厂")])
        .finishes("warehouse", "2026-03-09 10:20", "allocate", &[])
        .does(
            "warehouse",
            "2026-03-09 10:40",
            Command::RaiseException {
                id: exception,
                step: Some("pick".into()),
                note: "实物比账面少 6 件".into(),
                handling: Default::default(),
            },
        )
        .finishes("warehouse", "2026-03-09 10:55", "pick", &[])
        .finishes("warehouse", "2026-03-09 11:25", "pack", &[])
        .finishes("logistics", "2026-03-09 11:55", "transport", &[("carrier", "德邦")])
        .finishes("sales", "2026-03-09 12:04", "notify", &[("tracking", "DPK 200811")])
        .finishes("finance", "2026-03-09 12:25", "settle", &[("received", "yes")]);

    assert_eq!(order.row().exceptions, 1);
    let refusal = order.cannot_finish("sales", "2026-03-09 12:34", "complete", &[]);
    assert_eq!(sentence(&refusal), "还有异常没有解除：请先在订单页处理。");
    let cleared = Command::ClearException { id: exception, note: "补发 6 件".into(), cause: None, charged_to: None };
    order.does("warehouse", "2026-03-09 14:00", cleared).finishes("sales", "2026-03-09 14:01", "complete", &[]);
    assert_eq!(order.row().status, Status::Done);
}

/// S4: the entry is complete and checked, somebody is named to handle it, it is reviewed, stock is confirmed; the carrier
/// is followed until the goods arrive; the order is settled.
#[test]
fn an_order_is_checked_before_it_goes_on() {
    let bare = Header { salesperson: None, address: String::new(), ..header("2026-03-02 10:00") };
    let mut order = Story::with("customer-order", bare, vec![line("全棉毛巾", "1200 条", "")]);
    order.finishes("sales", "2026-03-02 10:30", "enter", &[("original", "传真.pdf")]);

    let by_phone = [("how", "phone"), ("who", "王经理")];
    let refusal = order.cannot_finish("sales", "2026-03-02 11:00", "confirm", &by_phone);
    assert_eq!(sentence(&refusal), "有的行还没有单价：请先补上单价，再请客户确认。");
    order.amends("sales", "2026-03-02 11:10", |_, lines| lines[0].price = "8.4".parse().ok()).finishes(
        "sales",
        "2026-03-02 11:20",
        "confirm",
        &by_phone,
    );

    let refusal = order.cannot_finish("sales", "2026-03-02 11:30", "assign", &[]);
    assert_eq!(sentence(&refusal), "订单上还没有业务员：请在订单头选定。");
    let handler = member("sales").person;
    order.amends("sales", "2026-03-02 11:35", |header, _| header.salesperson = Some(handler)).finishes(
        "sales",
        "2026-03-02 11:36",
        "assign",
        &[],
    );
    assert_eq!(order.open_steps(), ["review", "check-stock"], "review and stock go side by side");

    let Standing::Held(blocks) = order.standing("review") else { panic!("review has nothing to review against") };
    assert_eq!(blocks.len(), 1);
    order.amends("sales", "2026-03-02 14:00", |header, _| header.promised = "2026-03-20".parse().ok()).finishes(
        "warehouse",
        "2026-03-02 15:00",
        "check-stock",
        &[("short", "no")],
    );
    let refusal = order.cannot_finish("management", "2026-03-03 09:30", "review", &[("passed", "no")]);
    assert_eq!(sentence(&refusal), "评审没有通过：请按意见修改订单后再审，或取消订单。");
    order.finishes("management", "2026-03-03 16:00", "review", &[("passed", "yes"), ("opinion", "单价已调整")]);
    assert_eq!(order.open_steps(), ["pack", "book"], "nothing is bought or made");

    let booking = [("mode", "road"), ("carrier", "德邦")];
    let refusal = order.cannot_finish("logistics", "2026-03-04 09:00", "book", &booking);
    assert_eq!(sentence(&refusal), "没有收货地址，订不了车：请业务员补上。");
    order
        .amends("sales", "2026-03-04 09:30", |header, _| header.address = "绍兴市柯桥区".into())
        .finishes("logistics", "2026-03-04 10:00", "book", &booking)
        .finishes("warehouse", "2026-03-17 17:00", "pack", &[])
        .finishes("logistics", "2026-03-18 16:00", "ship", &[("tracking", "DPK 3301"), ("arrives", "2026-03-19")])
        .finishes("sales", "2026-03-18 17:00", "notify", &[("how", "sms")])
        .finishes("logistics", "2026-03-19 11:00", "track", &[("arrived", "2026-03-19")]);

    let refusal = order.cannot_finish("sales", "2026-03-19 12:00", "sign", &[("signed", "no")]);
    assert!(sentence(&refusal).starts_with("客户还没有签收"));
    order
        .finishes("sales", "2026-03-19 15:00", "sign", &[("signed", "yes"), ("slip", "签收单.jpg")])
        .finishes("service", "2026-03-20 10:00", "feedback", &[("open", "no")])
        .finishes("finance", "2026-04-10 10:00", "settle", &[("received", "yes"), ("amount", "10080.00")])
        .skips("service", "2026-04-10 11:00", "rate", "客户不愿评价")
        .finishes("sales", "2026-04-10 11:30", "complete", &[]);
    assert_eq!((order.row().status, order.row().delivered_on), (Status::Done, "2026-03-18".parse().ok()));
}

/// S5: materials are bought to the promised date and production is followed; a complaint is followed to its end.
#[test]
fn a_short_order_is_bought_and_made_to_the_promised_date() {
    let mut order = Story::begins("customer-order", "2026-03-02 10:00", "2026-03-27");
    assert_eq!(order.order.header.channel, Channel::Phone);
    order
        .finishes("sales", "2026-03-02 10:30", "enter", &[])
        .finishes("sales", "2026-03-02 11:00", "confirm", &[("how", "message")])
        .finishes("sales", "2026-03-02 11:30", "assign", &[])
        .finishes("warehouse", "2026-03-02 14:00", "check-stock", &[("short", "yes"), ("missing", "全部")])
        .finishes("management", "2026-03-03 10:00", "review", &[("passed", "yes")]);
    // Friday 27 March less 6, 3 and 2 working days.
    // Each begins as late as its standard time allows.
    assert_eq!(order.planned("purchase"), "03-13 09:00 – 03-19 18:00");
    assert_eq!(order.planned("produce"), "03-20 09:00 – 03-24 18:00");
    assert_eq!(order.planned("pack"), "03-25 09:00 – 03-25 18:00");
    assert_eq!(order.planned("ship"), "03-27 14:00 – 03-27 18:00");

    let refusal = order.cannot_finish("warehouse", "2026-03-03 11:00", "pack", &[]);
    assert_eq!(sentence(&refusal), "先办完 生产");
    order
        .finishes("logistics", "2026-03-03 11:00", "book", &[("mode", "sea"), ("carrier", "COSCO")])
        .finishes("purchasing", "2026-03-05 10:00", "purchase", &[("supplier", "永固"), ("arrives", "2026-03-12")])
        .starts("production", "2026-03-13 08:00", "produce")
        .finishes("production", "2026-03-24 17:00", "produce", &[("made", "200 件")])
        .finishes("warehouse", "2026-03-26 17:00", "pack", &[("cartons", "8 箱")])
        .finishes("logistics", "2026-03-30 15:00", "ship", &[("tracking", "COSU 6201")])
        .finishes("sales", "2026-03-30 16:00", "notify", &[])
        .finishes("logistics", "2026-04-03 09:00", "track", &[("arrived", "2026-04-02")])
        .finishes("sales", "2026-04-03 10:00", "sign", &[("signed", "yes"), ("who", "仓库 李")]);
    let complaint = [("open", "yes"), ("remedy", "两箱受潮，换货")];
    let refusal = order.cannot_finish("service", "2026-04-04 10:00", "feedback", &complaint);
    assert_eq!(sentence(&refusal), "投诉还没有了结：处理好并得到客户认可后再完成。");
    order
        .does(
            "service",
            "2026-04-04 10:05",
            Command::Promise {
                id: PromiseId(story::id(5)),
                text: "周三前换货送到".into(),
                due: "2026-04-08".parse().unwrap(),
                owner: member("service").person,
            },
        )
        .does(
            "service",
            "2026-04-08 16:00",
            Command::ClosePromise { id: PromiseId(story::id(5)), kept: true, note: String::new() },
        )
        .finishes("service", "2026-04-08 17:00", "feedback", &[("open", "no"), ("remedy", "已换货，客户认可")]);
    assert_eq!(order.open_steps(), ["settle", "rate"]);
    let late =
        yidan_domain::order::lateness::Lateness::of(&order.row(), Default::default(), "2026-04-09".parse().unwrap());
    assert_eq!(late.delay_days, Some(3), "promised for Friday, gone on Monday");
}

/// S14: the order's number, status and shipment can be told at any time; the customer may rate it.
#[test]
fn status_and_shipment_are_known_at_any_time() {
    let mut order = Story::begins("customer-order", "2026-03-02 10:00", "2026-03-12");
    let stages = |order: &Story| order.row().stage;
    assert_eq!((order.order.number.as_str(), stages(&order)), ("SO-202603-0001", Stage::Intake));
    order
        .finishes("sales", "2026-03-02 10:30", "enter", &[])
        .finishes("sales", "2026-03-02 11:00", "confirm", &[("how", "email")])
        .finishes("sales", "2026-03-02 11:30", "assign", &[]);
    assert_eq!(stages(&order), Stage::Review);
    order.finishes("management", "2026-03-03 10:00", "review", &[("passed", "yes")]).finishes(
        "warehouse",
        "2026-03-03 14:00",
        "check-stock",
        &[("short", "no")],
    );
    assert_eq!(stages(&order), Stage::Packing);
    order.finishes("warehouse", "2026-03-10 14:00", "pack", &[]).finishes(
        "logistics",
        "2026-03-10 15:00",
        "book",
        &[("mode", "express"), ("carrier", "顺丰")],
    );
    let refusal = order.cannot_finish("logistics", "2026-03-11 09:00", "ship", &[]);
    assert!(
        matches!(refusal, Refusal::Form { faults } if faults[0].name.zh == "运单号"),
        "no dispatch without a number"
    );
    order.finishes("logistics", "2026-03-11 10:00", "ship", &[("tracking", "SF7781")]);
    assert_eq!(order.open_steps(), ["notify", "track"], "the customer is told while the goods travel");
    assert_eq!(order.planned("notify"), "03-12 18:00 – 03-12 22:00");

    let by_sales = Command::Skip { step: "rate".into(), reason: "没有回复".into() };
    order
        .finishes("sales", "2026-03-11 11:00", "notify", &[("how", "sms")])
        .finishes("logistics", "2026-03-12 11:00", "track", &[("arrived", "2026-03-12")])
        .finishes("sales", "2026-03-12 15:00", "sign", &[("signed", "yes")])
        .finishes("service", "2026-03-13 15:00", "feedback", &[("open", "no")]);
    let refusal = order.tries(&member("sales"), moment("2026-03-14 10:00"), by_sales);
    assert!(matches!(refusal, Err(Refusal::NotAllowed { needs: Needs::Department(name) }) if name.zh == "客服部"));
    order.finishes("service", "2026-03-14 10:00", "rate", &[("rating", "good"), ("words", "发货很快")]);
    let refusal = order.tries(
        &member("finance"),
        moment("2026-03-14 10:00"),
        Command::Skip { step: "settle".into(), reason: "以后再收".into() },
    );
    assert_eq!(
        refusal,
        Err(Refusal::NotAllowed { needs: Needs::Manager }),
        "payment is not left out by those who owe it"
    );
}

/// Made to order: with goods in stock the making falls away.
#[test]
fn goods_in_stock_are_inspected_and_shipped() {
    let mut order = Story::begins("made-to-order", "2026-03-02 10:00", "2026-03-20");
    order.finishes("sales", "2026-03-02 11:00", "receive", &[]);
    assert_eq!(order.open_steps(), ["check-stock", "confirm-details"]);
    order.finishes("warehouse", "2026-03-02 14:00", "check-stock", &[("short", "no")]).finishes(
        "engineering",
        "2026-03-03 10:00",
        "confirm-details",
        &[("notes", "同上一单")],
    );
    for step in ["buy-materials", "materials-in", "sample", "schedule", "produce"] {
        assert_eq!(order.standing(step), Standing::NotNeeded, "{step}");
        assert_eq!(order.planned(step), "–", "{step}");
    }
    assert_eq!(order.open_steps(), ["inspect"]);
    assert_eq!(order.row().steps_closed, 8);
}

/// Made to order: with stock short, materials and sample go side by side and production waits for both.
#[test]
fn materials_and_sample_go_side_by_side() {
    let mut order = Story::begins("made-to-order", "2026-03-02 10:00", "2026-04-17");
    order
        .finishes("sales", "2026-03-02 11:00", "receive", &[("drawing", "A-204.pdf")])
        .finishes("warehouse", "2026-03-02 14:00", "check-stock", &[("short", "yes")])
        .finishes("engineering", "2026-03-04 10:00", "confirm-details", &[("notes", "壁厚 2.5，喷砂")]);
    assert_eq!(order.open_steps(), ["buy-materials", "sample"]);
    // Backwards from the goods being due on 13 April, over the long weekend of Qingming: ten working days to make them, one
    // to schedule, five for the materials to arrive and for the sample beside them, two to buy.
    assert_eq!(order.planned("produce"), "03-30 09:00 – 04-13 18:00");
    assert_eq!(order.planned("schedule"), "03-27 09:00 – 03-27 18:00");
    assert_eq!(order.planned("materials-in"), "03-20 09:00 – 03-26 18:00");
    assert_eq!(order.planned("sample"), "03-20 09:00 – 03-26 18:00");
    assert_eq!(order.planned("buy-materials"), "03-18 09:00 – 03-19 18:00");

    order
        .finishes(
            "purchasing",
            "2026-03-05 16:00",
            "buy-materials",
            &[("supplier", "华东钢材"), ("arrives", "2026-03-12")],
        )
        .finishes("engineering", "2026-03-11 10:00", "sample", &[("approved", "yes")]);
    let refusal = order.cannot_finish("planning", "2026-03-11 11:00", "schedule", &[]);
    assert_eq!(sentence(&refusal), "先办完 来料验收");
    let refusal = order.cannot_finish("warehouse", "2026-03-12 11:00", "materials-in", &[("all-in", "no")]);
    assert!(sentence(&refusal).starts_with("物料没有到齐"));
    order
        .finishes("warehouse", "2026-03-13 11:00", "materials-in", &[("all-in", "yes")])
        .finishes("planning", "2026-03-13 15:00", "schedule", &[])
        .finishes("production", "2026-04-10 15:00", "produce", &[("made", "200 件"), ("scrapped", "3 件")]);
    let refusal = order.cannot_finish("quality", "2026-04-13 10:00", "inspect", &[("passed", "no")]);
    assert!(sentence(&refusal).starts_with("检验不合格"));

    // Too late to say that stock had sufficed: what followed from it must be reopened first.
    let refusal = order.tries(
        &member("warehouse"),
        moment("2026-04-13 11:00"),
        Command::Reopen { step: "check-stock".into(), reason: "点错了".into() },
    );
    assert!(matches!(refusal, Err(Refusal::LaterStepsBegun { later, .. }) if later.len() == 5));
    order.reopens("production", "2026-04-13 11:00", "produce", "返工").finishes(
        "production",
        "2026-04-14 17:00",
        "produce",
        &[("made", "200 件")],
    );
    assert_eq!(order.open_steps(), ["inspect"]);
}
