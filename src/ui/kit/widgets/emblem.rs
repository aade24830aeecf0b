//! Emblems of states: shape × division × two tokens.
//!
//! The shape is the role, the division tells states apart, and colour means a supplier. Everything is
//! convex polygons clipped to the shape, so an emblem is sharp at every size.

use egui::{Color32, Mesh, Painter, Pos2, Response, Role, Sense, Shape as Painted, Ui, WidgetInfo};
use egui::{Vec2, pos2};

use super::mesh;
use crate::ui::kit::theme::{Theme, Token};

/// The outline; it says what a state is in the game.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// An exporter.
    Hexagon,
    /// A rival.
    Lozenge,
    /// A partner.
    Shield,
    /// A neutral state.
    Disc,
    /// An actor that isn't a state.
    Triangle,
}

/// The pattern on the field, in the words of heraldry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Division {
    /// A disc in the middle.
    Roundel,
    /// A vertical bar.
    Pale,
    /// A horizontal bar.
    Fess,
    /// A bar from upper left to lower right.
    Bend,
    /// The right half.
    PerPale,
    /// The lower half.
    PerFess,
    /// The lower left half.
    PerBend,
    /// Two opposite quarters.
    Quarterly,
    /// A wedge that points down.
    ChevronReversed,
    /// An upright cross.
    Cross,
    /// A diagonal cross.
    Saltire,
    /// The lower half with a wavy edge.
    Wave,
    /// A rafter that points up.
    Chevron,
    /// A broad border.
    Bordure,
}

impl Division {
    /// All divisions, in the order in which states take them.
    pub const ALL: [Self; 14] = [
        Self::Roundel,
        Self::Pale,
        Self::Fess,
        Self::Bend,
        Self::PerPale,
        Self::PerFess,
        Self::PerBend,
        Self::Quarterly,
        Self::ChevronReversed,
        Self::Cross,
        Self::Saltire,
        Self::Wave,
        Self::Chevron,
        Self::Bordure,
    ];
}

/// What the emblem of a state looks like, without its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Emblem {
    /// The outline.
    pub shape: Shape,
    /// The pattern.
    pub division: Division,
    /// Whether field and charge change places.
    pub swapped: bool,
}

/// Paints an emblem. `supplier` is the supplier's number from 0, `None` for everybody else; an
/// `opacity` below 1 puts it back towards the panel's ground.
pub fn paint(painter: &Painter, theme: &Theme, emblem: Emblem, supplier: Option<usize>, centre: Pos2, radius: f32, opacity: f32) {
    let feather = 1.0 / painter.pixels_per_point();
    let colours = Colours::of(theme, emblem, supplier, opacity);
    painter.add(Painted::mesh(draw(emblem, &colours, centre, radius, feather)));
}

/// An emblem inside a row, `size` points wide and high; `label` is what a screen reader says.
pub fn emblem_ui(ui: &mut Ui, theme: &Theme, emblem: Emblem, supplier: Option<usize>, size: f32, label: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), label));
    if ui.is_rect_visible(rect) {
        paint(ui.painter(), theme, emblem, supplier, rect.center(), size * 0.43, 1.0);
    }
    response
}

struct Colours {
    field: Color32,
    charge: Color32,
    edge: Color32,
}

impl Colours {
    fn of(theme: &Theme, emblem: Emblem, supplier: Option<usize>, opacity: f32) -> Self {
        let (mut field, mut charge, mut edge) = if let Some(n) = supplier {
            let hue = theme.supplier(n).colour;
            (hue, theme.colour(Token::TextInverse), hue)
        } else {
            let (ink, paper) = (theme.colour(Token::EmblemInk), theme.colour(Token::EmblemPaper));
            (ink, paper, if theme.dark_mode() { paper } else { ink })
        };
        if emblem.swapped {
            std::mem::swap(&mut field, &mut charge);
        }
        let ground = theme.colour(Token::SurfacePanel);
        for colour in [&mut field, &mut charge, &mut edge] {
            *colour = ground.lerp_to_gamma(*colour, opacity.clamp(0.0, 1.0));
        }
        Self { field, charge, edge }
    }
}

fn draw(emblem: Emblem, colours: &Colours, centre: Pos2, radius: f32, feather: f32) -> Mesh {
    let mut out = Mesh::default();
    let outline: Vec<Pos2> = outline(emblem.shape).iter().map(|p| centre + radius * p.to_vec2()).collect();
    let edge = (radius * 0.1).max(1.2);
    let inside = mesh::inset(&outline, edge / 2.0);
    mesh::convex(&mut out, &mesh::inset(&outline, -edge / 2.0), colours.edge, feather);
    mesh::convex(&mut out, &inside, colours.field, feather);
    if emblem.division == Division::Bordure {
        mesh::convex(&mut out, &inside, colours.charge, feather);
        mesh::convex(&mut out, &mesh::inset(&outline, radius * 0.33), colours.field, feather);
        return out;
    }
    let middle = match emblem.shape {
        Shape::Triangle => centre + Vec2::DOWN * (radius * 0.22),
        _ => centre,
    };
    // A charge in the colour of the edge must join it, or the field would shine through between them.
    let reach = if colours.charge == colours.edge { 0.75 * feather } else { 0.0 };
    let window = mesh::inset(&outline, edge / 2.0 - reach);
    // Neighbouring pieces of one charge overlap by this, so that no seam shows.
    let overlap = feather / radius.max(1.0);
    for (piece, is_charge) in pieces(emblem.division, overlap) {
        let piece: Vec<Pos2> = piece.iter().map(|&(x, y)| middle + radius * Vec2::new(x, y)).collect();
        let colour = if is_charge { colours.charge } else { colours.field };
        mesh::convex(&mut out, &mesh::clip(&piece, &window), colour, feather);
    }
    out
}

