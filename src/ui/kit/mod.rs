//! What panels are drawn with: the theme, widgets, pictures of numbers, and the parts that several panels put together from these.

pub mod difference;
pub mod ensemble;
pub mod landmarks;
pub mod mark;
pub mod menus;
pub mod objectives;
pub mod options;
pub mod parts;
pub mod picture;
pub mod portrait;
pub mod spots;
pub mod theme;
pub mod widgets;
