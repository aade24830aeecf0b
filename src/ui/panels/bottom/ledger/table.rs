//! The lines of the ledger that are in sight. Their words are made once and kept until the list changes.

use std::collections::BTreeMap;

use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column as Width, TableBuilder, TableRow};

use super::Scene;
use super::index::{Index, Item, Row, actor_name, entry};
use super::query::{Column, Query};
use crate::report::causes::cause_in;
use crate::report::headlines::headline;
use crate::report::phases;
use crate::report::words::{self, Shape, Sign as Written};
use crate::rules::ledger::Cause;
use crate::rules::quantity::Quantity;
use crate::rules::variable::Variable;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, Sign};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;

/// Lines whose words are kept; more than any screen shows.
const KEPT_MAX: usize = 400;
/// From this width on, the levels stand beside the change.
const LEVELS_WIDTH_MIN: f32 = 900.0;
/// From this width on, the phase is said; the largest cause says most of it.
const PHASE_WIDTH_MIN: f32 = 660.0;
/// How high a line is at least.
const LINE_HEIGHT: f32 = 22.0;

/// Which columns there is room for.
#[derive(Clone, Copy)]
struct Shown {
    phase: bool,
    levels: bool,
}

impl Shown {
    /// How many they are.
    fn count(self) -> usize {
        4 + usize::from(self.phase) + usize::from(self.levels)
    }
}

/// The words of lines, kept while the list is the same.
#[derive(Default)]
pub(super) struct Lines {
    edition: u64,
    kept: BTreeMap<usize, Line>,
}

/// One line in words.
#[derive(Clone)]
pub(super) struct Line {
    turn: String,
    phase: String,
    actor: String,
    what: String,
    levels: String,
    change: String,
    amount: f64,
    why: String,
    at: usize,
    variable: Variable,
}

/// Draws the table.
pub(super) fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    (query, index, lines): (&mut Query, &Index, &mut Lines),
    intents: &mut Vec<Intent>,
) {
    if lines.edition != index.edition || lines.kept.len() > KEPT_MAX {
        lines.kept.clear();
        lines.edition = index.edition;
    }
    let larger = theme.larger();
    let wide = |least: f32| ui.available_width() >= least * larger;
    let columns = Shown { phase: wide(PHASE_WIDTH_MIN), levels: wide(LEVELS_WIDTH_MIN) };
    let right = ui.max_rect().right() - 12.0;
    let high = (theme.text_spec(&style::small()).line + 2.0).max(LINE_HEIGHT);
    let fixed = |width: f32| Width::exact(width * larger);
    let mut table = TableBuilder::new(ui)
        .id_salt("ledger")
        .auto_shrink(false)
        .min_scrolled_height(40.0)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(fixed(44.0));
    if columns.phase {
        table = table.column(fixed(112.0));
    }
    table = table.column(Width::remainder().at_least(120.0).clip(true));
    if columns.levels {
        table = table.column(fixed(170.0));
    }
    let table = table.column(fixed(112.0)).column(Width::remainder().at_least(120.0).clip(true));
    table
        .header(high, |mut header| {
            let mut title = |key, column| {
                header.col(|ui| title_ui(ui, theme, text(key), column, query));
            };
            title("ledger.turn", Some(Column::Turn));
            if columns.phase {
                title("ledger.phase", Some(Column::Phase));
            }
            title("ledger.what", Some(Column::Number));
            if columns.levels {
                title("ledger.levels", Some(Column::Size));
            }
            title("ledger.change", Some(Column::Change));
            title("ledger.why", Some(Column::Cause));
        })
        .body(|body| {
            body.rows(high, index.items.len(), |mut row| {
                let n = row.index();
                match index.items.get(n) {
                    Some(Item::Row(place)) => {
                        let Some(found) = index.rows.get(*place) else { return };
                        if !lines.kept.contains_key(&n) {
                            lines.kept.extend(line(scene, found).map(|line| (n, line)));
                        }
                        if let Some(line) = lines.kept.get(&n) {
                            line_ui(&mut row, theme, line, columns, intents);
                        }
                    }
                    Some(Item::Actor(actor)) => head_ui(&mut row, theme, actor_name(scene.setting, *actor), right, columns),
                    Some(Item::Headline(at, n)) => {
                        let ledger = scene.ledgers.get(*at);
                        let told = ledger.and_then(|ledger| {
                            ledger.headlines.get(*n).map(|h| headline(scene.setting, scene.context(*at), h, ledger))
                        });
                        head_ui(&mut row, theme, told.as_deref().unwrap_or_default(), right, columns);
                    }
                    None => {}
                }
            });
        });
}

