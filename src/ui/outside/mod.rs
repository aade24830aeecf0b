//! The world beyond the frame: files, the desktop's dialogs and futures, on threads of their own.

pub mod filing;
mod keeping;
pub mod worker;
