//! Orders told from the bill of material to the last metre, as merchandiser, purchasing and store see them (S12, S16).

use std::collections::BTreeMap;

use super::*;
use crate::{
    Say,
    material::{
        AllIn, Ordered, Progress, PurchaseState,
        purchase::{self, Arrival, Followed, progress},
        requirement,
        sheet::{self, Tracked, rows},
        stock::{self, Shelf, checked_arrival, checked_count, checked_issue, checked_return, stocks},
        supply::{all_in, supply, waits_for},
    },
};

const ONE: i64 = 10_000;

/// One company's books while a story is told.
struct Books {
    materials: Vec<Material>,
    stock: Vec<StockEntry>,
    purchases: Vec<Purchase>,
    events: Vec<PurchaseEvent>,
}

impl Books {
    fn new(units: &[(&str, &str)]) -> Books {
        let materials = (1..)
            .zip(units)
            .map(|(number, (name, unit))| Material { name: Text::same(*name), ..self::material(number, unit) });
        Books { materials: materials.collect(), stock: Vec::new(), purchases: Vec::new(), events: Vec::new() }
    }

    fn material(&self, number: u128) -> &Material {
        self.materials.iter().find(|it| it.id == material_id(number)).unwrap()
    }

    /// What the store does.
    fn store(
        &mut self,
        material: u128,
        on: &str,
        act: impl Fn(Shelf) -> Result<StockKind, stock::StockRefusal>,
    ) -> Result<StockKind, String> {
        let shelf = Shelf {
            material: self.material(material),
            entries: &self.stock,
            order_number: &|order| format!("SO-{}", order.0.as_u128()),
            purchase_number: &|purchase| format!("PO-{}", purchase.0.as_u128()),
        };
        let kind = act(shelf).map_err(|refusal| refusal.say().to_string())?;
        let number = self.stock.len() as u128 + 1;
        self.stock.push(stock_entry(number, material, day(on), kind));
        Ok(kind)
    }

    fn buy(&mut self, material: u128, quantity: i64, of: OrderId, on: &str, tolerance: &str) -> u128 {
        let number = self.purchases.len() as u128 + 1;
        let line = Purchase {
            material: material_id(material),
            order: Some(of),
            ordered_on: day(on),
            supplier: SupplierId(id(material)),
            tolerance_percent: self::number(tolerance),
            ..self::purchase(number, quantity)
        };
        self.purchases.push(line.checked(&self.material(material).unit.clone()).unwrap());
        number
    }

    /// What purchasing tells of a purchase.
    fn tell(
        &mut self,
        number: u128,
        on: &str,
        act: impl Fn(Followed) -> Result<PurchaseKind, purchase::PurchaseRefusal>,
    ) -> Result<(), String> {
        let line = &self.purchases[number as usize - 1];
        let unit = &self.materials.iter().find(|it| it.id == line.material).unwrap().unit;
        let of = Followed { purchase: line, unit, events: &self.events };
        let kind = act(of).map_err(|refusal| refusal.say().to_string())?;
        let seq = self.events.iter().filter(|event| event.purchase == line.id).count() as u32 + 1;
        self.events.push(purchase_event(number, seq, on, kind));
        Ok(())
    }

    /// Goods come: what is accepted goes into the store in the same act.
    fn come(&mut self, number: u128, on: &str, quantity: i64, rejected: i64) -> Result<(), String> {
        let arrival = Arrival { quantity: quantity * ONE, rejected: rejected * ONE, price: None, accept_over: false };
        self.tell(number, on, |of| purchase::checked_arrival(of, arrival, day(on)))?;
        let line = self.purchases[number as usize - 1].clone();
        let accepted = (quantity - rejected) * ONE;
        self.store(line.material.0.as_u128(), on, |shelf| checked_arrival(shelf, &line, accepted, day(on)))?;
        Ok(())
    }

    fn standing(&self, at: &str) -> Vec<(Purchase, Progress)> {
        self.purchases.iter().map(|it| (it.clone(), progress(it, &self.events, day(at)))).collect()
    }
}

