//! Purchasing: a supplier and a material are entered, an order turns out to need it, it is bought and a day confirmed; at the gate
//! the warehouse takes in a part of it, mistypes, and takes that back; the rest arrives, and the order waits for it no more.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

#[tokio::test(flavor = "multi_thread")]
async fn buys_what_an_order_is_short_of_and_follows_it_in() {
    let premises = Premises::demo().await;
    let buyer = premises.person("wu", DESK, Lang::Zh).await;
    keeps_supplier_and_material(&buyer).await;
    let order = needs_it(&buyer).await;
    let purchase = buys(&buyer, &order).await;
    let keeper = premises.person("zhao", PHONE, Lang::En).await;
    comes_in_parts(&keeper, &purchase).await;
    buyer.go(&format!("{order}/materials")).await;
    buyer.sees("部分到货").await;
    buyer.is_sound().await;
    the_rest_comes(&keeper, &purchase).await;
    buyer.go(&format!("{order}/materials")).await;
    buyer.sees_in("全棉坯布", "已齐").await;
    writes_a_bill(&buyer).await;
}

async fn keeps_supplier_and_material(page: &Page) {
    page.go("/purchasing").await;
    page.is_sound().await;
    page.click_in(".tabs", "供应商").await;
    page.click("新供应商").await;
    page.fill("供应商名称", "柯桥坯布行").await;
    page.fill("电话", "0575-8400 0000").await;
    page.fill("交货周期（天）", "七天").await;
    page.click("保存").await;
    page.sees_in("#lead_days-fault", "数").await;
    page.is_sound().await;
    page.fill("交货周期（天）", "7").await;
    page.click("保存").await;
    page.sees("供应商“柯桥坯布行”已保存。").await;
    page.sees("这段时间没有采购、到货和外协").await;
    page.is_sound().await;

    page.go("/materials/new").await;
    page.fill("物料编号", "GB-900").await;
    page.fill("中文名称", "全棉坯布").await;
    page.fill("计量单位", "m").await;
    page.choose("常用供应商", "柯桥坯布行").await;
    page.fill("price", "9.80").await;
    page.click("保存").await;
    page.sees("物料 GB-900 已保存。").await;
    page.is_sound().await;
}

/// Planning has said nothing of it yet: purchasing puts it down by hand.
async fn needs_it(page: &Page) -> String {
    page.go("/board?process=made-to-order&state=open").await;
    let order: String = page.js("document.querySelector('tr[data-order] a').pathname").await;
    page.go(&format!("{order}/materials/need")).await;
    page.is_sound().await;
    page.fill("物料编号", "GB-901").await;
    page.fill("手工数量", "600").await;
    page.click_in(".panel", "物料需求").await;
    page.sees("没有编号为“GB-901”的物料").await;
    page.fill("物料编号", "GB-900").await;
    page.click_in(".panel", "物料需求").await;
    page.is_at(&format!("{order}/materials")).await;
    page.sees_in(".table", "全棉坯布").await;
    page.is_sound().await;
    order
}

async fn buys(page: &Page, order: &str) -> String {
    page.go("/purchasing/to-buy").await;
    page.sees("柯桥坯布行").await;
    page.is_sound().await;
    page.go(&format!("{order}/materials")).await;
    let buy: String = page
        .js("(() => { const row = [...document.querySelectorAll('tbody tr')].find(row => row.textContent.includes('GB-900')); \
             const a = [...row.querySelectorAll('a')].find(a => a.textContent.trim() === '采购'); return a.pathname + a.search; })()")
        .await;
    page.go(&buy).await;
    page.is_sound().await;
    assert_eq!(page.value("采购数量").await, "600");
    page.click("下单").await;
    page.sees("已下。").await;
    page.is_sound().await;
    let purchase: String = page.js("location.pathname").await;
    page.click("确认交期").await;
    page.fill("供应商答应的到货日", "2099-05-21").await;
    page.click_in(".panel", "确认交期").await;
    page.is_at(&purchase).await;
    page.sees("已确认交期").await;
    purchase
}

async fn comes_in_parts(page: &Page, purchase: &str) {
    page.go(&format!("{purchase}/arrive")).await;
    page.is_sound().await;
    assert_eq!(page.value("Quantity that came").await, "600", "all of it is outstanding");
    page.fill("Quantity that came", "60").await;
    page.click_in(".panel", "Arrival").await;
    page.is_at(purchase).await;
    page.sees("Part arrived").await;
    page.is_sound().await;
    // Sixty were six hundred less: a zero was forgotten, and five were flawed.
    page.click_in(".lot-entries li", "Take back").await;
    page.fill("Reason", "a zero forgotten").await;
    page.click_in(".panel", "Take back").await;
    page.is_at(purchase).await;
    page.sees("a zero forgotten").await;
    page.go(&format!("{purchase}/arrive")).await;
    page.fill("Quantity that came", "400").await;
    page.fill("Rejected of it", "5").await;
    page.click_in(".panel", "Arrival").await;
    page.is_at(purchase).await;
    page.sees_in(".lot-entries", "Rejected 5 m").await;
}

async fn the_rest_comes(page: &Page, purchase: &str) {
    page.go(&format!("{purchase}/arrive")).await;
    assert_eq!(page.value("Quantity that came").await, "205");
    page.fill("Quantity that came", "900").await;
    page.click_in(".panel", "Arrival").await;
    page.sees("900").await;
    page.is_sound().await;
    page.fill("Quantity that came", "205").await;
    page.click_in(".panel", "Arrival").await;
    page.is_at(purchase).await;
    page.sees_in(".page-head", "Arrived").await;
}

async fn writes_a_bill(page: &Page) {
    page.go("/products").await;
    let bill: String = page.js("document.querySelector('tbody a[href$=\"/bom\"]').pathname").await;
    page.go(&bill).await;
    page.is_sound().await;
    page.js::<bool>(
        "(() => { const row = document.querySelector('.route-rows tbody tr'); \
         row.querySelector('[name=code]').value = 'GB-900'; row.querySelector('[name=quantity]').value = '1.35'; \
         row.querySelector('[name=wastage]').value = '105'; return true; })()",
    )
    .await;
    page.click("保存为新版本").await;
    page.sees_in(".notice.bad", "损耗").await;
    page.is_sound().await;
    page.js::<bool>("(() => { document.querySelector('.route-rows [name=wastage]').value = '5'; return true; })()")
        .await;
    page.click("保存为新版本").await;
    page.sees("版已保存。").await;
    page.sees("1.35 m").await;
    page.is_sound().await;
}