/// A title that sorts when it is pressed; pressed again, the other way round.
fn title_ui(ui: &mut Ui, theme: &Theme, words: &str, column: Option<Column>, query: &mut Query) {
    let on = column == Some(query.sort) && !query.headlines;
    let token = if on { Token::TextPrimary } else { Token::TextMuted };
    let response = parts::label(ui, theme, &style::small(), token, words).interact(Sense::click());
    let said = fill("ledger.sort", &[("column", words)]);
    response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, on, &said));
    if on {
        let icon = if query.descending { icons::EXPAND } else { icons::COLLAPSE };
        parts::icon(ui, theme, icon, 14.0, token);
    }
    if response.has_focus() {
        parts::focus_ring(ui, theme, response.rect);
    }
    if response.on_hover_text(said).clicked()
        && let Some(column) = column
    {
        query.descending = on && !query.descending;
        query.sort = column;
        query.headlines = false;
    }
}

fn head_ui(row: &mut TableRow<'_, '_>, theme: &Theme, words: &str, right: f32, columns: Shown) {
    // A head runs over the columns: its words are painted past the first cell's edge, up to the table's.
    row.col(|ui| {
        let cell = ui.max_rect();
        let clip = ui.clip_rect().with_max_x(right);
        let mut job = egui::text::LayoutJob::simple_singleline(
            words.to_owned(),
            theme.font(&style::strong()),
            theme.colour(Token::TextPrimary),
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width((right - cell.left()).max(40.0));
        let galley = ui.painter().layout_job(job);
        let painter = egui::Painter::new(ui.ctx().clone(), ui.layer_id(), clip);
        let response = ui.allocate_response(ui.available_size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        let at = cell.left_center() - egui::vec2(0.0, galley.size().y / 2.0);
        painter.galley(at, galley, theme.colour(Token::TextPrimary));
    });
    for _ in 1..columns.count() {
        row.col(|_| {});
    }
}

fn line_ui(row: &mut TableRow<'_, '_>, theme: &Theme, line: &Line, columns: Shown, intents: &mut Vec<Intent>) {
    let cell = |ui: &mut Ui, words: &str, token: Token| {
        parts::label(ui, theme, &style::small(), token, words);
    };
    row.col(|ui| cell(ui, &line.turn, Token::TextMuted));
    if columns.phase {
        row.col(|ui| cell(ui, &line.phase, Token::TextMuted));
    }
    row.col(|ui| {
        let what = parts::label(ui, theme, &style::small(), Token::TextPrimary, &line.what);
        parts::defined(what, theme, &line.what, line.variable);
    });
    if columns.levels {
        row.col(|ui| cell(ui, &line.levels, Token::TextSecondary));
    }
    row.col(|ui| {
        if controls::change_door(ui, theme, &line.change, Sign::of(line.amount)).clicked() {
            intents.push(Intent::Page(PageAsk::Why(line.variable, Some(line.at))));
        }
    });
    row.col(|ui| cell(ui, &line.why, Token::TextSecondary));
}

/// A row in words.
fn line(scene: &Scene<'_>, row: &Row) -> Option<Line> {
    let entry = entry(scene, row)?;
    let change = entry.after - entry.before;
    let why = largest_cause(scene, row);
    let level = |value| words::level(entry.variable, value);
    Some(Line {
        turn: row.at.to_string(),
        phase: words::capital(phases::phase(entry.phase)),
        actor: actor_name(scene.setting, row.actor).to_owned(),
        what: words::capital(&words::short_variable(scene.setting, entry.variable)),
        levels: fill("ledger.from_to", &[("before", &level(entry.before)), ("after", &level(entry.after))]),
        change: shown(entry.variable, change),
        amount: change.to_f64(),
        why,
        at: row.at,
        variable: entry.variable,
    })
}

/// The largest cause of a row's change, in words.
pub(super) fn largest_cause(scene: &Scene<'_>, row: &Row) -> String {
    let main = scene.why(row.at).and_then(|ledger| {
        let parts = ledger.parts(ledger.entries.get(row.entry)?);
        parts.into_iter().max_by_key(|(_, amount)| amount.micros().abs())
    });
    let said = |cause: Cause| words::capital(&cause_in(scene.setting, scene.context(row.at), &cause));
    main.map_or_else(|| text("cause.formula").to_owned(), |(cause, _)| said(cause))
}

/// A change with as many decimals as it takes to see it.
fn shown(variable: Variable, change: Quantity) -> String {
    let mut shape = Shape::of(variable);
    while shape.units(change) == 0 && shape != shape.finer() {
        shape = shape.finer();
    }
    let shape = shape.of_change(variable);
    shape.write(shape.units(change), Written::Always)
}

/// The lines of the table as tab-separated text.
pub(super) fn as_tsv(scene: &Scene<'_>, index: &Index) -> String {
    let titles = ["ledger.turn", "ledger.phase", "ledger.actor", "ledger.what", "ledger.change", "ledger.why"].map(text);
    let rows = index.items.iter().filter_map(|item| match item {
        Item::Row(n) => index.rows.get(*n).and_then(|row| line(scene, row)),
        Item::Actor(_) | Item::Headline(..) => None,
    });
    let lines = rows.map(|l| [l.turn, l.phase, l.actor, l.what, l.change, l.why].join("\t"));
    let mut tsv = titles.join("\t");
    for line in lines {
        tsv.push('\n');
        tsv.push_str(&line);
    }
    tsv.push('\n');
    tsv
}
