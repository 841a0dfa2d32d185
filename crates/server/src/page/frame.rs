//! The frame around every screen: who reads, in which language, where in the program, and what there is to notice.

use yidan_domain::{
    Lang,
    access::{Role, Scope, Viewer},
};
use yidan_store::notices;

use crate::{assets, texts::Reader};

/// What the layout needs besides the page itself.
#[derive(Debug, Clone)]
pub struct Frame {
    pub reader: Reader,
    /// Nobody on the sign-in page and on public pages.
    pub viewer: Option<SignedIn>,
    /// In the reader's language.
    pub title: String,
    /// The private link that opened the page, where nobody is signed in.
    pub link: Option<uuid::Uuid>,
    /// The entry of the top bar that is lit.
    pub nav: Option<Nav>,
    pub company: String,
    /// Path and query of this page, for coming back to it after the language is changed.
    pub path: String,
    /// The panel alone is wanted (see [`super::wants_panel`]).
    pub panel: bool,
    /// Notices that the viewer has not read, as far as they are counted.
    pub unread: u64,
    pub flashes: Vec<Flash>,
}

#[derive(Debug, Clone)]
pub struct SignedIn {
    pub name: String,
    pub viewer: Viewer,
}

/// A notice shown once, on the page after the deed.
#[derive(Debug, Clone)]
pub struct Flash {
    pub kind: FlashKind,
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlashKind {
    Good,
    Bad,
    Note,
}

impl FlashKind {
    pub fn class(self) -> &'static str {
        match self {
            FlashKind::Good => "good",
            FlashKind::Bad => "bad",
            FlashKind::Note => "note",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            FlashKind::Good => "check",
            FlashKind::Bad => "alert",
            FlashKind::Note => "info",
        }
    }
}

/// The entries of the top bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    MyDay,
    Board,
    Exceptions,
    Approvals,
    Finance,
    Desk,
    Quality,
    Workshop,
    Outside,
    Purchasing,
    Load,
    Samples,
    NewOrder,
    Customers,
    Products,
    Processes,
    Insight,
    Import,
    Settings,
}

/// Entries of one field of work, under one word of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    Sales,
    Making,
    Company,
}

/// What stands in the bar side by side.
pub struct InBar {
    /// Nothing where its one entry stands there itself.
    pub menu: Option<Menu>,
    pub navs: Vec<Nav>,
}

impl Nav {
    /// Those of one menu follow one another; the first four are what a phone shows.
    pub const ALL: [Nav; 19] = [
        Nav::MyDay,
        Nav::Board,
        Nav::Exceptions,
        Nav::Approvals,
        Nav::NewOrder,
        Nav::Desk,
        Nav::Customers,
        Nav::Samples,
        Nav::Workshop,
        Nav::Quality,
        Nav::Outside,
        Nav::Load,
        Nav::Purchasing,
        Nav::Finance,
        Nav::Insight,
        Nav::Products,
        Nav::Processes,
        Nav::Import,
        Nav::Settings,
    ];

    /// The menu of the bar that it is in; those that are asked for all day stand there by themselves.
    fn menu(self) -> Option<Menu> {
        match self {
            Nav::MyDay
            | Nav::Board
            | Nav::Exceptions
            | Nav::Approvals
            | Nav::Purchasing
            | Nav::Finance
            | Nav::Insight => None,
            Nav::NewOrder | Nav::Desk | Nav::Customers => Some(Menu::Sales),
            Nav::Samples | Nav::Workshop | Nav::Quality | Nav::Outside | Nav::Load => Some(Menu::Making),
            Nav::Products | Nav::Processes | Nav::Import | Nav::Settings => Some(Menu::Company),
        }
    }

