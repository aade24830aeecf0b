//! What the window shows and keeps: the workspace, what panels may see of a game, what they ask for, and the commands that can be given.

pub mod abroad;
pub mod arrangement;
pub mod asked;
pub mod clock;
pub mod commands;
pub mod drafting;
pub mod find;
pub mod highlight;
pub mod intents;
pub mod joined;
pub mod noting;
pub mod pages;
pub mod positions;
pub mod scene;
pub mod settings;
pub mod sources;
pub mod unanswered;
pub mod workspace;
