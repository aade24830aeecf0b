//! The parts that panels are made of: emblems, links, nodes, marks and controls.
//!
//! Each draws from a theme and plain values and says what was clicked; none knows the game. Text that
//! a reader sees is given by the caller, except for the words of accessibility.

pub mod bars;
pub mod controls;
pub mod emblem;
pub mod labels;
pub mod link;
pub mod mark;
mod mesh;
pub mod node;
pub mod segmented;
#[cfg(test)]
mod tests;
