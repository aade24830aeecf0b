//! A picture as a PNG file, drawn without a window: egui makes the triangles, and a few lines fill them.
//!
//! Slow against a graphics card (about a tenth of a second for a sheet) and the same on every machine.

use std::collections::BTreeMap;

use egui::epaint::{ClippedPrimitive, ImageData, Primitive, Vertex};
use egui::{Color32, ColorImage, Context, Pos2, RawInput, Rect, TextureId, vec2};

use super::Picture;
use crate::ui::kit::theme::Theme;

/// Pixels a point.
const SCALE: f32 = 2.0;

/// The file's bytes; none where the picture is too large to encode.
#[must_use]
pub fn png(picture: &Picture, theme: &Theme, ground: Color32) -> Option<Vec<u8>> {
    let image = image(picture, theme, ground);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, image.size[0] as u32, image.size[1] as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let pixels: Vec<u8> = image.pixels.iter().flat_map(|p| [p.r(), p.g(), p.b()]).collect();
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// The picture as pixels.
#[must_use]
pub fn image(picture: &Picture, theme: &Theme, ground: Color32) -> ColorImage {
    let ctx = Context::default();
    theme.install(&ctx);
    let mut textures: BTreeMap<TextureId, ColorImage> = BTreeMap::new();
    let mut primitives = Vec::new();
    // Fonts are in place from the second pass on.
    for _ in 0..2 {
        let mut input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, picture.size)), ..RawInput::default() };
        if let Some(viewport) = input.viewports.get_mut(&input.viewport_id) {
            viewport.native_pixels_per_point = Some(SCALE);
        }
        let mut output = ctx.run_ui(input, |ui| {
            let shapes = picture.shapes(ui.ctx(), Pos2::ZERO);
            ui.painter().with_clip_rect(Rect::EVERYTHING).extend(shapes);
        });
        let fresh: BTreeMap<TextureId, _> = std::mem::take(&mut output.textures_delta.set).into_iter().collect();
        for (id, deltas) in fresh {
            for delta in deltas {
                let ImageData::Color(piece) = &delta.image;
                match (delta.pos, textures.get_mut(&id)) {
                    (Some(at), Some(whole)) => patch(whole, piece, at),
                    _ => {
                        textures.insert(id, piece.as_ref().clone());
                    }
                }
            }
        }
        primitives = ctx.tessellate(output.shapes, SCALE);
    }
    let size = (picture.size * SCALE).ceil();
    let mut image = ColorImage::filled([size.x as usize, size.y as usize], ground);
    for ClippedPrimitive { clip_rect, primitive } in primitives {
        let Primitive::Mesh(mesh) = primitive else { continue };
        let Some(texture) = textures.get(&mesh.texture_id) else { continue };
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |n: usize| corners.get(n).and_then(|index| mesh.vertices.get(*index as usize)).copied();
            if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
                triangle(&mut image, texture, clip_rect, [a, b, c]);
            }
        }
    }
    image
}

fn patch(whole: &mut ColorImage, piece: &ColorImage, at: [usize; 2]) {
    let [width, _] = piece.size;
    for (n, pixel) in piece.pixels.iter().enumerate() {
        let (x, y) = (at[0] + n % width.max(1), at[1] + n / width.max(1));
        let place = y * whole.size[0] + x;
        if let Some(old) = whole.pixels.get_mut(place) {
            *old = *pixel;
        }
    }
}

/// Fills one triangle, pixel centre by pixel centre.
fn triangle(image: &mut ColorImage, texture: &ColorImage, clip: Rect, corners: [Vertex; 3]) {
    let [a, b, c] = corners.map(|v| (v.pos.to_vec2() * SCALE).to_pos2());
    let area = (b - a).x * (c - a).y - (b - a).y * (c - a).x;
    if area.abs() < 1e-6 {
        return;
    }
    let reach = Rect::from_points(&[a, b, c])
        .intersect(Rect::from_min_max((clip.min.to_vec2() * SCALE).to_pos2(), (clip.max.to_vec2() * SCALE).to_pos2()));
    let [width, height] = image.size;
    let (left, right) = (reach.left().floor().max(0.0) as usize, (reach.right().ceil().max(0.0) as usize).min(width));
    let (top, bottom) = (reach.top().floor().max(0.0) as usize, (reach.bottom().ceil().max(0.0) as usize).min(height));
    for y in top..bottom {
        for x in left..right {
            let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
            let part = |from: Pos2, to: Pos2| ((to - from).x * (at - from).y - (to - from).y * (at - from).x) / area;
            let weights = [part(b, c), part(c, a), part(a, b)];
            if weights.iter().any(|w| *w < 0.0) {
                continue;
            }
            let mix = |of: fn(&Vertex) -> f32| corners.iter().zip(weights).map(|(v, w)| of(v) * w).sum::<f32>();
            let sampled = sample(texture, mix(|v| v.uv.x), mix(|v| v.uv.y));
            let tint = [
                mix(|v| f32::from(v.color.r())),
                mix(|v| f32::from(v.color.g())),
                mix(|v| f32::from(v.color.b())),
                mix(|v| f32::from(v.color.a())),
            ];
            if let Some(pixel) = image.pixels.get_mut(y * width + x) {
                *pixel = over(*pixel, sampled, tint);
            }
        }
    }
}

/// The texture between its pixels, each channel 0–1.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let at = vec2(u * width as f32 - 0.5, v * height as f32 - 0.5);
    let (x, y) = (at.x.floor().max(0.0), at.y.floor().max(0.0));
    let (part_x, part_y) = ((at.x - x).clamp(0.0, 1.0), (at.y - y).clamp(0.0, 1.0));
    let pixel = |dx: usize, dy: usize| {
        let (px, py) = ((x as usize + dx).min(width.saturating_sub(1)), (y as usize + dy).min(height.saturating_sub(1)));
        let found = texture.pixels.get(py * width + px).copied().unwrap_or(Color32::TRANSPARENT);
        found.to_array().map(|channel| f32::from(channel) / 255.0)
    };
    let (nw, ne, sw, se) = (pixel(0, 0), pixel(1, 0), pixel(0, 1), pixel(1, 1));
    let mut out = [0.0; 4];
    for (((out, nw), ne), (sw, se)) in out.iter_mut().zip(nw).zip(ne).zip(sw.into_iter().zip(se)) {
        let (upper, lower) = (nw + (ne - nw) * part_x, sw + (se - sw) * part_x);
        *out = upper + (lower - upper) * part_y;
    }
    out
}

/// A tinted sample laid over a pixel, as egui blends: multiplied by its alpha, in gamma space.
fn over(below: Color32, sampled: [f32; 4], tint: [f32; 4]) -> Color32 {
    let [r, g, b, a] = [0, 1, 2, 3].map(|n: usize| sampled.get(n).copied().unwrap_or(0.0) * tint.get(n).copied().unwrap_or(0.0));
    let rest = 1.0 - a / 255.0;
    let channel = |front: f32, back: u8| f32::from(back).mul_add(rest, front).round().clamp(0.0, 255.0) as u8;
    let mut out = below;
    let [old_r, old_g, old_b, _] = below.to_array();
    out[0] = channel(r, old_r);
    out[1] = channel(g, old_g);
    out[2] = channel(b, old_b);
    out
}
