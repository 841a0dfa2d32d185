//! Who and what is in the demo company. Invented; any likeness is chance.

use jiff::Timestamp;
use rand::{RngExt, rngs::StdRng};
use yidan_domain::{
    Currency, CustomerId, PersonId, ProductId, Text,
    access::Role,
    party::{Customer, Person, Product},
    schedule::{
        Hours,
        book::{Book, CHINA, Named},
        calendar::OwnDay,
    },
};

/// An id as the clock and the dice make it: version 7, the same for the same seed.
pub fn id(dice: &mut StdRng, at: Timestamp) -> uuid::Uuid {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &dice.random()).into_uuid()
}

pub struct Hire {
    name: &'static str,
    login: &'static str,
    role: Role,
    departments: &'static [&'static str],
    posts: &'static [&'static str],
}

/// The administrator first.
pub fn people() -> Vec<Hire> {
    use Role::{Administrator, Manager, Member, ReadOnly};
    [
        ("周远 Zhou Yuan", super::LOGIN, Administrator, &["management"][..], &["general-manager"][..]),
        ("林海 Lin Hai", "lin", Manager, &["management", "sales"], &["head-of-sales"]),
        ("陈静 Chen Jing", "chen", Member, &["sales"], &[]),
        ("王敏 Wang Min", "wang", Member, &["sales"], &[]),
        ("李强 Li Qiang", "li", Member, &["sales", "service"], &[]),
        ("赵磊 Zhao Lei", "zhao", Member, &["warehouse"], &[]),
        ("孙丽 Sun Li", "sun", Member, &["warehouse"], &[]),
        ("吴刚 Wu Gang", "wu", Member, &["purchasing", "outsourcing"], &[]),
        ("郑洁 Zheng Jie", "zheng", Member, &["logistics", "documents"], &[]),
        ("冯涛 Feng Tao", "feng", Member, &["production", "planning"], &[]),
        ("何燕 He Yan", "he", Member, &["quality"], &[]),
        ("许芳 Xu Fang", "xu", Member, &["finance"], &[]),
        ("钱伟 Qian Wei", "qian", Member, &["sales"], &["marketing-director"]),
        ("沈芸 Shen Yun", "shen", Member, &["documents"], &[]),
        ("蒋莉 Jiang Li", "jiang", Member, &["management"], &[]),
        ("高峰 Gao Feng", "gao", Member, &["engineering"], &[]),
        ("唐宁 Tang Ning", "tang", ReadOnly, &["management"], &[]),
    ]
    .into_iter()
    .map(|(name, login, role, departments, posts)| Hire { name, login, role, departments, posts })
    .collect()
}

/// The office's calendar, and one for the factory, which works on Saturdays and is shut for some days in August.
pub fn calendars(year: i16) -> Book {
    let week = std::array::from_fn(|day| match day {
        5 => Hours::read_day("08:00-12:00").unwrap_or_default(),
        6 => Vec::new(),
        _ => Hours::read_day("08:00-12:00, 13:00-17:00").unwrap_or_default(),
    });
    let shut = OwnDay {
        from: jiff::civil::date(year, 8, 10),
        until: jiff::civil::date(year, 8, 12),
        worked: false,
        name: "高温检修".into(),
    };
    let mut book = Book::default();
    let factory = Named {
        key: "factory".into(),
        name: Text::new("慈溪工厂", "Cixi factory"),
        hours: Hours::new(week).unwrap_or_default(),
        holidays: Some(CHINA.into()),
        own: vec![shut],
    };
    for department in ["production", "quality"] {
        book.departments.insert(department.into(), factory.key.clone());
    }
    book.with(factory)
}

impl Hire {
    pub fn hired(self, dice: &mut StdRng, at: Timestamp) -> Person {
        Person {
            login: Some(self.login.into()),
            role: self.role,
            departments: self.departments.iter().map(|key| (*key).into()).collect(),
            posts: self.posts.iter().filter_map(|post| post.parse().ok()).collect(),
            ..Person::named(PersonId(id(dice, at)), self.name)
        }
    }
}

