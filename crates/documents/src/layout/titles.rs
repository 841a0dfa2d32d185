//! The titles that columns have in real sheets, Chinese and English, and what each kind of sheet must have.
//! Written as `key` leaves them: lower case, no spaces, no punctuation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use yidan_domain::Text;

use super::Column::{self, *};

/// What a sheet is a list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One row for each line of an order, with everything about it.
    OrderBook,
    /// One row for each order; its lines stand in another table.
    Orders,
    Lines,
    Customers,
    Products,
    People,
    Carriers,
}

type Titles = [(Column, &'static [&'static str])];

impl Kind {
    pub const ALL: [Kind; 7] =
        [Kind::OrderBook, Kind::Orders, Kind::Lines, Kind::Customers, Kind::Products, Kind::People, Kind::Carriers];

    pub fn columns(self) -> &'static Titles {
        match self {
            Kind::OrderBook => ORDER_BOOK,
            Kind::Orders => ORDERS,
            Kind::Lines => LINES,
            Kind::Customers => CUSTOMERS,
            Kind::Products => PRODUCTS,
            Kind::People => PEOPLE,
            Kind::Carriers => CARRIERS,
        }
    }

    pub fn knows(self, column: Column) -> bool {
        self.columns().iter().any(|(known, _)| *known == column)
    }

    /// A list of suppliers has the columns of a list of customers, but for these.
    pub(super) fn is_excluded_by(self, title_key: &str) -> bool {
        const OTHERS: [&str; 7] =
            ["supplierid", "供应商", "供应商编号", "供应商名称", "shipperid", "承运商编号", "employeeid"];
        self == Kind::Customers && OTHERS.contains(&title_key)
    }

    /// What must be there and is not. Of each group one is enough.
    pub(super) fn missing(self, at: &BTreeMap<Column, usize>) -> Vec<Column> {
        let groups: &[&[Column]] = match self {
            Kind::OrderBook => &[&[Customer], &[Received], &[Product, ProductCode], &[Quantity]],
            Kind::Orders => &[&[OrderNo], &[CustomerCode, Customer], &[Received]],
            Kind::Lines => &[&[OrderNo], &[ProductCode, Product], &[Quantity]],
            Kind::Customers => &[&[Customer], &[Contact, Phone, Email, Address, Region, PaymentTerms]],
            Kind::Products => &[&[ProductCode], &[Product]],
            Kind::People => &[&[Code], &[LastName, Name]],
            Kind::Carriers => &[&[CarrierCode], &[Name]],
        };
        groups
            .iter()
            .filter(|group| group.iter().all(|column| !at.contains_key(column)))
            .map(|group| group[0])
            .collect()
    }
}

const ORDER_BOOK: &Titles = &[
    (
        OrderNo,
        &[
            "订单号",
            "订单编号",
            "单号",
            "合同号",
            "合同编号",
            "so",
            "sono",
            "orderno",
            "ordernumber",
            "orderid",
            "order",
        ],
    ),
    (
        Customer,
        &["客户", "客户名称", "客户名", "客户简称", "买方", "客人", "customer", "customername", "client", "buyer"],
    ),
    (CustomerCode, &["客户编号", "客户代码", "客户编码", "customercode", "customerid", "customerno"]),
    (
        CustomerRef,
        &[
            "客户订单号",
            "客户单号",
            "客户po",
            "客户po号",
            "客户合同号",
            "客人订单号",
            "po",
            "po号",
            "pono",
            "po#",
            "ponumber",
            "customerpo",
            "customerref",
            "customerorderno",
            "customerordernumber",
            "yourref",
            "reference",
        ],
    ),
    (
        Salesperson,
        &[
            "业务员",
            "跟单",
            "跟单员",
            "业务",
            "销售",
            "销售员",
            "负责人",
            "salesperson",
            "sales",
            "salesrep",
            "merchandiser",
        ],
    ),
    (
        Received,
        &[
            "下单日期",
            "订单日期",
            "接单日期",
            "收单日期",
            "下单日",
            "接单日",
            "下单时间",
            "日期",
            "orderdate",
            "date",
            "received",
            "receiveddate",
            "receivedon",
            "podate",
        ],
    ),
    (Channel, &["渠道", "来源", "下单方式", "接单方式", "订单来源", "channel", "source"]),
    (
        ProductCode,
        &[
            "产品编号",
            "产品编码",
            "商品编码",
            "商品编号",
            "货号",
            "款号",
            "物料编码",
            "sku",
            "itemno",
            "productcode",
            "productid",
            "code",
            "styleno",
        ],
    ),
    (
        Product,
        &[
            "品名",
            "产品",
            "产品名称",
            "商品",
            "商品名称",
            "货物",
            "货品",
            "名称",
            "品名规格",
            "product",
            "productname",
            "item",
            "description",
            "goods",
        ],
    ),
    (Spec, &["规格型号", "规格", "型号", "spec", "specification", "model", "size"]),
    (Quantity, &["数量", "订单数量", "订购数量", "订单量", "quantity", "qty", "orderqty"]),
    (Unit, &["单位", "计量单位", "unit", "uom"]),
    (Price, &["单价", "价格", "含税单价", "unitprice", "price"]),
    (Discount, &["折扣", "折扣率", "discount"]),
    (Currency, &["币种", "币别", "货币", "currency", "curr"]),
    (
        Amount,
        &["金额", "总金额", "总价", "合计金额", "小计金额", "amount", "total", "totalamount", "value", "linetotal"],
    ),
    (
        PaymentTerms,
        &["付款方式", "付款条件", "付款条款", "收款方式", "结算方式", "paymentterms", "payment", "termsofpayment"],
    ),
    (
        TradeTerms,
        &[
            "交易条款",
            "贸易条款",
            "价格条款",
            "贸易方式",
            "成交方式",
            "tradeterms",
            "incoterms",
            "incoterm",
            "deliveryterms",
            "priceterms",
        ],
    ),
    (
        Promised,
        &[
            "交期",
            "交货期",
            "交货日期",
            "交付日期",
            "要求交期",
            "客户交期",
            "承诺交期",
            "promised",
            "promiseddate",
            "duedate",
            "requireddate",
            "deliverydate",
            "etd",
            "shipby",
        ],
    ),
    (
        Shipped,
        &[
            "实际出货日",
            "出货日期",
            "实际出货日期",
            "发货日期",
            "实际发货日",
            "出货日",
            "发货日",
            "shipped",
            "shippeddate",
            "shipdate",
            "actualshipdate",
        ],
    ),
    (
        Tracking,
        &[
            "承运运单号",
            "运单号",
            "快递单号",
            "物流单号",
            "承运",
            "承运商",
            "承运商运单号",
            "提单号",
            "tracking",
            "trackingno",
            "trackingnumber",
            "carrier",
            "awb",
            "blno",
        ],
    ),
    (
        Address,
        &["地址", "收货地址", "送货地址", "交货地址", "address", "shipaddress", "deliveryaddress", "shippingaddress"],
    ),
    (Remarks, &["备注", "说明", "remark", "remarks", "note", "notes", "comment", "comments"]),
];

