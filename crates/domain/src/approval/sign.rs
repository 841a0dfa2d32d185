//! May this person sign this link, and in whose place?

use super::{Approval, Link, Post, Signer};
use crate::{
    Message, PersonId, Say, Text,
    access::{Role, Viewer},
};

/// In what capacity somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    Own,
    /// For somebody who is away.
    InPlaceOf(PersonId),
}

/// The link whose turn it is, and who signs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    pub link: Text,
    pub by: Text,
}

/// Why somebody cannot sign now.
#[derive(Debug, Clone, PartialEq)]
pub enum Unfit {
    /// Everything has been signed, or nothing was handed in.
    NothingToSign,
    /// It is the turn of somebody else.
    NotYours { link: Text, by: Text },
    /// Whoever handed it in does not sign it as well.
    OwnWork { link: Text },
    /// The same person has signed another link, or this one already; so has whoever is stood in for.
    SignedAlready { link: Text },
}

impl Capacity {
    pub fn in_place_of(self) -> Option<PersonId> {
        match self {
            Capacity::Own => None,
            Capacity::InPlaceOf(person) => Some(person),
        }
    }
}

impl Approval {
    /// Whether `viewer` may sign the link whose turn it is, and in what capacity. `names` says who a signer is.
    pub fn may_sign(
        &self,
        chain: &[Link],
        salesperson: Option<PersonId>,
        viewer: &Viewer,
        names: impl Fn(&Signer) -> Text,
    ) -> Result<Capacity, Unfit> {
        let link = self.turn(chain).ok_or(Unfit::NothingToSign)?;
        let own = std::iter::once((Capacity::Own, viewer));
        let stood_in = viewer.stands_in_for.iter().map(|other| (Capacity::InPlaceOf(other.person), other));
        let mut why = Unfit::NotYours { link: link.name.clone(), by: names(&link.by) };
        for (capacity, holder) in own.chain(stood_in).filter(|(_, holder)| link.by.is(holder, salesperson)) {
            let concerned = [viewer.person, holder.person];
            if concerned.contains(&self.submitted_by) {
                why = Unfit::OwnWork { link: link.name.clone() };
            } else if concerned.iter().any(|person| self.has_signed(*person)) {
                why = Unfit::SignedAlready { link: link.name.clone() };
            } else {
                return Ok(capacity);
            }
        }
        Err(why)
    }

    /// With their own hand, or by that of somebody who stood in.
    fn has_signed(&self, person: PersonId) -> bool {
        self.signatures.iter().any(|signature| signature.by == person || signature.in_place_of == Some(person))
    }
}

impl Signer {
    /// Does this person hold what the link asks for? Managers act for every department and its head, never for the
    /// general manager or the marketing director.
    pub fn is(&self, viewer: &Viewer, salesperson: Option<PersonId>) -> bool {
        if viewer.role == Role::ReadOnly {
            return false;
        }
        match self {
            Signer::Salesperson => salesperson == Some(viewer.person),
            Signer::Department(key) => viewer.is_in(key) || viewer.manages(),
            Signer::Post(post) => viewer.posts.contains(post) || (matches!(post, Post::HeadOf(_)) && viewer.manages()),
        }
    }
}

