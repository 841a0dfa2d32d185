//! A process as a picture: boxes with names and departments, arrows between them, the standard time and the condition
//! under each box. `layout` says where; the template `processes/map.html` writes the SVG.

use yidan_domain::{
    Lang,
    process::{Process, Step},
};

use super::{
    layout::{self, Measures, Node},
    words,
};

const MEASURES: Measures = Measures { box_width: 152, box_height: 74, gap_x: 32, gap_y: 16, columns: 6 };
/// Under a box: the distance to the first line, and of every line.
const CAPTION_LINE: i32 = 15;
/// Room for words, in tenths of the width of a Chinese character: within a box, and under it.
const NAME_ROOM: usize = 80;
const CAPTION_ROOM: usize = 142;
/// Departments beyond these share colours; their names stand in every box anyway.
const COLOURS: usize = 8;

pub struct Drawing {
    pub width: i32,
    pub height: i32,
    pub boxes: Vec<StepBox>,
    pub arrows: Vec<Arrow>,
}

pub struct StepBox {
    pub x: i32,
    pub y: i32,
    pub number: usize,
    pub name: Vec<String>,
    pub department: String,
    pub colour: usize,
    pub may_fall_away: bool,
    pub caption: Vec<String>,
    /// The whole of it in a sentence, for who points at it.
    pub about: String,
}

pub struct Arrow {
    pub path: String,
    /// On the way around steps that may fall away, or out of one.
    pub dashed: bool,
}

impl Drawing {
    /// `falls_away` says the condition under which a step falls away, in the reader's words.
    pub fn of(process: &Process, lang: Lang, falls_away: impl Fn(&str) -> String) -> Self {
        let captions: Vec<Vec<String>> =
            process.steps.iter().map(|step| caption(process, step, lang, &falls_away)).collect();
        let nodes: Vec<Node> =
            process.steps.iter().zip(&captions).map(|(step, caption)| node(process, step, caption.len())).collect();
        let drawn = layout::layout(&nodes, MEASURES);
        let boxes = process.steps.iter().zip(captions).enumerate().map(|(index, (step, caption))| {
            let name = step.name.get(lang);
            let department = process.department_name(&step.department).get(lang).to_owned();
            StepBox {
                x: drawn.boxes[index].0,
                y: drawn.boxes[index].1,
                number: index + 1,
                name: lines(name, NAME_ROOM, 2),
                about: format!("{}. {name} · {department}", index + 1),
                department,
                colour: colour(process, step),
                may_fall_away: nodes[index].may_fall_away,
                caption,
            }
        });
        let arrows = drawn.arrows.iter().map(|(from, to, path)| Arrow {
            path: path.clone(),
            dashed: nodes[*from].may_fall_away || nodes[*to].may_fall_away,
        });
        Self { width: drawn.width, height: drawn.height, arrows: arrows.collect(), boxes: boxes.collect() }
    }
}

pub fn node(process: &Process, step: &Step, caption_lines: usize) -> Node {
    Node {
        after: step.after.iter().filter_map(|key| process.number_of(key)).map(|number| number - 1).collect(),
        may_fall_away: step.optional_when.is_some() || step.optional,
        caption: CAPTION_LINE * caption_lines as i32 + 6,
    }
}

/// The standard time of a step, or when it is due; and the condition under which it falls away.
fn caption(process: &Process, step: &Step, lang: Lang, falls_away: impl Fn(&str) -> String) -> Vec<String> {
    let takes = step.takes.map(|takes| takes.written(lang));
    let time = takes.or_else(|| step.due.as_ref().map(|due| due.text(process).get(lang).to_owned()));
    let condition = step.optional_when.as_ref().map(|when| falls_away(&words::condition(process, when, lang)));
    let time = time.map(|time| lines(&time, CAPTION_ROOM, 2));
    time.into_iter().chain(condition.map(|condition| lines(&condition, CAPTION_ROOM, 2))).flatten().collect()
}

/// Departments have colours in the order in which the process comes to them.
pub fn colour(process: &Process, step: &Step) -> usize {
    let mut seen = Vec::new();
    for step in &process.steps {
        if !seen.contains(&&step.department) {
            seen.push(&step.department);
        }
    }
    seen.iter().position(|department| **department == step.department).unwrap_or_default() % COLOURS
}

/// Words broken into at most so many lines of about this width; what is too long ends in `…`.
pub fn lines(words: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut left = room;
    for piece in breakable(words) {
        let wide: usize = piece.trim_end().chars().map(width).sum();
        if wide > left {
            if lines.len() + 1 == most {
                line = shortened(&format!("{line}{piece}"), room);
                break;
            }
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            left = room;
        }
        line.push_str(piece);
        left = left.saturating_sub(piece.chars().map(width).sum());
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines
}

/// As much of it as there is room for, and the sign that there is more.
fn shortened(words: &str, room: usize) -> String {
    let mut left = room.saturating_sub(width('…'));
    let fits = |c: &char| {
        let fits = width(*c) <= left;
        left = left.saturating_sub(width(*c));
        fits
    };
    let kept: String = words.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// Latin words with the space behind them; Chinese characters one by one.
fn breakable(words: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        let ends_word = before.is_whitespace() && !c.is_whitespace();
        let beside_han = (before as u32 > 0x2e7f || c as u32 > 0x2e7f) && !"，。、；：）”》".contains(c);
        if at > start && (ends_word || beside_han) {
            pieces.push(&words[start..at]);
            start = at;
        }
        before = c;
    }
    pieces.extend(Some(&words[start..]).filter(|rest| !rest.is_empty()));
    pieces
}

/// About how wide a character is, in tenths of a Chinese one.
fn width(c: char) -> usize {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | ' ' | '.' | ',' | ':' | '\'' => 3,
        'r' | 's' => 5,
        'm' | 'w' | 'M' | 'W' => 9,
        'A'..='Z' => 7,
        '…' => 10,
        c if (c as u32) < 0x2e80 => 6,
        _ => 10,
    }
}

#[cfg(test)]
mod tests {
    use yidan_domain::process::Processes;

    use super::*;

    #[test]
    fn words_are_broken_where_they_may_be() {
        for (words, room, most, broken) in [
            ("收款", 96, 2, &["收款"][..]),
            ("确认客户订单与交货日期", 60, 2, &["确认客户订单", "与交货日期"]),
            ("Confirm technical details", 90, 2, &["Confirm technical", "details"]),
            ("确认客户订单与交货日期", 60, 1, &["确认客户订…"]),
            ("Incomprehensibilities", 60, 1, &["Incompr…"]),
        ] {
            assert_eq!(lines(words, room, most), broken, "{words}");
        }
    }

    #[test]
    fn every_process_that_ships_is_drawn_without_boxes_over_one_another() {
        for process in Processes::shipped().iter_latest() {
            for lang in [Lang::Zh, Lang::En] {
                let drawing = Drawing::of(process, lang, str::to_owned);
                assert_eq!(drawing.boxes.len(), process.steps.len());
                for (i, a) in drawing.boxes.iter().enumerate() {
                    assert!(a.x >= 0 && a.x + MEASURES.box_width <= drawing.width, "{}", a.about);
                    assert!(a.y >= 0 && a.y + MEASURES.box_height <= drawing.height, "{}", a.about);
                    for b in &drawing.boxes[i + 1..] {
                        let apart = (a.x - b.x).abs() >= MEASURES.box_width || (a.y - b.y).abs() >= MEASURES.box_height;
                        assert!(apart, "{} and {}", a.about, b.about);
                    }
                }
            }
        }
    }
}