/// The outline for a radius of 1, clockwise.
fn outline(shape: Shape) -> Vec<Pos2> {
    match shape {
        Shape::Hexagon => mesh::regular(Pos2::ZERO, 1.04, 6, std::f32::consts::FRAC_PI_6),
        Shape::Lozenge => vec![pos2(0.0, -1.12), pos2(1.02, 0.0), pos2(0.0, 1.12), pos2(-1.02, 0.0)],
        Shape::Disc => mesh::regular(Pos2::ZERO, 1.0, 64, 0.0),
        Shape::Triangle => vec![pos2(0.0, -1.1), pos2(1.12, 0.88), pos2(-1.12, 0.88)],
        Shape::Shield => shield(),
    }
}

fn shield() -> Vec<Pos2> {
    let a = 0.88;
    let cubic = |p: [Pos2; 4], t: f32| {
        let curve = egui::epaint::CubicBezierShape::from_points_stroke(p, false, Color32::TRANSPARENT, egui::Stroke::NONE);
        curve.sample(t)
    };
    let right = [pos2(a, 0.12), pos2(a, 0.62), pos2(a * 0.45, 0.9), pos2(0.0, 1.06)];
    let left = [pos2(0.0, 1.06), pos2(-a * 0.45, 0.9), pos2(-a, 0.62), pos2(-a, 0.12)];
    let mut points = vec![pos2(-a, -0.92), pos2(a, -0.92)];
    points.extend((0..12).map(|step| cubic(right, step as f32 / 12.0)));
    points.extend((0..=12).map(|step| cubic(left, step as f32 / 12.0)));
    points
}

type Piece = Vec<(f32, f32)>;

/// The convex pieces of a division for a radius of 1, and whether each has the charge's colour.
fn pieces(division: Division, overlap: f32) -> Vec<(Piece, bool)> {
    const Q: f32 = 1.3;
    const T: f32 = 0.36;
    let rect = |x: f32, y: f32, w: f32, h: f32| vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h)];
    let charges: Vec<Piece> = match division {
        Division::Bordure => Vec::new(),
        Division::Roundel => {
            let disc = mesh::regular(Pos2::ZERO, 0.46, 40, 0.0);
            vec![disc.into_iter().map(|p| (p.x, p.y)).collect()]
        }
        Division::Pale => vec![rect(-T, -Q, 2.0 * T, 2.0 * Q)],
        Division::Fess => vec![rect(-Q, -T - 0.1, 2.0 * Q, 2.0 * T)],
        Division::Bend => vec![vec![(-Q, -Q), (T * 1.9 - Q, -Q), (Q, Q - T * 1.9), (Q, Q), (Q - T * 1.9, Q), (-Q, T * 1.9 - Q)]],
        Division::PerPale => vec![rect(0.0, -Q, Q, 2.0 * Q)],
        Division::PerFess => vec![rect(-Q, 0.0, 2.0 * Q, Q)],
        Division::PerBend => vec![vec![(-Q, -Q), (Q, Q), (-Q, Q)]],
        Division::Quarterly => vec![rect(0.0, -Q, Q, Q), rect(-Q, 0.0, Q, Q)],
        Division::ChevronReversed => vec![vec![(-Q, -Q), (Q, -Q), (0.0, Q * 0.42)]],
        Division::Cross => vec![rect(-T * 0.7, -Q, T * 1.4, 2.0 * Q), rect(-Q, -T * 0.95, 2.0 * Q, T * 1.4)],
        Division::Saltire => {
            let half = T * 0.625 * std::f32::consts::FRAC_1_SQRT_2;
            let bar = |s: f32| {
                vec![
                    (half - Q, -s * (Q + half)),
                    (Q + half, s * (Q - half)),
                    (Q - half, s * (Q + half)),
                    (-Q - half, s * (half - Q)),
                ]
            };
            vec![bar(1.0), bar(-1.0)]
        }
        Division::Wave => wave(Q, overlap),
        Division::Chevron => {
            return vec![
                (vec![(-Q, Q * 0.72), (0.0, -Q * 0.28), (Q, Q * 0.72), (Q, Q * 1.4), (-Q, Q * 1.4)], true),
                (vec![(-Q, Q * 1.4), (0.0, Q * 0.4), (Q, Q * 1.4)], false),
            ];
        }
    };
    charges.into_iter().map(|piece| (piece, true)).collect()
}

/// The lower half under one period of a wave, as columns.
fn wave(q: f32, overlap: f32) -> Vec<Piece> {
    const COLUMNS: usize = 20;
    let height = |x: f32| 0.05 - 0.235 * (std::f32::consts::PI * (x + q) / q).sin();
    (0..COLUMNS)
        .map(|column| {
            let left = -q + 2.0 * q * column as f32 / COLUMNS as f32 - overlap;
            let right = -q + 2.0 * q * (column + 1) as f32 / COLUMNS as f32 + overlap;
            vec![(left, height(left)), (right, height(right)), (right, q), (left, q)]
        })
        .collect()
}