impl Say for Unfit {
    fn say(&self) -> Message {
        match self {
            Unfit::NothingToSign => Message::new("approval-nothing-to-sign"),
            Unfit::NotYours { link, by } => Message::new("approval-not-yours").with("link", link).with("by", by),
            Unfit::OwnWork { link } => Message::new("approval-own-work").with("link", link),
            Unfit::SignedAlready { link } => Message::new("approval-signed-already").with("link", link),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::approval::Signature;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn viewer(number: u128, role: Role, departments: &[&str], posts: &[&str]) -> Viewer {
        Viewer {
            person: person(number),
            role,
            departments: departments.iter().map(|key| (*key).into()).collect(),
            sees_all: true,
            posts: posts.iter().map(|post| post.parse().unwrap()).collect(),
            stands_in_for: Vec::new(),
        }
    }

    fn link(key: &str, by: &str, signers: u32) -> Link {
        Link { key: key.into(), name: Text::same(key), by: Signer::parse(by), signers, when: None }
    }

    /// Separate signatures by separate people: never whoever handed it in, never the same person twice, neither in
    /// their own name nor for somebody else.
    #[test]
    fn who_may_sign_what() {
        let chain = [link("head", "head-of-sales", 1), link("finance", "finance", 2), link("gm", "general-manager", 1)];
        let (sales, other) = (viewer(1, Role::Member, &["sales"], &[]), viewer(2, Role::Member, &["sales"], &[]));
        let head = viewer(3, Role::Member, &["sales", "finance"], &["head-of-sales"]);
        let (xu, he) = (viewer(4, Role::Member, &["finance"], &[]), viewer(5, Role::Member, &["finance"], &[]));
        let boss = viewer(6, Role::Member, &[], &["general-manager"]);
        let manager = viewer(7, Role::Manager, &[], &[]);
        let guest = viewer(8, Role::ReadOnly, &["finance"], &["head-of-sales"]);
        let deputy_of_head = Viewer { stands_in_for: vec![head.clone()], ..other.clone() };
        let deputy_is_submitter = Viewer { stands_in_for: vec![head.clone()], ..sales.clone() };
        let deputy_of_boss = Viewer { stands_in_for: vec![boss.clone()], ..head.clone() };
        let (head, manager) = (&head, &manager);
        for (signed, who, expected) in [
            (&[][..], &sales, "not yours"),
            (&[], head, "own"),
            (&[], manager, "own"),
            (&[], &deputy_of_head, "for 3"),
            (&[], &deputy_is_submitter, "own work"),
            (&[], &boss, "not yours"),
            (&[], &guest, "not yours"),
            (&[("head", head, None)], head, "signed already"),
            (&[("head", head, None)], &xu, "own"),
            (&[("head", &other, Some(head))], head, "signed already"),
            (&[("head", head, None), ("finance", &xu, None)], &xu, "signed already"),
            (&[("head", head, None), ("finance", &xu, None)], &he, "own"),
            (&[("head", head, None), ("finance", &xu, None), ("finance", &he, None)], manager, "not yours"),
            (
                &[("head", head, None), ("finance", &xu, None), ("finance", &he, None)],
                &deputy_of_boss,
                "signed already",
            ),
            (&[("head", manager, None), ("finance", &xu, None), ("finance", &he, None)], &deputy_of_boss, "for 6"),
            (&[("head", manager, None), ("finance", &xu, None), ("finance", &he, None)], &boss, "own"),
            (
                &[("head", head, None), ("finance", &xu, None), ("finance", &he, None), ("gm", &boss, None)],
                &boss,
                "nothing",
            ),
        ] {
            let links = chain.iter().map(|link| link.key.clone()).collect();
            let mut approval = Approval::submitted(jiff::Timestamp::UNIX_EPOCH, person(1), links);
            approval.signatures = signed
                .iter()
                .map(|(link, by, place)| Signature {
                    link: (*link).into(),
                    by: by.person,
                    in_place_of: place.map(|other: &Viewer| other.person),
                    at: jiff::Timestamp::UNIX_EPOCH,
                    comment: String::new(),
                })
                .collect();
            let said = match approval.may_sign(&chain, Some(person(1)), who, |_| Text::default()) {
                Ok(Capacity::Own) => "own".to_owned(),
                Ok(Capacity::InPlaceOf(other)) => format!("for {}", other.0.as_u128()),
                Err(Unfit::NothingToSign) => "nothing".into(),
                Err(Unfit::NotYours { .. }) => "not yours".into(),
                Err(Unfit::OwnWork { .. }) => "own work".into(),
                Err(Unfit::SignedAlready { .. }) => "signed already".into(),
            };
            assert_eq!(said, expected, "{} after {} signatures", who.person, signed.len());
        }
    }

    #[test]
    fn a_link_that_does_not_apply_is_passed_over() {
        let chain = [link("head", "head-of-sales", 1), link("gm", "general-manager", 1)];
        let approval = Approval::submitted(jiff::Timestamp::UNIX_EPOCH, person(1), vec!["gm".into()]);
        assert_eq!(approval.turn(&chain).map(|link| link.key.as_str()), Some("gm"));
    }
}