pub fn customers(dice: &mut StdRng, at: Timestamp, staff: &[Person]) -> Vec<Customer> {
    let sales: Vec<PersonId> = staff
        .iter()
        .filter(|p| p.role == Role::Member && p.posts.is_empty() && p.departments.contains(&"sales".into()))
        .map(|p| p.id)
        .collect();
    [
        (
            "C001",
            "晨光五金 Chenguang Hardware",
            "王经理",
            "0574-2788 0101",
            "中国",
            "北区",
            "浙江省宁波市鄞州区兴宁路 18 号",
            "月结30天",
        ),
        (
            "C002",
            "星河家居 Xinghe Home",
            "刘小姐",
            "021-6018 0202",
            "中国",
            "南区",
            "上海市嘉定区曹安公路 2188 号",
            "款到发货",
        ),
        (
            "C003",
            "宏达机电 Hongda Machinery",
            "张工",
            "020-3810 0303",
            "中国",
            "南区",
            "广东省广州市黄埔区科学大道 9 号",
            "30% T/T, 70% T/T",
        ),
        (
            "C004",
            "北辰建材 Beichen Building",
            "赵主任",
            "010-5900 0404",
            "中国",
            "北区",
            "北京市大兴区金星路 12 号",
            "月结30天",
        ),
        (
            "C101",
            "Nordlicht Armaturen GmbH",
            "Anna Weber",
            "+49 40 5550 101",
            "Germany",
            "欧洲",
            "Speicherstraße 5, 20457 Hamburg",
            "30% T/T, 70% L/C",
        ),
        (
            "C102",
            "Casa Olivar S.L.",
            "Javier Ruiz",
            "+34 93 5550 102",
            "Spain",
            "欧洲",
            "Carrer del Port 21, 08003 Barcelona",
            "O/A 60",
        ),
        (
            "C103",
            "Harbour & Pine Ltd",
            "Emily Clark",
            "+44 161 555 0103",
            "United Kingdom",
            "欧洲",
            "7 Quay Street, Manchester M3 3HF",
            "D/A 60",
        ),
        (
            "C104",
            "Bluewater Tools Inc.",
            "Mike Jensen",
            "+1 206 555 0104",
            "United States",
            "美洲",
            "410 Harbor Ave, Seattle, WA 98126",
            "L/C at sight",
        ),
        (
            "C105",
            "東雲商会 Shinonome Trading",
            "佐藤 様",
            "+81 6 5550 0105",
            "Japan",
            "亚洲",
            "大阪市西区南堀江 2-4-1",
            "T/T 100%",
        ),
        (
            "C106",
            "Al Waha General Trading",
            "Omar Haddad",
            "+971 4 555 0106",
            "U.A.E.",
            "中东",
            "Al Quoz 3, Dubai",
            "30% T/T, 70% T/T",
        ),
    ]
    .into_iter()
    .enumerate()
    .map(|(turn, (code, name, contact, phone, country, region, address, terms))| Customer {
        id: CustomerId(id(dice, at)),
        code: Some(code.into()),
        name: name.into(),
        contact: contact.into(),
        phone: phone.into(),
        email: format!("orders@{}.example", code.to_lowercase()),
        address: address.into(),
        country: country.into(),
        region: region.into(),
        terms: terms.into(),
        owner: sales.get(turn % sales.len().max(1)).copied(),
        archived: false,
    })
    .collect()
}

/// Is this product ordered by this process? The mill sells cloth; the trade of the others is mixed.
pub fn suits(process: &str, code: &str) -> bool {
    process != "textile-order" || code.starts_with("GC-")
}

pub fn products(dice: &mut StdRng, at: Timestamp) -> Vec<Product> {
    [
        ("FL-80", "铸铁法兰", "Cast iron flange", "DN80 PN16", "件", "61.20"),
        ("VB-25", "不锈钢阀体", "Stainless valve body", "DN25 PN16", "件", "148.00"),
        ("BR-20", "冲压支架", "Stamped bracket", "t=2.0 镀锌", "件", "12.50"),
        ("ZP-05", "尼龙拉链", "Nylon zipper", "5# 60 cm", "条", "2.35"),
        ("TS-18", "全棉T恤", "Cotton T-shirt", "180 g/m² 32S", "件", "24.80"),
        ("JN-10", "弹力牛仔裤", "Stretch jeans", "10.5 oz", "条", "68.00"),
        ("GC-40", "府绸面料", "Poplin", "40S 133×72 门幅 150 cm", "米", "16.80"),
        ("GC-32", "全棉染色斜纹", "Dyed cotton twill", "32S 108×58 门幅 150 cm", "米", "14.60"),
        ("LED-60", "LED 灯带", "LED strip", "5050/60 24 V", "米", "18.60"),
        ("CT-36", "橱柜台板", "Kitchen worktop", "石英石 3.6 m", "套", "1580.00"),
        ("HG-35", "液压铰链", "Soft-close hinge", "35 mm", "只", "6.90"),
        ("PH-12", "不锈钢拉手", "Stainless handle", "128 mm", "只", "9.40"),
        ("TB-90", "折叠工作台", "Folding workbench", "900 × 600", "台", "236.00"),
        ("LP-07", "护眼台灯", "Desk lamp", "7 W 4000 K", "台", "79.00"),
    ]
    .into_iter()
    .map(|(code, zh, en, spec, unit, price)| Product {
        id: ProductId(id(dice, at)),
        code: code.into(),
        name: Text::new(zh, en),
        spec: spec.into(),
        unit: unit.into(),
        price: price.parse().ok(),
        currency: Some(Currency::CNY),
        archived: false,
    })
    .collect()
}
