//! Orders as other indexes know them: numbered as they came, each with its row on the board, which never changes.

use yidan_domain::OrderId;

use super::{
    Among, Board,
    bits::Bits,
    names::{NONE, Numbered},
};

#[derive(Debug, Default)]
pub(crate) struct Orders {
    ids: Numbered<OrderId>,
    /// The row of each on the board; `NONE` while it is not there yet.
    rows: Vec<u32>,
    looked_for: Vec<u32>,
}

impl Orders {
    /// The order's number; a new one when it was not there.
    pub fn number(&mut self, order: OrderId) -> u32 {
        let number = self.ids.number(&order);
        if self.ids.len() > self.rows.len() {
            self.rows.push(NONE);
            self.looked_for.push(number);
        }
        number
    }

    pub fn find(&self, order: OrderId) -> Option<u32> {
        self.ids.find(&order)
    }

    pub fn id(&self, number: u32) -> OrderId {
        self.ids.keys()[number as usize]
    }

    /// The row of an order on the board.
    #[inline]
    pub fn row(&self, number: u32) -> u32 {
        self.rows[number as usize]
    }

    /// Which of them are asked for, by their numbers here.
    pub fn are_among(&self, among: &Among) -> Bits {
        Bits::of(&self.rows, |row| among.has(*row))
    }

    pub fn are_looked_for(&self) -> bool {
        !self.looked_for.is_empty()
    }

    /// Orders whose row on the board is not known yet are looked up.
    pub fn find_on(&mut self, board: &Board) {
        if self.looked_for.is_empty() {
            return;
        }
        let sought = std::mem::take(&mut self.looked_for);
        let found = board.rows_of(sought.iter().map(|order| &self.ids.keys()[*order as usize]));
        for (order, row) in sought.into_iter().zip(found) {
            match row {
                Some(row) => self.rows[order as usize] = row,
                None => self.looked_for.push(order),
            }
        }
    }

    pub fn bytes(&self) -> usize {
        self.ids.bytes() + self.rows.capacity() * size_of::<u32>()
    }
}
