//! The geometry under the drawings.

use egui::{Mesh, Pos2, pos2};

use super::labels::Sign;
use super::link::{Cubic, LinkPainter, distance, head_length, width_of_share};
use super::mesh;
use crate::ui::kit::theme::{Theme, ThemeName, Token};

#[test]
fn distance_to_a_straight_link_is_the_perpendicular() {
    let link = Cubic::straight(pos2(0.0, 0.0), pos2(100.0, 0.0));
    assert!((distance(link.flatten().into_iter(), pos2(50.0, 7.0)) - 7.0).abs() < 0.01);
    assert!((distance(link.flatten().into_iter(), pos2(104.0, 3.0)) - 5.0).abs() < 0.01);
    assert!(link.point_at(0.5).distance(pos2(50.0, 0.0)) < 0.01);
}

#[test]
fn width_and_head_follow_the_share() {
    assert!((width_of_share(0.48) - 5.82).abs() < 1e-4);
    assert!((head_length(1.5) - 6.0).abs() < 1e-4);
    assert!((head_length(10.0) - 11.5).abs() < 1e-4);
}

#[test]
fn clipping_keeps_what_is_inside() {
    let window = [pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0), pos2(0.0, 10.0)];
    let subject = [pos2(5.0, -5.0), pos2(20.0, -5.0), pos2(20.0, 5.0), pos2(5.0, 5.0)];
    let part = mesh::clip(&subject, &window);
    assert_eq!(part.len(), 4);
    assert!(part.iter().all(|p| (5.0..=10.0).contains(&p.x) && (0.0..=5.0).contains(&p.y)));
    let outside = subject.map(|p| Pos2::new(p.x + 30.0, p.y));
    assert!(mesh::clip(&outside, &window).len() < 3);
}

#[test]
fn all_patterns_make_valid_meshes() {
    let theme = Theme::load(ThemeName::Dark).expect("embedded theme");
    let mut links = LinkPainter::new(2.0, theme.colour(Token::SurfaceBoard));
    let link = Cubic::straight(pos2(0.0, 0.0), pos2(90.0, 40.0));
    for supplier in 0..8 {
        links.link(&link, 4.0, theme.supplier(supplier), 0.4);
    }
    links.ghost(&link, 4.0, &theme);
    // A link without length draws nothing, and fails nothing.
    links.link(&Cubic::straight(Pos2::ZERO, Pos2::ZERO), 4.0, theme.supplier(1), 1.0);
    let egui::Shape::Mesh(mesh) = links.finish() else {
        panic!("links make one mesh");
    };
    assert!(mesh.is_valid());
    assert!(mesh.vertices.iter().all(|vertex| vertex.pos.is_finite()));
    assert!(*mesh != Mesh::default());
}

#[test]
fn a_sign_knows_zero() {
    assert_eq!(Sign::of(0.0), Sign::Zero);
    assert_eq!(Sign::of(-0.01), Sign::Down);
    assert_eq!(Sign::of(f64::NAN), Sign::Zero);
}
