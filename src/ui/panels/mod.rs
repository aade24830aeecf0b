//! What people look at and press, one module a panel. A panel looks at the state and pushes intents; panels do not know one another.

pub mod audience;
pub mod board;
pub mod bottom;
pub mod branches;
pub mod composer;
pub mod dialogs;
pub mod hand_in;
pub mod hindcast;
pub mod home;
pub mod inspector;
pub mod keys_page;
pub mod messages;
pub mod new_order;
pub mod palette;
pub mod plots;
pub mod rulebook;
pub mod seats;
pub mod sets;
pub mod settings_page;
pub mod story;
pub mod timeline;
pub mod topbar;
pub mod tour;
pub mod tray;
pub mod why;
