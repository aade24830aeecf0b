//! A picture as an SVG file.

use std::fmt::Write as _;

use egui::{Align, Align2, Color32, FontFamily, FontId, Pos2};

use super::{Part, Picture};
use crate::ui::kit::theme::fonts;
use crate::ui::kit::widgets::mark;

/// Writes the file. `title` is what a reader that shows no pictures says.
#[must_use]
pub fn svg(picture: &Picture, ground: Color32, title: &str) -> String {
    let (width, height) = (picture.size.x, picture.size.y);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"Ubuntu, sans-serif\">\n<title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" {}/>\n",
        escaped(title),
        paint("fill", ground)
    );
    for part in &picture.parts {
        write_part(&mut out, part);
    }
    out.push_str("</svg>\n");
    out
}

fn write_part(out: &mut String, part: &Part) {
    // Writing into a string cannot fail.
    let _written = match part {
        Part::Line { points, width, ink, dash } => {
            let lengths: Vec<String> = dash.iter().map(|d| format!("{d:.1}")).collect();
            let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", lengths.join(" ")) };
            let points = path(points);
            writeln!(
                out,
                "<polyline points=\"{points}\" fill=\"none\" {} stroke-width=\"{width:.2}\"{dash}/>",
                paint("stroke", *ink)
            )
        }
        Part::Box { rect, fill, edge, radius } => writeln!(
            out,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{radius:.1}\" {}{}/>",
            rect.left(),
            rect.top(),
            rect.width(),
            rect.height(),
            paint("fill", *fill),
            if edge.0 > 0.0 { format!(" {} stroke-width=\"{:.1}\"", paint("stroke", edge.1), edge.0) } else { String::new() }
        ),
        Part::Words { at, align, words, font, ink } => writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{:.1}\" font-weight=\"{}\" text-anchor=\"{}\" {}>{}</text>",
            at.x,
            at.y + baseline(*align, font.size),
            font.size,
            weight(font),
            anchor(*align),
            paint("fill", *ink),
            escaped(words)
        ),
        Part::Mark { mark, at, radius, ink } => {
            for part in mark::outline(*mark) {
                let points: Vec<Pos2> = part.iter().map(|p| *at + *radius * *p).collect();
                let _written = writeln!(out, "<polygon points=\"{}\" {}/>", path(&points), paint("fill", *ink));
            }
            Ok(())
        }
        Part::Cells { rect, columns, fills } => {
            let columns = (*columns).max(1);
            let rows = fills.len().div_ceil(columns).max(1);
            let (w, h) = (rect.width() / columns as f32, rect.height() / rows as f32);
            for (n, fill) in fills.iter().enumerate() {
                let (x, y) = (rect.left() + w * (n % columns) as f32, rect.top() + h * (n / columns) as f32);
                let (inner_w, inner_h) = ((w - 1.0).max(0.5), (h - 1.0).max(0.5));
                let _written = writeln!(
                    out,
                    "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{inner_w:.1}\" height=\"{inner_h:.1}\" {}/>",
                    paint("fill", *fill)
                );
            }
            Ok(())
        }
    };
}

fn path(points: &[Pos2]) -> String {
    let each: Vec<String> = points.iter().map(|p| format!("{:.1},{:.1}", p.x, p.y)).collect();
    each.join(" ")
}

/// A colour as attributes: SVG wants it without its alpha and not multiplied by it.
fn paint(what: &str, colour: Color32) -> String {
    let [r, g, b, a] = colour.to_srgba_unmultiplied();
    if a == 0 {
        return format!("{what}=\"none\"");
    }
    let opacity = if a == 255 { String::new() } else { format!(" {what}-opacity=\"{:.3}\"", f32::from(a) / 255.0) };
    format!("{what}=\"#{r:02x}{g:02x}{b:02x}\"{opacity}")
}

fn weight(font: &FontId) -> u16 {
    match &font.family {
        family if *family == fonts::medium() => 500,
        family if *family == fonts::light() => 300,
        FontFamily::Proportional | FontFamily::Monospace | FontFamily::Name(_) => 400,
    }
}

const fn anchor(align: Align2) -> &'static str {
    match align.0[0] {
        Align::Min => "start",
        Align::Center => "middle",
        Align::Max => "end",
    }
}

/// From the anchor down to the line that letters stand on.
fn baseline(align: Align2, size: f32) -> f32 {
    let [_, vertical] = align.0;
    size * match vertical {
        Align::Min => 0.95,
        Align::Center => 0.35,
        Align::Max => -0.25,
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