const ORDERS: &Titles = &[
    (OrderNo, &["订单号", "订单编号", "单号", "orderid", "orderno", "ordernumber"]),
    (Customer, &["客户", "客户名称", "customer", "customername"]),
    (CustomerCode, &["客户编号", "客户代码", "customerid", "customercode"]),
    (CustomerRef, &["客户订单号", "客户单号", "customerpo", "customerref", "po", "pono"]),
    (Salesperson, &["业务员", "销售员", "salesperson", "salesrep"]),
    (SalespersonCode, &["业务员编号", "员工编号", "employeeid", "salespersonid"]),
    (Received, &["下单日期", "订单日期", "orderdate", "received"]),
    (Channel, &["渠道", "订单来源", "channel"]),
    (Currency, &["币种", "币别", "currency"]),
    (PaymentTerms, &["付款方式", "付款条件", "paymentterms"]),
    (TradeTerms, &["交易条款", "贸易条款", "tradeterms", "incoterms"]),
    (Promised, &["交期", "交货日期", "要求交期", "requireddate", "promiseddate", "duedate"]),
    (Shipped, &["实际出货日", "出货日期", "发货日期", "shippeddate", "shipdate"]),
    (Tracking, &["运单号", "承运运单号", "trackingno", "trackingnumber", "tracking"]),
    (CarrierCode, &["承运商编号", "shipvia", "shipperid", "carrierid"]),
    (Recipient, &["收货人", "shipname", "recipient", "consignee"]),
    (Address, &["收货地址", "送货地址", "地址", "shipaddress", "address"]),
    (City, &["收货城市", "城市", "shipcity", "city"]),
    (State, &["省", "省份", "shipregion", "shipstate", "state"]),
    (PostalCode, &["邮编", "邮政编码", "shippostalcode", "postalcode", "zip"]),
    (Country, &["国家", "shipcountry", "country"]),
    (Remarks, &["备注", "remarks", "remark", "notes"]),
];

const LINES: &Titles = &[
    (OrderNo, &["订单号", "订单编号", "单号", "orderid", "orderno", "ordernumber"]),
    (ProductCode, &["产品编号", "产品编码", "货号", "productid", "productcode", "sku", "itemno"]),
    (Product, &["品名", "产品", "产品名称", "product", "productname", "description"]),
    (Spec, &["规格型号", "规格", "型号", "spec", "specification"]),
    (Quantity, &["数量", "quantity", "qty"]),
    (Unit, &["单位", "unit", "uom"]),
    (Price, &["单价", "价格", "unitprice", "price"]),
    (Discount, &["折扣", "折扣率", "discount"]),
    (Amount, &["金额", "amount", "linetotal"]),
];

