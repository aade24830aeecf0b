//! Pictures come out as they were drawn: on disk as on the screen.

use egui::{Align2, Color32, Context, Pos2, RawInput, Rect, pos2, vec2};
use egui_plot::PlotPoint;

use super::chart::{Chart, Ink, Series};
use super::field::How;
use super::plan::Plan;
use super::{Part, Picture, dashed, raster, svg};
use crate::report::when::Moments;
use crate::ui::kit::theme::{Mark, Theme, Token};

fn sample() -> Picture {
    let theme = Theme::default();
    let ink = theme.colour(Token::TextPrimary);
    let mut picture = Picture::new(vec2(80.0, 60.0));
    picture.fill(Rect::from_min_size(pos2(10.0, 10.0), vec2(20.0, 20.0)), theme.colour(Token::ChangeUp), 0.0);
    picture.words(pos2(40.0, 50.0), Align2::CENTER_CENTER, "A < B & “C”", &egui::FontId::proportional(10.0), ink);
    picture.parts.push(Part::Mark { mark: Mark::Star, at: pos2(60.0, 20.0), radius: 6.0, ink });
    picture.parts.push(Part::Line { points: vec![pos2(0.0, 40.0), pos2(80.0, 40.0)], width: 2.0, ink, dash: vec![6.0, 4.0] });
    picture
}

#[test]
fn an_svg_escapes_words_and_closes_what_it_opens() {
    let theme = Theme::default();
    let file = svg::svg(&sample(), theme.colour(Token::SurfaceBoard), "Two & more");
    assert!(file.contains("A &lt; B &amp; “C”"));
    assert!(file.contains("<title>Two &amp; more</title>"));
    assert!(file.contains("stroke-dasharray=\"6.0 4.0\""));
    assert_eq!(file.matches("<polygon").count(), 5, "a star is five kites");
    for line in file.lines().filter(|line| line.starts_with('<') && !line.starts_with("<svg") && !line.starts_with("</svg")) {
        assert!(line.ends_with("/>") || line.contains("</"), "{line} is not closed");
    }
    assert!(file.trim_end().ends_with("</svg>"));
}

#[test]
fn a_png_has_the_picture_in_it() {
    let theme = Theme::default();
    let ground = theme.colour(Token::SurfaceBoard);
    let image = raster::image(&sample(), &theme, ground);
    assert_eq!(image.size, [160, 120]);
    let pixel = |x: usize, y: usize| image.pixels[y * image.size[0] + x];
    assert_eq!(pixel(40, 40), theme.colour(Token::ChangeUp), "the box is filled");
    assert_eq!(pixel(150, 10), ground, "the ground is left alone");
    let words = (90..110).flat_map(|y| (30..130).map(move |x| (x, y))).filter(|(x, y)| pixel(*x, *y) != ground).count();
    assert!(words > 60, "words are drawn: {words} pixels");
    let bytes = raster::png(&sample(), &theme, ground).expect("it is small");
    let decoded = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG file");
    assert_eq!((decoded.info().width, decoded.info().height), (160, 120));
}

#[test]
fn dashes_keep_their_rhythm_round_corners() {
    let line = vec![pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0)];
    let pieces = dashed(line, &[6.0, 2.0]);
    let length = |piece: &Vec<Pos2>| piece.windows(2).map(|p| p[0].distance(p[1])).sum::<f32>();
    let lengths: Vec<f32> = pieces.iter().map(length).collect();
    assert_eq!(lengths.len(), 3);
    assert!((lengths[0] - 6.0).abs() < 1e-4 && (lengths[1] - 6.0).abs() < 1e-4 && (lengths[2] - 4.0).abs() < 1e-4, "{lengths:?}");
}

