//! Every pair of text and ground has contrast enough, and the colours of suppliers are apart for every kind of colour vision: computed
//! for all themes.
//!
//! Colour deficiencies are simulated after Machado, Oliveira and Fernandes (2009) at full severity in linear RGB; distances are
//! CIEDE2000 (Sharma, Wu and Dalal 2005).

use egui::Color32;

use super::{Theme, ThemeName, Token};

type Rgb = [f64; 3];
type Matrix = [[f64; 3]; 3];

const NORMAL: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
const PROTANOPIA: Matrix = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
const DEUTERANOPIA: Matrix = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
const TRITANOPIA: Matrix = [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];
const VISIONS: [(&str, Matrix); 4] =
    [("normal", NORMAL), ("protanopia", PROTANOPIA), ("deuteranopia", DEUTERANOPIA), ("tritanopia", TRITANOPIA)];

const SURFACES: [Token; 6] = [
    Token::SurfaceBoard,
    Token::SurfaceRegion,
    Token::SurfaceBase,
    Token::SurfacePanel,
    Token::SurfaceRaised,
    Token::SurfaceOverlay,
];

fn times(matrix: &Matrix, rgb: Rgb) -> Rgb {
    matrix.map(|row| row.iter().zip(rgb).map(|(a, b)| a * b).sum())
}

fn linear(colour: Color32) -> Rgb {
    [colour.r(), colour.g(), colour.b()].map(|byte| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn luminance(colour: Color32) -> f64 {
    let [r, g, b] = linear(colour);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: Color32, other: Color32) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// CIE L*a*b* under D65.
fn lab(rgb: Rgb) -> Rgb {
    const TO_XYZ: Matrix =
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]];
    const WHITE: Rgb = [0.95047, 1.0, 1.08883];
    let xyz = times(&TO_XYZ, rgb.map(|part| part.clamp(0.0, 1.0)));
    let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let [x, y, z] = [f(xyz[0] / WHITE[0]), f(xyz[1] / WHITE[1]), f(xyz[2] / WHITE[2])];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn ciede2000(one: Rgb, other: Rgb) -> f64 {
    let ([l1, a1, b1], [l2, a2, b2]) = (one, other);
    let mean_c = f64::midpoint(a1.hypot(b1), a2.hypot(b2));
    let g = 0.5 * (1.0 - (mean_c.powi(7) / (mean_c.powi(7) + 25_f64.powi(7))).sqrt());
    let (a1, a2) = ((1.0 + g) * a1, (1.0 + g) * a2);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let apart = h2 - h1;
    let dh = match apart {
        _ if grey => 0.0,
        d if d > 180.0 => d - 360.0,
        d if d < -180.0 => d + 360.0,
        d => d,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let d_hue = 2.0 * (c1 * c2).sqrt() * (dh / 2.0).to_radians().sin();
    let (l, c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let h = match apart.abs() {
        _ if grey => h1 + h2,
        d if d <= 180.0 => f64::midpoint(h1, h2),
        _ if h1 + h2 < 360.0 => (h1 + h2 + 360.0) / 2.0,
        _ => (h1 + h2 - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0) - 0.20 * cos(4.0 * h - 63.0);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let turn = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rc = 2.0 * (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let rt = -(2.0 * turn).to_radians().sin() * rc;
    ((dl / sl).powi(2) + (dc / sc).powi(2) + (d_hue / sh).powi(2) + rt * (dc / sc) * (d_hue / sh)).sqrt()
}

fn distance(vision: &Matrix, one: Color32, other: Color32) -> f64 {
    ciede2000(lab(times(vision, linear(one))), lab(times(vision, linear(other))))
}

fn themes() -> impl Iterator<Item = (ThemeName, Theme)> {
    ThemeName::ALL.into_iter().map(|name| (name, Theme::load(name).expect("embedded theme")))
}

#[test]
fn the_distance_is_that_of_the_published_pairs() {
    // From the table of test data of Sharma, Wu and Dalal.
    let pairs = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ];
    for (one, other, expected) in pairs {
        let found = ciede2000(one, other);
        assert!((found - expected).abs() < 1e-4, "{one:?} and {other:?}: {found}, not {expected}");
    }
}

#[test]
fn every_text_can_be_read_on_every_ground() {
    let inks = [
        Token::TextPrimary,
        Token::TextSecondary,
        Token::TextMuted,
        Token::DraftInk,
        Token::ChangeUp,
        Token::ChangeDown,
        Token::StateWarning,
        Token::StateCritical,
    ];
    let all = inks.into_iter().flat_map(|ink| SURFACES.into_iter().map(move |ground| (ink, ground)));
    let others = [
        (Token::TextPrimary, Token::DraftTint),
        (Token::TextMuted, Token::DraftTint),
        (Token::DraftInk, Token::DraftTint),
        (Token::DraftOnFill, Token::DraftFill),
        (Token::StateWarning, Token::StateWarningTint),
        (Token::TextInverse, Token::TextPrimary),
    ];
    let pairs: Vec<(Token, Token)> = all.chain(others).collect();
    for (name, theme) in themes() {
        // On the tint of a warning the projector's amber is as dark as it can be and still be amber.
        let least = |ground: Token| match name {
            ThemeName::Contrast if ground != Token::StateWarningTint => 7.0,
            _ => 4.5,
        };
        for (ink, ground) in &pairs {
            let found = contrast(theme.colour(*ink), theme.colour(*ground));
            assert!(found >= least(*ground), "{name:?}: {} on {} is {found:.2}", ink.name(), ground.name());
        }
    }
}

#[test]
fn edges_of_controls_and_emblems_can_be_seen() {
    for (name, theme) in themes() {
        let pairs = [
            (Token::BorderControl, Token::SurfacePanel),
            (Token::BorderControl, Token::SurfaceRaised),
            (Token::BorderControl, Token::SurfaceBoard),
            (Token::EmblemPaper, Token::EmblemInk),
            (Token::TextInverse, Token::StateWarning),
        ];
        for (one, other) in pairs {
            let found = contrast(theme.colour(one), theme.colour(other));
            assert!(found >= 3.0, "{name:?}: {} on {} is {found:.2}", one.name(), other.name());
        }
        for n in 0..8 {
            for ground in [Token::SurfaceBoard, Token::SurfaceRegion] {
                let found = contrast(theme.supplier(n).colour, theme.colour(ground));
                assert!(found >= 3.0, "{name:?}: supplier {} on {} is {found:.2}", n + 1, ground.name());
            }
        }
    }
}

#[test]
fn suppliers_are_apart_for_every_kind_of_colour_vision() {
    for (name, theme) in themes() {
        for (vision, matrix) in &VISIONS {
            for one in 0..8_usize {
                for other in one + 1..8 {
                    let found = distance(matrix, theme.supplier(one).colour, theme.supplier(other).colour);
                    let least = if other < 4 { 12.0 } else { 11.0 };
                    assert!(found >= least, "{name:?}, {vision}: suppliers {} and {} are {found:.1} apart", one + 1, other + 1);
                }
            }
        }
    }
}

#[test]
fn a_rise_and_a_fall_are_apart_for_every_kind_of_colour_vision() {
    for (name, theme) in themes() {
        for (vision, matrix) in &VISIONS {
            let found = distance(matrix, theme.colour(Token::ChangeUp), theme.colour(Token::ChangeDown));
            assert!(found >= 25.0, "{name:?}, {vision}: {found:.1}");
        }
    }
}