    pub fn path(self) -> &'static str {
        match self {
            Nav::MyDay => "/my-day",
            Nav::Board => "/board",
            Nav::Exceptions => "/exceptions",
            Nav::Approvals => "/approvals",
            Nav::Finance => "/finance",
            Nav::Desk => "/desk",
            Nav::Quality => "/quality",
            Nav::Workshop => "/workshop",
            Nav::Outside => "/outside",
            Nav::Purchasing => "/purchasing",
            Nav::Load => "/load",
            Nav::Samples => "/samples",
            Nav::NewOrder => "/orders/new",
            Nav::Customers => "/customers",
            Nav::Products => "/products",
            Nav::Processes => "/processes",
            Nav::Insight => "/insight",
            Nav::Import => "/import",
            Nav::Settings => "/settings",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Nav::MyDay => "nav-my-day",
            Nav::Board => "nav-board",
            Nav::Exceptions => "nav-exceptions",
            Nav::Approvals => "nav-approvals",
            Nav::Finance => "nav-finance",
            Nav::Desk => "nav-desk",
            Nav::Quality => "nav-quality",
            Nav::Workshop => "nav-workshop",
            Nav::Outside => "nav-outside",
            Nav::Purchasing => "nav-purchasing",
            Nav::Load => "nav-load",
            Nav::Samples => "nav-samples",
            Nav::NewOrder => "nav-new-order",
            Nav::Customers => "nav-customers",
            Nav::Products => "nav-products",
            Nav::Processes => "nav-processes",
            Nav::Insight => "nav-insight",
            Nav::Import => "nav-import",
            Nav::Settings => "nav-settings",
        }
    }

    pub fn icon(self) -> &'static str {
        match self {
            Nav::MyDay => "day",
            Nav::Board => "board",
            Nav::Exceptions => "flag",
            Nav::Approvals => "sign",
            Nav::Finance => "money",
            Nav::Desk => "phone",
            Nav::Quality => "check",
            Nav::Workshop => "flow",
            Nav::Outside => "truck",
            Nav::Purchasing => "box",
            Nav::Load => "calendar",
            Nav::Samples => "star",
            Nav::NewOrder => "plus",
            Nav::Customers => "people",
            Nav::Products => "box",
            Nav::Processes => "flow",
            Nav::Insight => "chart",
            Nav::Import => "import",
            Nav::Settings => "settings",
        }
    }

    /// Does this viewer find the entry in the bar? (The page itself asks again.)
    fn is_for(self, viewer: &Viewer) -> bool {
        match self {
            Nav::NewOrder => viewer.role != Role::ReadOnly,
            Nav::Workshop => {
                viewer.sees_load() || viewer.reports_progress(&"production".into()) || viewer.scope() == Scope::All
            }
            Nav::Outside => viewer.arranges_outside(),
            Nav::Purchasing => viewer.keeps_materials() || viewer.plans_materials() || viewer.receives(),
            Nav::Load => viewer.sees_load(),
            Nav::Finance => viewer.sees_money(),
            Nav::Desk => viewer.enters_orders() || viewer.sees_money(),
            Nav::Import => viewer.manages(),
            Nav::Settings => viewer.administers(),
            _ => true,
        }
    }
}

impl Menu {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Menu::Sales => "nav-menu-sales",
            Menu::Making => "nav-menu-making",
            Menu::Company => "nav-menu-company",
        }
    }
}

impl Frame {
    pub fn manages(&self) -> bool {
        self.viewer.as_ref().is_some_and(|signed_in| signed_in.viewer.manages())
    }

    /// Whose screen it is.
    pub fn person(&self) -> Option<yidan_domain::PersonId> {
        self.viewer.as_ref().map(|signed_in| signed_in.viewer.person)
    }

    /// For whom what is typed is kept on a phone without a network.
    pub fn keeper(&self) -> Option<uuid::Uuid> {
        self.person().map(|person| person.0).or(self.link)
    }

    pub fn titled(mut self, key: &str) -> Self {
        self.title = self.reader.t(key);
        self
    }

    pub fn at(mut self, nav: Nav) -> Self {
        self.nav = Some(nav);
        self
    }

    /// Words of the text files, for templates that need them inside an expression; elsewhere write `{{ "key"|t }}`.
    pub fn t(&self, key: &str) -> String {
        self.reader.t(key)
    }

    pub fn lang(&self) -> &'static str {
        match self.reader.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    pub fn is_zh(&self) -> bool {
        self.reader.lang == Lang::Zh
    }

    /// The entries that this viewer finds in the bar.
    pub fn navs(&self) -> impl Iterator<Item = Nav> {
        let viewer = self.viewer.as_ref().map(|signed_in| &signed_in.viewer);
        Nav::ALL.into_iter().filter(move |nav| viewer.is_some_and(|viewer| nav.is_for(viewer)))
    }

    /// What the bar shows side by side. A menu of one entry is that entry.
    pub fn bar(&self) -> Vec<InBar> {
        let navs: Vec<Nav> = self.navs().collect();
        let together = navs.chunk_by(|one, next| one.menu().is_some() && one.menu() == next.menu());
        let menu = |navs: &[Nav]| navs.first().and_then(|nav| nav.menu()).filter(|_| navs.len() > 1);
        together.map(|navs| InBar { menu: menu(navs), navs: navs.to_vec() }).collect()
    }

    /// Is one of these lit?
    pub fn is_in(&self, navs: &[Nav]) -> bool {
        self.nav.is_some_and(|nav| navs.contains(&nav))
    }

    /// Those that a phone shows at the bottom; the others are in its menu.
    pub fn tabs(&self) -> impl Iterator<Item = Nav> {
        self.navs().take(4)
    }

    pub fn is_at(&self, nav: &Nav) -> bool {
        self.nav == Some(*nav)
    }

    /// The number on the bell: `7`, `99+`.
    pub fn unread_words(&self) -> String {
        if self.unread < notices::MOST_COUNTED { self.unread.to_string() } else { "99+".to_owned() }
    }

    pub fn style_url(&self) -> &'static str {
        &assets::STYLE.url
    }

    pub fn script_url(&self) -> &'static str {
        &assets::SCRIPT.url
    }

    pub fn favicon_url(&self) -> &'static str {
        &assets::FAVICON.url
    }
}

impl SignedIn {
    pub fn role_key(&self) -> &'static str {
        role_key(self.viewer.role)
    }
}

/// The key of a role's name.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Administrator => "role-administrator",
        Role::Manager => "role-manager",
        Role::Member => "role-member",
        Role::ReadOnly => "role-read-only",
    }
}