#[test]
fn names_at_the_ends_of_lines_do_not_overlap() {
    let theme = Theme::default();
    let ctx = Context::default();
    theme.install(&ctx);
    let series = |n: usize| Series {
        name: format!("Line {n}"),
        values: vec![1.0, 2.0 + 0.001 * n as f64],
        ink: Ink::Plain(n),
        last: "2".to_owned(),
        variable: None,
        hidden: false,
    };
    let chart = Chart {
        title: "Close".to_owned(),
        series: (0..6).map(series).collect(),
        decimals: 2,
        span: None,
        moments: Moments::default(),
    };
    let mut places: Vec<f32> = Vec::new();
    for _ in 0..2 {
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let picture = Plan::new(ui.ctx(), &theme, &chart, vec2(300.0, 160.0)).picture(&theme);
            let labels = picture.parts.iter().filter_map(|part| match part {
                Part::Words { at, words, .. } if words.starts_with("Line") => Some(at.y),
                _ => None,
            });
            places = labels.collect();
        });
        output.textures_delta.clear();
    }
    places.sort_by(f32::total_cmp);
    assert_eq!(places.len(), 6);
    assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 13.9), "{places:?}");
}

#[test]
fn narrow_charts_keep_the_words_that_tell_them_apart_and_their_numbers() {
    let theme = Theme::default();
    let ctx = Context::default();
    theme.install(&ctx);
    let series = Series {
        name: "Own industry of the state".to_owned(),
        values: vec![1.0, 2.0],
        ink: Ink::Lit,
        last: "21".to_owned(),
        variable: None,
        hidden: false,
    };
    let title = "Share of new orders of Haldry".to_owned();
    let chart = Chart { title: title.clone(), series: vec![series], decimals: 0, span: None, moments: Moments::default() };
    for (height, whole) in [(180.0, true), (90.0, false)] {
        for _ in 0..2 {
            let mut output = ctx.run_ui(RawInput::default(), |ui| {
                let plan = Plan::new(ui.ctx(), &theme, &chart, vec2(160.0, height));
                let lines: Vec<&str> = plan.title.iter().map(|(_, line)| line.as_str()).collect();
                assert_eq!(lines.join(" ") == title, whole, "{lines:?} in a height of {height}");
                assert!(plan.names.iter().all(|name| name.words.ends_with("… 21")), "{:?}", plan.names);
                assert!(plan.field.rect.top() > plan.title.last().map_or(0.0, |(top, _)| *top), "the field is under its title");
            });
            output.textures_delta.clear();
        }
    }
}

#[test]
fn the_window_and_the_file_have_every_turn_at_the_same_place() {
    let theme = Theme::default();
    let ctx = Context::default();
    theme.install(&ctx);
    let series = Series {
        name: "Haldry".to_owned(),
        values: vec![0.0, 48.0, 55.0, 61.5],
        ink: Ink::Supplier(Some(3)),
        last: "61".to_owned(),
        variable: None,
        hidden: false,
    };
    let chart = Chart { title: "Shares".to_owned(), series: vec![series], decimals: 0, span: None, moments: Moments::default() };
    let corner = pos2(31.0, 17.0);
    let mut seen = 0;
    for frame in 0..3 {
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let plan = Plan::new(ui.ctx(), &theme, &chart, vec2(360.0, 180.0));
            let how =
                How { id: egui::Id::unique("plot"), link: None, fresh: frame == 0, cursor: true, sense: egui::Sense::click() };
            let shown = plan.show(ui, &theme, corner, &how);
            for turn in 0..4 {
                let [top, bottom] = shown.upright(turn).expect("every turn is in sight");
                let file = plan.field.place(PlotPoint::new(turn as f64, 0.0)) + corner.to_vec2();
                assert!((top.x - file.x).abs() < 0.01, "turn {turn} in frame {frame}: {} and {}", top.x, file.x);
                assert!(top.y < file.y && file.y < bottom.y, "nothing is at the edge, where its mark would be cut");
                seen += 1;
            }
        });
        output.textures_delta.clear();
    }
    assert_eq!(seen, 12);
}

#[test]
fn colours_are_written_without_their_alpha() {
    let half = Theme::default().colour(Token::ChangeUp).gamma_multiply(0.5);
    let mut picture = Picture::new(vec2(4.0, 4.0));
    picture.fill(Rect::from_min_size(Pos2::ZERO, vec2(4.0, 4.0)), half, 0.0);
    let file = svg::svg(&picture, Color32::BLACK, "");
    assert!(file.contains("fill-opacity=\"0.5"), "{file}");
}
