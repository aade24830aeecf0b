//! The world beyond the frame: files, the desktop's dialogs, the clock and futures, on a thread of their own.

pub mod filing;
pub mod worker;
