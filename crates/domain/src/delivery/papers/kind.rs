//! The kinds of papers: what each is called, what it is about, how it is numbered, what has to stand on it.

use serde::{Deserialize, Serialize};

use super::Item;
use crate::{CustomerId, OrderId, PurchaseId, ShipmentId, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    ProformaInvoice,
    SalesContract,
    PurchaseContract,
    ProductionNotice,
    CommercialInvoice,
    PackingList,
    ShippingAdvice,
    DeliveryNote,
    Statement,
    CustomsDeclaration,
    CertificateOfOrigin,
    FormA,
}

/// What a paper is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Order(OrderId),
    Shipment(OrderId, ShipmentId),
    Purchase(PurchaseId),
    Customer(CustomerId),
}

impl Kind {
    pub const ALL: [Kind; 12] = [
        Kind::ProformaInvoice,
        Kind::SalesContract,
        Kind::PurchaseContract,
        Kind::ProductionNotice,
        Kind::CommercialInvoice,
        Kind::PackingList,
        Kind::ShippingAdvice,
        Kind::DeliveryNote,
        Kind::Statement,
        Kind::CustomsDeclaration,
        Kind::CertificateOfOrigin,
        Kind::FormA,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Kind::ProformaInvoice => "proforma-invoice",
            Kind::SalesContract => "sales-contract",
            Kind::PurchaseContract => "purchase-contract",
            Kind::ProductionNotice => "production-notice",
            Kind::CommercialInvoice => "commercial-invoice",
            Kind::PackingList => "packing-list",
            Kind::ShippingAdvice => "shipping-advice",
            Kind::DeliveryNote => "delivery-note",
            Kind::Statement => "statement",
            Kind::CustomsDeclaration => "customs-declaration",
            Kind::CertificateOfOrigin => "certificate-of-origin",
            Kind::FormA => "form-a",
        }
    }

    pub fn of_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// As it stands at the head of the paper.
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Kind::ProformaInvoice => ("形式发票", "Proforma Invoice"),
            Kind::SalesContract => ("销售合同", "Sales Contract"),
            Kind::PurchaseContract => ("采购合同", "Purchase Contract"),
            Kind::ProductionNotice => ("生产通知单", "Production Notice"),
            Kind::CommercialInvoice => ("商业发票", "Commercial Invoice"),
            Kind::PackingList => ("装箱单", "Packing List"),
            Kind::ShippingAdvice => ("装运通知", "Shipping Advice"),
            Kind::DeliveryNote => ("送货单", "Delivery Note"),
            Kind::Statement => ("对账单", "Statement of Account"),
            Kind::CustomsDeclaration => ("出口货物报关单（草单）", "Export Customs Declaration (Draft)"),
            Kind::CertificateOfOrigin => ("原产地证申请资料", "Application for Certificate of Origin"),
            Kind::FormA => ("普惠制产地证 FORM A 申请资料", "Application for Certificate of Origin FORM A"),
        };
        Text::new(zh, en)
    }

    /// Numbers of a new company: the kind's usual letters, year and month.
    pub fn usual_pattern(self) -> &'static str {
        match self {
            Kind::ProformaInvoice => "PI-{yyyy}{mm}-{####}",
            Kind::SalesContract => "SC-{yyyy}{mm}-{####}",
            Kind::PurchaseContract => "PC-{yyyy}{mm}-{####}",
            Kind::ProductionNotice => "PN-{yyyy}{mm}-{####}",
            Kind::CommercialInvoice => "CI-{yyyy}{mm}-{####}",
            Kind::PackingList => "PL-{yyyy}{mm}-{####}",
            Kind::ShippingAdvice => "SA-{yyyy}{mm}-{####}",
            Kind::DeliveryNote => "DN-{yyyy}{mm}-{####}",
            Kind::Statement => "ST-{yyyy}{mm}-{####}",
            Kind::CustomsDeclaration => "CD-{yyyy}{mm}-{####}",
            Kind::CertificateOfOrigin => "CO-{yyyy}{mm}-{####}",
            Kind::FormA => "FA-{yyyy}{mm}-{####}",
        }
    }

    pub fn fits(self, subject: Subject) -> bool {
        match self {
            Kind::ProformaInvoice | Kind::SalesContract | Kind::ProductionNotice => {
                matches!(subject, Subject::Order(_))
            }
            Kind::PurchaseContract => matches!(subject, Subject::Purchase(_)),
            Kind::Statement => matches!(subject, Subject::Customer(_)),
            _ => matches!(subject, Subject::Shipment(..)),
        }
    }

    /// Of one subject only one stands at a time; what changes is a further version of it. A customer gets a statement for
    /// every period, and an order may be put into work in parts.
    pub fn stands_alone(self) -> bool {
        !matches!(self, Kind::Statement | Kind::ProductionNotice)
    }

    /// Of a shipment's goods, not of the whole order's.
    pub fn is_of_shipment(self) -> bool {
        self.fits(Subject::Shipment(OrderId(uuid::Uuid::nil()), ShipmentId(uuid::Uuid::nil())))
    }

    pub fn has_prices(self) -> bool {
        matches!(
            self,
            Kind::ProformaInvoice
                | Kind::SalesContract
                | Kind::PurchaseContract
                | Kind::CommercialInvoice
                | Kind::CustomsDeclaration
        )
    }

    /// May the company's seal be put on it? Drafts and applications get the office's.
    pub fn takes_seal(self) -> bool {
        !matches!(self, Kind::CustomsDeclaration | Kind::CertificateOfOrigin | Kind::FormA)
    }

    /// Belongs to what is presented under a letter of credit.
    pub fn is_presented(self) -> bool {
        matches!(
            self,
            Kind::CommercialInvoice
                | Kind::PackingList
                | Kind::ShippingAdvice
                | Kind::CertificateOfOrigin
                | Kind::FormA
        )
    }

    /// What has to stand on it; what is missing is found before it goes out.
    pub fn required(self) -> &'static [Item] {
        use Item::*;
        match self {
            Kind::ProformaInvoice => &[Seller, Buyer, TradeTerms, PaymentTerms, DeliveryDay, Total, Bank],
            Kind::SalesContract => {
                &[Seller, Buyer, TradeTerms, PaymentTerms, DeliveryDay, Packing, PortOfLoading, PortOfDischarge, Total]
            }
            Kind::PurchaseContract => &[Seller, Buyer, PaymentTerms, DeliveryDay, Total],
            Kind::ProductionNotice => &[Supplier, ContractNumber, DeliveryDay, Packing],
            Kind::CommercialInvoice => {
                &[Seller, Buyer, ContractNumber, TradeTerms, PaymentTerms, PortOfLoading, PortOfDischarge, Marks, Total]
            }
            Kind::PackingList => &[
                Seller,
                Buyer,
                ContractNumber,
                InvoiceNumber,
                Marks,
                Packages,
                NetWeight,
                GrossWeight,
                Volume,
                PortOfLoading,
                PortOfDischarge,
            ],
            Kind::ShippingAdvice => {
                &[Seller, Buyer, ContractNumber, InvoiceNumber, Conveyance, BillNumber, Etd, Eta, Packages]
            }
            Kind::DeliveryNote => &[Seller, Consignee, ContractNumber],
            Kind::Statement => &[Seller, Buyer, Closing],
            Kind::CustomsDeclaration => &[
                Seller,
                Buyer,
                ContractNumber,
                TradeTerms,
                Destination,
                PortOfLoading,
                Packages,
                NetWeight,
                GrossWeight,
                Total,
            ],
            Kind::CertificateOfOrigin | Kind::FormA => {
                &[Seller, Consignee, Destination, Origin, Mode, PortOfLoading, Marks, Packages, InvoiceNumber]
            }
        }
    }
}
