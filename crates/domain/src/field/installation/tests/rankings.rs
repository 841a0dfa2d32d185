use super::*;
use crate::{approval::Post, party::Person};

/// A kitchen measured twice, the second time so many millimetres longer.
fn measured(branch: &str, off_mm: i64) -> Installation {
    let mut job = kitchen(1, branch);
    act(&mut job, "11-01 10:00", &[], measure("11-01", 3_000, &[("左墙", 2_400)]));
    act(&mut job, "11-02 10:00", &[], measure("11-02", 3_000, &[("左墙", 2_400 + off_mm)]));
    job
}

#[test]
fn branches_are_ranked_by_how_often_they_err() {
    let mut jobs = Vec::new();
    for (branch, right, wrong) in [("杭州", 2, 1), ("宁波", 4, 2), ("温州", 3, 0), ("嘉兴", 0, 1), ("湖州", 2, 0)]
    {
        jobs.extend((0..right).map(|_| measured(branch, 5)));
        jobs.extend((0..wrong).map(|_| measured(branch, -6)));
    }
    // Measured once only, or cancelled: nothing to judge by.
    let mut once = kitchen(2, "台州");
    act(&mut once, "11-01 10:00", &[], measure("11-01", 3_000, &[("左墙", 2_400)]));
    let mut cancelled = measured("台州", 40);
    act(&mut cancelled, "11-03 10:00", &[], Command::Cancel { reason: "客户退单".into() });
    jobs.extend([once, cancelled]);
    let ranked = ranking(&jobs);
    let rows: Vec<String> = ranked
        .iter()
        .map(|it| format!("{} {} {}/{} {}%", it.rank, it.branch, it.with_errors, it.jobs, it.rate))
        .collect();
    let expected =
        ["1 温州 0/3 0.00%", "1 湖州 0/2 0.00%", "3 宁波 2/6 33.33%", "3 杭州 1/3 33.33%", "5 嘉兴 1/1 100.00%"];
    assert_eq!(rows, expected);
}

#[test]
fn what_the_customer_or_an_outside_maker_did_is_no_error_of_the_branch() {
    for (responsible, is_error) in
        Responsible::ALL.map(|it| (it, !matches!(it, Responsible::Customer | Responsible::Outside)))
    {
        let mut job = finished();
        act(&mut job, "11-06 11:35", &[], Command::FindDefect { what: "墙体移动".into(), responsible });
        assert_eq!(job.has_errors(), is_error, "{responsible:?}");
    }
}

#[test]
fn a_finding_goes_to_who_is_responsible_and_the_head_of_the_department() {
    let design = || vec!["design".into()];
    let person_of =
        |number: u128, posts: Vec<Post>| Person { departments: design(), posts, ..Person::named(person(number), "x") };
    let head = person_of(1, vec![Post::HeadOf("design".into())]);
    let (designer, gone) = (person_of(2, vec![]), Person { active: false, ..person_of(3, vec![]) });
    let fitter = Person { departments: vec!["installation".into()], ..Person::named(person(4), "x") };
    let all = [head, designer.clone(), gone.clone(), fitter];
    let finding = |person| Finding { what: "x".into(), responsible: Responsible::Design, person, answered: None };
    let routes = Routes::default();
    for (direct, people, told) in [
        (Some(person(2)), &all[..], vec![person(1), person(2)]),
        (Some(person(3)), &all[..], vec![person(1)]),
        (Some(person(4)), &all[..], vec![person(1), person(4)]),
        (None, &[designer, gone][..], vec![person(2)]),
        (None, &[][..], vec![]),
    ] {
        assert_eq!(routes.told(&finding(direct), people), told);
    }
}
