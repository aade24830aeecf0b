//! Pictures of numbers as plain shapes: lines, boxes, words, marks, for SVG and PNG files. Lines over the turns and points are planned
//! once (`plan`, `scatter`): the window shows the plan by the plotting library (`field`, `items`, `live`), the file is drawn from it. So
//! what is saved is what was seen. Matrices and bars are pictures in the window too.

pub mod chart;
pub mod field;
pub mod grid;
pub mod heat;
pub mod items;
pub mod live;
pub mod plan;
pub mod raster;
pub mod scatter;
pub mod sheet;
pub mod stack;
pub mod svg;
#[cfg(test)]
mod tests;

use egui::{Align2, Color32, Context, FontId, Mesh, Pos2, Rect, Shape, Stroke, Vec2};

use crate::ui::kit::theme::Mark;
use crate::ui::kit::widgets::mark;

/// One shape of a picture. Places are counted from the picture's left upper corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A line through points; `dash` holds lengths on and off in turn, and is empty for a solid line.
    Line {
        /// The points.
        points: Vec<Pos2>,
        /// Its width.
        width: f32,
        /// Its colour.
        ink: Color32,
        /// Lengths on and off.
        dash: Vec<f32>,
    },
    /// A box, filled or with an edge or both.
    Box {
        /// Where.
        rect: Rect,
        /// The fill; transparent for none.
        fill: Color32,
        /// Width and colour of the edge; no width for none.
        edge: (f32, Color32),
        /// Radius of the corners.
        radius: f32,
    },
    /// Words.
    Words {
        /// The anchor.
        at: Pos2,
        /// Which point of the words the anchor is.
        align: Align2,
        /// What they say.
        words: String,
        /// Their font.
        font: FontId,
        /// Their colour.
        ink: Color32,
    },
    /// A supplier's mark.
    Mark {
        /// Which.
        mark: Mark,
        /// Its centre.
        at: Pos2,
        /// Its radius.
        radius: f32,
        /// Its colour.
        ink: Color32,
    },
    /// A grid of cells, row by row, each with its colour.
    Cells {
        /// Where the grid lies.
        rect: Rect,
        /// How many columns.
        columns: usize,
        /// A colour a cell.
        fills: Vec<Color32>,
    },
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Width and height, points.
    pub size: Vec2,
    /// What it consists of, from back to front.
    pub parts: Vec<Part>,
}

impl Picture {
    /// An empty picture.
    #[must_use]
    pub const fn new(size: Vec2) -> Self {
        Self { size, parts: Vec::new() }
    }

    /// Adds a solid line.
    pub fn line(&mut self, points: Vec<Pos2>, width: f32, ink: Color32) {
        self.parts.push(Part::Line { points, width, ink, dash: Vec::new() });
    }

    /// Adds a filled box.
    pub fn fill(&mut self, rect: Rect, fill: Color32, radius: f32) {
        self.parts.push(Part::Box { rect, fill, edge: (0.0, Color32::TRANSPARENT), radius });
    }

    /// Adds words.
    pub fn words(&mut self, at: Pos2, align: Align2, words: impl Into<String>, font: &FontId, ink: Color32) {
        self.parts.push(Part::Words { at, align, words: words.into(), font: font.clone(), ink });
    }

    /// Puts another picture into this one, its corner here.
    pub fn put(&mut self, other: Self, at: Vec2) {
        self.parts.extend(other.parts.into_iter().map(|part| part.moved(at)));
    }

    /// The shapes of the picture with its left upper corner here.
    #[must_use]
    pub fn shapes(&self, ctx: &Context, corner: Pos2) -> Vec<Shape> {
        let feather = 1.0 / ctx.pixels_per_point();
        let by = corner.to_vec2();
        let mut shapes = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            match part {
                Part::Line { points, width, ink, dash } => {
                    let points: Vec<Pos2> = points.iter().map(|p| *p + by).collect();
                    for piece in dashed(points, dash) {
                        shapes.push(Shape::line(piece, Stroke::new(*width, *ink)));
                    }
                }
                Part::Box { rect, fill, edge, radius } => {
                    let stroke = Stroke::new(edge.0, edge.1);
                    let shape =
                        egui::epaint::RectShape::new(rect.translate(by), *radius, *fill, stroke, egui::StrokeKind::Inside);
                    shapes.push(Shape::Rect(shape));
                }
                Part::Words { at, align, words, font, ink } => {
                    let galley = ctx.fonts_mut(|fonts| fonts.layout_no_wrap(words.clone(), font.clone(), *ink));
                    let place = align.anchor_size(*at + by, galley.size());
                    shapes.push(Shape::galley(place.min, galley, *ink));
                }
                Part::Mark { mark, at, radius, ink } => shapes.extend(mark::shape(*mark, *at + by, *radius, *ink, feather)),
                Part::Cells { rect, columns, fills } => shapes.push(cells(rect.translate(by), *columns, fills)),
            }
        }
        shapes
    }

    /// How wide words are.
    #[must_use]
    pub fn width_of(ctx: &Context, words: &str, font: &FontId) -> f32 {
        Self::size_of(ctx, words, font).x
    }

    /// How wide and how high words are.
    #[must_use]
    pub fn size_of(ctx: &Context, words: &str, font: &FontId) -> Vec2 {
        ctx.fonts_mut(|fonts| fonts.layout_no_wrap(words.to_owned(), font.clone(), Color32::PLACEHOLDER).size())
    }
}

impl Part {
    fn moved(mut self, by: Vec2) -> Self {
        match &mut self {
            Self::Line { points, .. } => points.iter_mut().for_each(|p| *p += by),
            Self::Box { rect, .. } | Self::Cells { rect, .. } => *rect = rect.translate(by),
            Self::Words { at, .. } | Self::Mark { at, .. } => *at += by,
        }
        self
    }
}

/// A matrix as one mesh: a shape of its own for each cell would cost more than all the rest of the screen.
fn cells(rect: Rect, columns: usize, fills: &[Color32]) -> Shape {
    let columns = columns.max(1);
    let rows = fills.len().div_ceil(columns).max(1);
    let step = Vec2::new(rect.width() / columns as f32, rect.height() / rows as f32);
    let gap = if step.min_elem() > 6.0 { 1.0 } else { 0.0 };
    let mut mesh = Mesh::default();
    for (n, fill) in fills.iter().enumerate() {
        let (row, column) = (n / columns, n % columns);
        let corner = rect.min + Vec2::new(step.x * column as f32, step.y * row as f32);
        mesh.add_colored_rect(Rect::from_min_size(corner, step - Vec2::splat(gap)), *fill);
    }
    Shape::mesh(mesh)
}

/// The pieces of a line that are drawn.
fn dashed(points: Vec<Pos2>, dash: &[f32]) -> Vec<Vec<Pos2>> {
    if dash.iter().sum::<f32>() <= 0.0 {
        return vec![points];
    }
    let mut pieces = Vec::new();
    let mut piece: Vec<Pos2> = Vec::new();
    let mut rhythm = dash.iter().copied().enumerate().cycle();
    let (mut place, mut left) = rhythm.next().unwrap_or((0, 1.0));
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let (mut at, length) = (0.0, from.distance(*to));
        if piece.is_empty() && place % 2 == 0 {
            piece.push(*from);
        }
        while at + left < length {
            at += left;
            let here = from.lerp(*to, at / length);
            if place % 2 == 0 {
                piece.push(here);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![here];
            }
            (place, left) = rhythm.next().unwrap_or((0, 1.0));
        }
        left -= length - at;
        if place % 2 == 0 {
            piece.push(*to);
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}