const CUSTOMERS: &Titles = &[
    (
        Customer,
        &["客户", "客户名称", "客户名", "公司名称", "customer", "customername", "companyname", "company", "name"],
    ),
    (CustomerCode, &["客户编号", "客户代码", "客户编码", "编号", "代码", "customerid", "customercode", "code"]),
    (Contact, &["联系人", "contact", "contactname"]),
    (Phone, &["电话", "联系电话", "手机", "phone", "tel", "telephone", "mobile"]),
    (Email, &["邮箱", "电子邮件", "电子邮箱", "email", "mail"]),
    (Address, &["地址", "address"]),
    (City, &["城市", "city"]),
    (State, &["省", "省份", "state", "province"]),
    (PostalCode, &["邮编", "邮政编码", "postalcode", "zip"]),
    (Country, &["国家", "国别", "country"]),
    (Region, &["区域", "地区", "大区", "销售区域", "region", "area"]),
    (PaymentTerms, &["结算", "结算方式", "付款方式", "付款条件", "paymentterms", "terms", "settlement"]),
    (Salesperson, &["业务员", "销售员", "负责人", "salesperson", "owner"]),
];

const PRODUCTS: &Titles = &[
    (
        ProductCode,
        &[
            "产品编号",
            "产品编码",
            "商品编码",
            "货号",
            "款号",
            "编号",
            "编码",
            "productid",
            "productcode",
            "sku",
            "itemno",
            "code",
        ],
    ),
    (Product, &["品名", "产品", "产品名称", "商品名称", "名称", "product", "productname", "name", "description"]),
    (Spec, &["规格型号", "规格", "型号", "包装规格", "spec", "specification", "quantityperunit", "model"]),
    (Unit, &["单位", "计量单位", "unit", "uom"]),
    (Price, &["单价", "价格", "售价", "unitprice", "price"]),
    (Currency, &["币种", "币别", "currency"]),
    (Archived, &["停用", "停产", "discontinued", "archived"]),
];

const PEOPLE: &Titles = &[
    (Code, &["员工编号", "工号", "employeeid", "employeeno", "personid"]),
    (Name, &["姓名", "员工姓名", "employeename"]),
    (FirstName, &["名", "firstname"]),
    (LastName, &["姓", "lastname"]),
];

const CARRIERS: &Titles = &[
    (CarrierCode, &["承运商编号", "shipperid", "carrierid"]),
    (Name, &["承运商", "承运商名称", "companyname", "shippername", "carriername", "name"]),
];

pub(super) fn name(column: Column) -> Text {
    let (zh, en) = match column {
        OrderNo => ("订单号", "Order no."),
        Customer => ("客户", "Customer"),
        CustomerCode => ("客户编号", "Customer code"),
        CustomerRef => ("客户订单号", "Customer's order no."),
        Salesperson => ("业务员", "Salesperson"),
        SalespersonCode => ("业务员编号", "Salesperson's number"),
        Received => ("下单日期", "Order date"),
        Channel => ("渠道", "Channel"),
        ProductCode => ("产品编号", "Product code"),
        Product => ("品名", "Product"),
        Spec => ("规格型号", "Specification"),
        Quantity => ("数量", "Quantity"),
        Unit => ("单位", "Unit"),
        Price => ("单价", "Unit price"),
        Discount => ("折扣", "Discount"),
        Currency => ("币种", "Currency"),
        Amount => ("金额", "Amount"),
        PaymentTerms => ("付款方式", "Terms of payment"),
        TradeTerms => ("交易条款", "Trade terms"),
        Promised => ("交期", "Promised date"),
        Shipped => ("实际出货日", "Shipped on"),
        Tracking => ("承运/运单号", "Carrier / tracking no."),
        CarrierCode => ("承运商编号", "Carrier's number"),
        Remarks => ("备注", "Remarks"),
        Recipient => ("收货人", "Consignee"),
        Address => ("地址", "Address"),
        City => ("城市", "City"),
        State => ("省份", "State"),
        PostalCode => ("邮编", "Postal code"),
        Country => ("国家", "Country"),
        Region => ("区域", "Region"),
        Contact => ("联系人", "Contact"),
        Phone => ("电话", "Phone"),
        Email => ("邮箱", "E-mail"),
        Archived => ("停用", "Discontinued"),
        Code => ("工号", "Employee no."),
        Name => ("名称", "Name"),
        FirstName => ("名", "First name"),
        LastName => ("姓", "Last name"),
    };
    Text::new(zh, en)
}

impl Kind {
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Kind::OrderBook => ("订单总表", "order book"),
            Kind::Orders => ("订单表", "table of orders"),
            Kind::Lines => ("订单明细表", "table of order lines"),
            Kind::Customers => ("客户表", "table of customers"),
            Kind::Products => ("产品表", "table of products"),
            Kind::People => ("员工表", "table of people"),
            Kind::Carriers => ("承运商表", "table of carriers"),
        };
        Text::new(zh, en)
    }
}
