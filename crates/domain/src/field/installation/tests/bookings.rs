//! What is booked never exceeds what can be done.

use proptest::prelude::*;

use super::*;

const USUAL: Capacity = Capacity { morning: 300, afternoon: 300, day: 600 };
const SHORT: Capacity = Capacity { morning: 240, afternoon: 240, day: 400 };

fn taken(days: &mut [TeamDay], job: u128, start: Slot, minutes: u32) -> Result<Vec<(String, u32)>, Full> {
    let shares = book(days, id(job), start, minutes)?;
    for day in days.iter_mut() {
        *day = day.without(id(job)).with(id(job), &shares);
    }
    let said =
        |share: &Share| (format!("{} {}", share.slot.on.strftime("%m-%d"), share.slot.half.name().en), share.minutes);
    Ok(shares.iter().map(said).collect())
}

fn said(shares: &[(&str, u32)]) -> Vec<(String, u32)> {
    shares.iter().map(|(slot, minutes)| ((*slot).to_owned(), *minutes)).collect()
}

#[test]
fn a_small_kitchen_takes_a_half_and_a_large_one_the_day() {
    let mut days = days("11-10", &[USUAL, USUAL, Capacity::OFF, USUAL]);
    let no_room =
        |on: &str, half: Half, left, needed| Err(Full::NoRoom { on: day(on), half: half.name(), left, needed });
    use Half::*;
    assert_eq!(taken(&mut days, 1, slot("11-10", Morning), 240), Ok(said(&[("11-10 morning", 240)])));
    assert_eq!(taken(&mut days, 2, slot("11-10", Morning), 240), no_room("11-10", Morning, 60, 240));
    assert_eq!(taken(&mut days, 2, slot("11-10", Afternoon), 240), Ok(said(&[("11-10 afternoon", 240)])));
    assert_eq!(taken(&mut days, 3, slot("11-10", Afternoon), 600), no_room("11-10", Afternoon, 60, 300));
    let all_day = said(&[("11-11 morning", 300), ("11-11 afternoon", 300)]);
    assert_eq!(taken(&mut days, 3, slot("11-11", Morning), 600), Ok(all_day));
    assert_eq!(taken(&mut days, 4, slot("11-12", Morning), 240), Err(Full::DayOff { on: day("11-12") }));
    // A large one that began in the afternoon goes on after the day off.
    assert_eq!(taken(&mut days, 5, slot("11-13", Afternoon), 600), Err(Full::TooLong { minutes: 600 }));
    assert_eq!(taken(&mut days, 5, slot("11-13", Morning), 0), Err(Full::NothingToDo));

    // Moved to the afternoon: its own booking does not stand in its way.
    assert_eq!(taken(&mut days, 1, slot("11-13", Morning), 300), Ok(said(&[("11-13 morning", 300)])));
    assert_eq!(taken(&mut days, 1, slot("11-13", Morning), 240), Ok(said(&[("11-13 morning", 240)])));
    assert_eq!(days[0].room(Morning), 300, "free again");
}

#[test]
fn long_work_goes_on_over_days_off_and_within_the_day() {
    let mut days = days("11-10", &[SHORT, Capacity::OFF, SHORT, SHORT]);
    let shares =
        said(&[("11-10 afternoon", 240), ("11-12 morning", 240), ("11-12 afternoon", 160), ("11-13 morning", 60)]);
    assert_eq!(taken(&mut days, 1, slot("11-10", Half::Afternoon), 700), Ok(shares));
    assert!(days.iter().all(TeamDay::is_within));
    assert_eq!((days[2].room(Half::Morning), days[2].room(Half::Afternoon)), (0, 0), "400 minutes is a day");
    assert_eq!((days[0].room(Half::Morning), days[3].room(Half::Morning)), (160, 180));
}

#[test]
fn what_is_offered_can_be_booked() {
    let (mut first, second) = (days("11-10", &[USUAL, USUAL]), days("11-10", &[SHORT, USUAL]));
    taken(&mut first, 1, slot("11-10", Half::Morning), 240).unwrap();
    let second: Vec<TeamDay> = second.into_iter().map(|day| TeamDay { team: team(2), ..day }).collect();
    let crews = [(team(1), first), (team(2), second)];
    let offered = offers(&crews, id(9), 240, day("11-10"), 4);
    let starts: Vec<_> = offered.iter().map(|(crew, shares)| (*crew, shares[0].slot)).collect();
    let expected = [
        (team(2), slot("11-10", Half::Morning)),
        (team(1), slot("11-10", Half::Afternoon)),
        (team(2), slot("11-10", Half::Afternoon)),
        (team(1), slot("11-11", Half::Morning)),
    ];
    assert_eq!(starts, expected);
    assert!(offers(&crews, id(9), 240, day("11-12"), 4).is_empty());
}

fn any_capacity() -> impl Strategy<Value = Capacity> {
    let minutes = || prop_oneof![Just(0_u32), 1..400_u32];
    (minutes(), minutes(), minutes()).prop_map(|(morning, afternoon, day)| Capacity { morning, afternoon, day })
}

proptest! {
    #[test]
    fn no_half_and_no_day_is_ever_booked_beyond_what_it_holds(
        capacities in prop::collection::vec(any_capacity(), 1..8),
        wishes in prop::collection::vec((0..12_u128, 0..9_i8, any::<bool>(), 0..1_500_u32), 1..60),
    ) {
        let mut days = days("11-10", &capacities);
        for (job, ahead, is_morning, minutes) in wishes {
            let half = if is_morning { Half::Morning } else { Half::Afternoon };
            let start = Slot { on: day("11-10").saturating_add(jiff::Span::new().days(ahead)), half };
            let before = days.clone();
            if let Ok(shares) = book(&days, id(job), start, minutes) {
                let sum: u32 = shares.iter().map(|share| share.minutes).sum();
                prop_assert_eq!(sum, minutes, "all of it is booked");
                prop_assert_eq!(shares[0].slot, start);
                prop_assert!(shares.iter().all(|share| share.minutes > 0));
                for day in &mut days {
                    *day = day.without(id(job)).with(id(job), &shares);
                }
            } else {
                prop_assert_eq!(&days, &before);
            }
            prop_assert!(days.iter().all(TeamDay::is_within), "{:?}", days);
        }
    }
}