#[test]
fn polo_shirts_from_the_bill_to_the_last_metre() {
    let mut books = Books::new(&[("珠地布 220g", "m"), ("树脂扣 18L", "pcs"), ("外箱 60×40×35", "箱")]);
    let polo = bom_of(1, vec![uses(1, "1.35", 1, "5"), uses(2, "3", 1, "2"), uses(3, "1", 24, "0")]);
    let so = order(31);
    // 1,200 in navy, 800 in white.
    let line = |pieces: i64| Ordered { product: Some(polo.product), quantity: pieces * ONE };
    let needs = requirement(
        &[line(1_200), line(800)],
        |_| Some(&polo),
        |material| {
            if material == material_id(1) { "m" } else { "pcs" }
        },
    );
    let needs = needs.unwrap().needs;
    let whole: Vec<i64> = needs.iter().map(|need| need.quantity / ONE).collect();
    assert_eq!(whole, [2_835, 6_120, 84], "2,000 ÷ 24 = 83.3 cartons");

    // 500 m of the fabric lie in the store and are set aside; the rest is bought.
    books.store(1, "2026-03-01", |shelf| checked_count(shelf, 500 * ONE, day("2026-03-01"))).unwrap();
    books.store(1, "2026-03-03", |shelf| stock::checked_allocation(shelf, so, 500 * ONE, day("2026-03-03"))).unwrap();
    let fabric = books.buy(1, 2_335, so, "2026-03-03", "3");
    let buttons = books.buy(2, 6_120, so, "2026-03-04", "0");
    let confirm = |expected: &'static str| {
        move |of: Followed| purchase::checked_confirmation(of, day(expected), day("2026-03-05"))
    };
    books.tell(fabric, "2026-03-05", confirm("2026-03-18")).unwrap();
    books.tell(buttons, "2026-03-05", confirm("2026-03-12")).unwrap();

    let at = |books: &Books, date: &str| supply(so, &needs, &stocks(&books.stock, day(date)), &books.standing(date));
    let supplies = at(&books, "2026-03-06");
    assert_eq!(supplies.iter().map(|it| it.shortage / ONE).collect::<Vec<_>>(), [0, 0, 84]);
    assert_eq!(waits_for(&supplies)[0].material, material_id(3), "nobody has bought cartons");
    assert_eq!(all_in(&supplies[..2]), AllIn::On(day("2026-03-18")));

    // The sheet of that day: buttons and fabric with the day they should come, cartons empty.
    let nothing = BTreeMap::new();
    let dye_lot = BTreeMap::from([("dye-lot".to_owned(), "A-17".to_owned())]);
    let materials = books.materials.clone();
    let tracked: Vec<Tracked> = materials
        .iter()
        .zip(&needs)
        .rev()
        .map(|(material, need)| Tracked {
            order: so,
            project: "SO-31 Polo",
            material,
            required: need.quantity,
            remark: "",
            extra: if need.material == material_id(1) { &dye_lot } else { &nothing },
        })
        .collect();
    let sheet = rows(&tracked, &books.standing("2026-03-06"), |supplier| format!("厂 {}", supplier.0.as_u128()));
    let shown = |rows: &[sheet::Row]| -> Vec<String> {
        let quantity = |it: &Option<crate::Quantity>| it.as_ref().map_or(String::new(), |it| it.to_string());
        let date = |it: Option<Date>| it.map_or(String::new(), |it| it.to_string());
        let arrival = |it: &sheet::Row| match it.arrival {
            Some(sheet::Arrival::Arrived(day)) => day.to_string(),
            Some(sheet::Arrival::Expected(day)) => format!("({day})"),
            None => String::new(),
        };
        let row = |it: &sheet::Row| {
            let cells = [
                it.number.to_string(),
                it.material.zh.clone(),
                quantity(&it.required),
                quantity(&it.purchased),
                date(it.purchased_on),
                arrival(it),
                it.suppliers.join("、"),
            ];
            cells.join("|")
        };
        rows.iter().map(row).collect()
    };
    assert_eq!(
        shown(&sheet),
        [
            "1|珠地布 220g|2,835 m|2,335 m|2026-03-03|(2026-03-18)|厂 1",
            "2|树脂扣 18L|6,120 pcs|6,120 pcs|2026-03-04|(2026-03-12)|厂 2",
            "3|外箱 60×40×35|84 箱||||",
        ]
    );
    assert_eq!(sheet[0].extra, dye_lot);

    // The buttons come. Of the fabric 1,400 m come on the 18th, 60 m of them streaky; it is late from the 19th on.
    books.come(buttons, "2026-03-12", 6_120, 0).unwrap();
    books.come(fabric, "2026-03-18", 1_400, 60).unwrap();
    assert_eq!(books.standing("2026-03-18")[0].1.state, PurchaseState::PartArrived);
    assert_eq!(books.standing("2026-03-19")[0].1.state, PurchaseState::Overdue);
    let supplies = at(&books, "2026-03-19");
    assert_eq!((supplies[0].allocated, supplies[0].outstanding, supplies[0].shortage), (1_840 * ONE, 995 * ONE, 0));

    // Cutting begins with what is there; the store gives no more than is set aside and free.
    let issue = |quantity: i64, on: &'static str| move |shelf: Shelf| checked_issue(shelf, so, quantity * ONE, day(on));
    assert!(books.store(1, "2026-03-19", issue(1_841, "2026-03-19")).unwrap_err().contains(r#"available = "0 m""#));
    books.store(1, "2026-03-19", issue(1_800, "2026-03-19")).unwrap();

    // 1,080 m would be 85 m too many, and 3 % are 70 m: the store says so. They take 1,050 m of them.
    let refused = books.come(fabric, "2026-03-21", 1_080, 0).unwrap_err();
    assert_eq!(refused, r#"purchase over delivered: ordered = "2,335 m", most = "2,405.05 m", total = "2,420 m""#);
    books.come(fabric, "2026-03-21", 1_050, 0).unwrap();
    assert_eq!(books.standing("2026-03-21")[0].1.state, PurchaseState::Arrived);
    books.store(1, "2026-03-22", issue(1_090, "2026-03-22")).unwrap();
    books.store(1, "2026-03-25", |shelf| checked_return(shelf, so, 48 * ONE, day("2026-03-25"))).unwrap();

    let supplies = at(&books, "2026-03-25");
    let fabric = &supplies[0];
    assert_eq!((fabric.issued, fabric.allocated, fabric.accepted), (2_842 * ONE, 0, 2_390 * ONE));
    assert_eq!(fabric.all_in, AllIn::Already);
    assert_eq!(stocks(&books.stock, day("2026-03-25"))[&material_id(1)].available(), 48 * ONE);
    let sheet = rows(&tracked, &books.standing("2026-03-25"), |supplier| format!("厂 {}", supplier.0.as_u128()));
    assert_eq!(shown(&sheet)[0], "1|珠地布 220g|2,835 m|2,335 m|2026-03-03|2026-03-21|厂 1");
}

#[test]
fn valves_whose_castings_do_not_all_come() {
    let mut books = Books::new(&[("黄铜毛坯 DN25", "件"), ("螺栓 M8×30", "件")]);
    // One casting in fifty is lost at the lathe.
    let valve = bom_of(1, vec![uses(1, "1", 1, "2"), uses(2, "4", 1, "0.5")]);
    let so = order(7);
    let lines = [Ordered { product: Some(valve.product), quantity: 330 * ONE }];
    let needs = requirement(&lines, |_| Some(&valve), |_| "件").unwrap().needs;
    assert_eq!(needs.iter().map(|need| need.quantity / ONE).collect::<Vec<_>>(), [337, 1_327]);

    let castings = books.buy(1, 337, so, "2026-05-06", "0");
    books.come(castings, "2026-05-20", 300, 12).unwrap();
    books
        .tell(castings, "2026-05-28", |of| purchase::checked_closing(of, "模具报废，改由另一家补", day("2026-05-28")))
        .unwrap();
    let standing = books.standing("2026-05-28");
    assert_eq!((standing[0].1.state, standing[0].1.outstanding), (PurchaseState::Closed, 0));
    let supplies = supply(so, &needs, &stocks(&books.stock, day("2026-05-28")), &standing);
    // What was closed covers nothing any more: 337 − 288 castings are short.
    assert_eq!((supplies[0].shortage, supplies[0].all_in), (49 * ONE, AllIn::Unknown));
    assert_eq!(supplies[1].shortage, 1_327 * ONE);

    let rest = books.buy(1, 49, so, "2026-05-28", "0");
    books
        .tell(rest, "2026-05-28", |of| purchase::checked_confirmation(of, day("2026-06-05"), day("2026-05-28")))
        .unwrap();
    let standing = books.standing("2026-05-28");
    let supplies = supply(so, &needs, &stocks(&books.stock, day("2026-05-28")), &standing);
    assert_eq!((supplies[0].shortage, supplies[0].all_in), (0, AllIn::On(day("2026-06-05"))));
    assert_eq!(supplies[0].purchased, 386 * ONE);
}
