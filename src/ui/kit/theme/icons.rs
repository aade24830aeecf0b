//! The icons by meaning: one name for each meaning, never for the drawing.
//!
//! Each constant is one character of the Material Symbols subset in `assets/fonts`, which every text
//! family falls back to; so an icon may stand inside ordinary text. The same characters in the family
//! [`filled`](super::fonts::filled) give the filled drawing that marks a status.

/// Approve a request.
pub const APPROVE: &str = "\u{f0be}";
/// Approve with conditions.
pub const CONDITIONS: &str = "\u{f1c2}";
/// Defer a decision.
pub const DEFER: &str = "\u{efd6}";
/// Deny a request.
pub const DENY: &str = "\u{f08c}";
/// Suspend a licence; also pauses a replay.
pub const SUSPEND: &str = "\u{e034}";
/// Revoke a licence.
pub const REVOKE: &str = "\u{e16f}";
/// Embargo.
pub const EMBARGO: &str = "\u{f08f}";
/// Sanction; also an order in general.
pub const SANCTION: &str = "\u{e90e}";
/// Inspect end use.
pub const INSPECT: &str = "\u{ea17}";
/// Monitor; also shows something.
pub const MONITOR: &str = "\u{e8f4}";
/// Co-production.
pub const CO_PRODUCTION: &str = "\u{f049}";
/// Training.
pub const TRAINING: &str = "\u{e80c}";
/// Assurance or pact.
pub const ASSURANCE: &str = "\u{ebcb}";
/// Undercut a price.
pub const UNDERCUT: &str = "\u{eb58}";
/// Counter-supply.
pub const COUNTER_SUPPLY: &str = "\u{e8d4}";
/// Cyber operation; also the domain cyber and electronic.
pub const CYBER: &str = "\u{eb2f}";
/// Influence or protest.
pub const INFLUENCE: &str = "\u{ef49}";
/// A request in the in-tray.
pub const REQUEST: &str = "\u{e156}";
/// Not yet played.
pub const PENDING: &str = "\u{ef64}";
/// A draft.
pub const DRAFT: &str = "\u{e745}";
/// Everybody may read this.
pub const PUBLIC: &str = "\u{e80b}";
/// Only one seat and the facilitator may read this; also a locked control.
pub const PRIVATE: &str = "\u{e899}";
/// An order, and resolving the turn.
pub const ORDER: &str = "\u{e90e}";
/// A random draw.
pub const DRAW: &str = "\u{eb40}";
/// A parameter of the rules.
pub const PARAMETER: &str = "\u{e429}";
/// The facilitator, or all seats.
pub const FACILITATOR: &str = "\u{f233}";
/// A seat played by a person.
pub const PERSON: &str = "\u{f0d3}";
/// Near a limit, or strained.
pub const WARNING: &str = "\u{f083}";
/// Broken, failed or refused.
pub const BROKEN: &str = "\u{f052}";
/// The causes of a number.
pub const CAUSES: &str = "\u{e97a}";
/// A rule, the rulebook.
pub const RULE: &str = "\u{ea19}";
/// A branch of the game.
pub const BRANCH: &str = "\u{ebac}";
/// Replay, play, start.
pub const REPLAY: &str = "\u{e037}";
/// The audience view.
pub const AUDIENCE: &str = "\u{e307}";
/// Waits since some turns, or is being computed.
pub const WAITING: &str = "\u{ea5b}";
/// Show as a table.
pub const AS_TABLE: &str = "\u{f101}";
/// Plots.
pub const PLOTS: &str = "\u{f190}";
/// Headlines.
pub const HEADLINES: &str = "\u{eb81}";
/// The domain air defence.
pub const AIR_DEFENCE: &str = "\u{e9e0}";
/// The domain precision strike.
pub const PRECISION_STRIKE: &str = "\u{eb9b}";
/// The domain maritime.
pub const MARITIME: &str = "\u{e502}";
/// The domain ISR and sensors.
pub const SENSORS: &str = "\u{f04e}";
/// The domain space and autonomy.
pub const SPACE: &str = "\u{eb3a}";
/// Undo.
pub const UNDO: &str = "\u{e166}";
/// Redo.
pub const REDO: &str = "\u{e15a}";
/// Search.
pub const SEARCH: &str = "\u{ef7a}";
/// Close, or take away.
pub const CLOSE: &str = "\u{e5cd}";
/// Add, new, zoom in.
pub const ADD: &str = "\u{e145}";
/// Take one away, zoom out.
pub const REMOVE: &str = "\u{e15b}";
/// More actions.
pub const MORE: &str = "\u{e5d3}";
/// A handle for dragging.
pub const DRAG: &str = "\u{e945}";
/// Expand downwards, open a list.
pub const EXPAND: &str = "\u{e5cf}";
/// Collapse upwards.
pub const COLLAPSE: &str = "\u{e5ce}";
/// Previous.
pub const CHEVRON_LEFT: &str = "\u{e5cb}";
/// Next, go in.
pub const CHEVRON_RIGHT: &str = "\u{e5cc}";
/// Leads to.
pub const ARROW_RIGHT: &str = "\u{e5c8}";
/// Open a file.
pub const FOLDER_OPEN: &str = "\u{e2c8}";
/// Save.
pub const SAVE: &str = "\u{e161}";
/// Save as another file.
pub const SAVE_AS: &str = "\u{eb60}";
/// Export.
pub const EXPORT: &str = "\u{f090}";
/// Copy.
pub const COPY: &str = "\u{e14d}";
/// Settings.
pub const SETTINGS: &str = "\u{e8b8}";
/// Keyboard.
pub const KEYBOARD: &str = "\u{e312}";
/// Text size.
pub const TEXT_SIZE: &str = "\u{e245}";
/// Dark theme.
pub const DARK_MODE: &str = "\u{e51c}";
/// Light theme.
pub const LIGHT_MODE: &str = "\u{e518}";
/// High contrast.
pub const CONTRAST: &str = "\u{eb37}";
/// Fit the board into view.
pub const ZOOM_FIT: &str = "\u{ea10}";
/// Fill the screen.
pub const FULLSCREEN: &str = "\u{e5d0}";
/// Done, saved, met.
pub const CHECK: &str = "\u{e668}";
/// Recommended by the record.
pub const VERIFIED: &str = "\u{ef76}";
/// Information.
pub const INFO: &str = "\u{e88e}";
/// Home.
pub const HOME: &str = "\u{e9b2}";
/// History.
pub const HISTORY: &str = "\u{e8b3}";
/// A report or document.
pub const DOCUMENT: &str = "\u{e873}";
/// Filter.
pub const FILTER: &str = "\u{e152}";
/// Flag.
pub const FLAG: &str = "\u{f0c6}";
/// Weigh criteria.
pub const BALANCE: &str = "\u{eaf6}";
/// Bring into focus.
pub const FOCUS: &str = "\u{e719}";
/// Next step.
pub const STEP_NEXT: &str = "\u{e044}";
/// Previous step.
pub const STEP_PREVIOUS: &str = "\u{e045}";
/// Stop.
pub const STOP: &str = "\u{e047}";
/// From the start again.
pub const RESTART: &str = "\u{e042}";
/// Play again, refresh.
pub const REFRESH: &str = "\u{e5d5}";
/// The tour.
pub const ROUTE: &str = "\u{eacd}";
/// The board.
pub const BOARD: &str = "\u{e9f4}";
/// The timeline.
pub const TIMELINE: &str = "\u{e922}";
