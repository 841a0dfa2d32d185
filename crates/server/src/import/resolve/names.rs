//! The customers, people and products that rows name: found, or made where they are new.

use yidan_documents::{Column, Kind, LineDraft, OrderDraft, Problem};
use yidan_domain::{
    Message, PersonId, ProductId, Text,
    order::Line,
    party::{Customer, Product},
    text::folded,
};
use yidan_store::Result;

use super::{Item, NewPerson, Resolver};
use crate::import::lists::{Lists, Origin};

impl Resolver<'_, '_> {
    pub(super) fn order_customer(
        &mut self,
        item: &mut Item,
        draft: &OrderDraft,
    ) -> Result<Customer, (Column, String, Problem)> {
        let head = &draft.head;
        let of_code = head.customer_code.as_deref().and_then(|code| self.lists.customer_coded(code)).cloned();
        let named = self.lists.customer_named(&head.customer).cloned();
        let code = || head.customer_code.clone().unwrap_or_default();
        let (customer, origin) = match (of_code, named) {
            (Some((of_code, _)), _) if !head.customer.is_empty() && folded(&of_code.name) != folded(&head.customer) => {
                return Err((Column::CustomerCode, code(), Problem::CodeOfOther { name: of_code.name }));
            }
            (Some(found), _) | (None, Some(found)) => found,
            (None, None) if head.customer.is_empty() => {
                let table = Kind::Customers.name();
                return Err((Column::CustomerCode, code(), Problem::NotInTable { table }));
            }
            (None, None) => {
                let customer = new_customer(&head.customer, head.customer_code.clone());
                self.lists.add_customer(customer.clone(), Origin::New);
                (customer, Origin::New)
            }
        };
        if customer.archived {
            let archived = Problem::Refused(Message::new("order-customer-archived"));
            return Err((Column::Customer, customer.name, archived));
        }
        if origin == Origin::New {
            item.customer = Some(customer.clone());
        }
        Ok(customer)
    }

    pub(super) fn person(&mut self, item: &mut Item, name: Option<&str>) -> Result<Option<PersonId>, Problem> {
        let Some(name) = name else { return Ok(None) };
        let (id, origin) = match self.lists.people_named(name) {
            [] => (self.lists.add_person(name), Origin::New),
            [found] => *found,
            _ => return Err(Problem::SeveralPeople),
        };
        if origin == Origin::New {
            item.people.push(NewPerson { id, name: name.to_owned(), departments: vec!["sales".into()] });
        }
        Ok(Some(id))
    }

    /// `None` when the line names its product by a code that nobody knows.
    pub(super) fn line(&mut self, item: &mut Item, draft: &LineDraft) -> Result<Option<Line>> {
        let mut line = Line {
            product: None,
            name: draft.name.clone(),
            spec: draft.spec.clone(),
            quantity: draft.quantity.clone(),
            price: draft.price,
            discount_percent: draft.discount_percent,
        };
        let Some(code) = &draft.code else { return Ok(Some(line)) };
        let (product, origin) = match self.lists.product(self.tx, code)? {
            Some(found) => found.clone(),
            None if draft.name.is_empty() => return Ok(None),
            None => {
                let product = new_product(code, draft);
                self.lists.add_product(product.clone());
                (product, Origin::New)
            }
        };
        line.product = Some(product.id);
        if line.name.is_empty() {
            line.name.clone_from(&product.name.zh);
        }
        if line.spec.is_empty() {
            line.spec.clone_from(&product.spec);
        }
        if origin == Origin::New && !item.products.iter().any(|named| named.id == product.id) {
            item.products.push(product);
        }
        Ok(Some(line))
    }
}

pub fn new_customer(name: &str, code: Option<String>) -> Customer {
    Customer {
        id: Lists::new_customer_id(),
        code,
        name: name.to_owned(),
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        country: String::new(),
        region: String::new(),
        terms: String::new(),
        owner: None,
        archived: false,
    }
}

/// The price of one order is no price of the catalogue.
fn new_product(code: &str, line: &LineDraft) -> Product {
    Product {
        id: ProductId(uuid::Uuid::now_v7()),
        code: code.to_owned(),
        name: Text::same(&line.name),
        spec: line.spec.clone(),
        unit: line.quantity.unit.clone(),
        price: None,
        currency: None,
        archived: false,
    }
}
