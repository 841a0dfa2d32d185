//! Which sales assistant takes a customer's orders: each desk has its regions, such as 南区 and 北区 (S15).

use serde::{Deserialize, Serialize};

use crate::{Message, PersonId, Say, Text, text::folded};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    pub regions: Vec<String>,
    pub assistant: PersonId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDesk {
    pub region: String,
    /// The regions that have a desk.
    pub known: Vec<String>,
}

/// Regions are the same however they are spaced, spelled in capitals or full width.
pub fn desk_of(region: &str, desks: &[Desk]) -> Result<PersonId, NoDesk> {
    let wanted = folded(region);
    let takes = |desk: &&Desk| desk.regions.iter().any(|region| folded(region) == wanted);
    let desk = desks.iter().find(takes).filter(|_| !wanted.is_empty());
    desk.map(|desk| desk.assistant).ok_or_else(|| NoDesk {
        region: region.to_owned(),
        known: desks.iter().flat_map(|desk| desk.regions.iter().cloned()).collect(),
    })
}

impl Say for NoDesk {
    fn say(&self) -> Message {
        let known: Vec<Text> = self.known.iter().map(Text::same).collect();
        let key = match (folded(&self.region).is_empty(), known.is_empty()) {
            (_, true) => "desk-none",
            (true, false) => "desk-region-missing",
            (false, false) => "desk-region-unknown",
        };
        Message::new(key).with("region", self.region.as_str()).with("known", known)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_region_leads_to_its_assistant() {
        let (south, north) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let desk = |regions: &[&str], assistant| Desk {
            regions: regions.iter().map(|region| (*region).to_owned()).collect(),
            assistant,
        };
        let desks = [desk(&["南区", "South", ""], south), desk(&["北区", "华北"], north)];
        for (region, found) in [
            ("南区", Ok(south)),
            (" 南 区 ", Ok(south)),
            ("ＳＯＵＴＨ", Ok(south)),
            ("华北", Ok(north)),
            ("南", Err("desk-region-unknown")),
            ("西区", Err("desk-region-unknown")),
            ("", Err("desk-region-missing")),
            ("　", Err("desk-region-missing")),
        ] {
            assert_eq!(desk_of(region, &desks).map_err(|none| none.say().key), found, "{region:?}");
        }
        let none = desk_of("西区", &desks[1..]).unwrap_err();
        assert_eq!(none, NoDesk { region: "西区".into(), known: vec!["北区".into(), "华北".into()] });
        assert_eq!(desk_of("南区", &[]).unwrap_err().say().key, "desk-none");
    }
}
