//! What lists of every kind have in common: columns that sort, pages that follow one another, stages along a line.

/// How a list is sorted, and the links that sort it otherwise.
#[derive(Debug, Clone, Default)]
pub struct Sorting {
    /// The column that the list is sorted by.
    pub key: String,
    pub descending: bool,
    /// Address of the list with every other condition, ending in `?` or `&`.
    pub base: String,
}

impl Sorting {
    /// `ascending` or `descending` when the list is sorted by this column.
    pub fn way(&self, key: &str) -> Option<&'static str> {
        (self.key == key).then_some(if self.descending { "descending" } else { "ascending" })
    }

    /// Sorts by this column; turns the order around when it already does.
    pub fn link(&self, key: &str) -> String {
        let minus = if self.key == key && !self.descending { "-" } else { "" };
        format!("{}sort={minus}{key}", self.base)
    }
}

/// Links to the pages around the one shown.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    pub first: Option<String>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Pages {
    /// Around a page of a list whose pages are numbered from nought.
    pub fn numbered(page: usize, rows: usize, total: usize, link: impl Fn(usize) -> String) -> Self {
        let next = page.saturating_add(1);
        Self {
            first: (page > 1).then(|| link(0)),
            previous: page.checked_sub(1).map(&link),
            next: (next.saturating_mul(rows) < total).then(|| link(next)),
        }
    }
}

/// One stage on the line of an order.
#[derive(Debug, Clone)]
pub struct Stop {
    pub name: String,
    /// A date, a count or nothing.
    pub note: String,
    /// `done`, `now`, `now late`, `now held` or nothing for what is still to come.
    pub class: &'static str,
}

impl Stop {
    pub fn is_now(&self) -> bool {
        self.class.starts_with("now")
    }
}
