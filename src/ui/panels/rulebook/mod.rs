//! The rulebook in the window: the very page that the documentation shows, a section at a time, open where one asked.

use egui::{Align, Layout, Role, ScrollArea, Sense, TextEdit, Ui, Vec2, WidgetInfo, vec2};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::report::{terms, words};
use crate::rules::phases::Phase;
use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::intents::Intent;

/// The rulebook as it is written.
const RULES: &str = include_str!("../../../../docs/rules.md");

/// What a saved game proves, and what it does not.
const HANDING_IN: &str = include_str!("../../../../docs/handing-in.md");

/// What is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RulebookView {
    section: usize,
    search: String,
}

impl RulebookView {
    /// Open at a phase; none: at the start.
    #[must_use]
    pub fn at(phase: Option<Phase>) -> Self {
        let found = phase.and_then(|phase| book().iter().position(|s| s.phase == Some(phase)));
        Self { section: found.unwrap_or(0), search: String::new() }
    }

    /// Open at what the words of a handed-in game promise.
    #[must_use]
    pub fn on_handing_in() -> Self {
        Self { section: sections(RULES).len(), search: String::new() }
    }
}

/// A section.
#[derive(Clone, Debug, PartialEq)]
struct Section {
    title: String,
    phase: Option<Phase>,
    text: String,
}

/// All of it: the rules, the page on handing in, and what terms mean.
fn book() -> Vec<Section> {
    let mut book = sections(RULES);
    book.extend(sections(HANDING_IN).into_iter().map(|section| Section { phase: None, ..section }));
    let terms = terms::all().into_iter().map(|(term, meaning)| format!("**{term}.** {}\n\n", words::capital(&meaning)));
    book.push(Section { title: text("rulebook.terms").to_owned(), phase: None, text: terms.collect() });
    book
}

/// The sections of a page: what stands under a heading, and each numbered paragraph that opens with a name in bold.
fn sections(page: &str) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    for line in page.lines() {
        let title = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim().to_owned()).or_else(|| numbered(line));
        if let Some(title) = title {
            let phase = Phase::ALL.into_iter().find(|phase| speaks_of(&title.to_lowercase(), *phase));
            found.push(Section { title, phase, text: String::new() });
            if line.starts_with('#') {
                continue;
            }
        }
        if let Some(section) = found.last_mut() {
            let line = if section.text.is_empty() { without_number(line) } else { line };
            section.text.push_str(line);
            section.text.push('\n');
        }
    }
    found.retain(|section| !section.text.trim().is_empty());
    found
}

/// Whether a title names a phase, in full or by its first word.
fn speaks_of(title: &str, phase: Phase) -> bool {
    title.contains(phase.name()) || (title.len() > 3 && phase.name().starts_with(title))
}

/// "Upkeep" of "1. **Upkeep.** Budgets grow."
fn numbered(line: &str) -> Option<String> {
    let (number, rest) = line.split_once(". **")?;
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let (name, _) = rest.split_once("**")?;
    digits.then(|| name.trim_end_matches('.').to_owned())
}

fn without_number(line: &str) -> &str {
    match line.split_once(". **") {
        Some((number, rest)) if number.chars().all(|c| c.is_ascii_digit()) => {
            rest.split_once("**").map_or(line, |(_, rest)| rest.trim_start())
        }
        _ => line,
    }
}

/// Draws the book inside a dialog.
pub fn rulebook_ui(ui: &mut Ui, theme: &Theme, view: &mut RulebookView, screen: Vec2, intents: &mut Vec<Intent>) {
    ui.set_min_width((screen.x - 80.0).min(900.0));
    ui.horizontal(|ui| {
        parts::icon(ui, theme, icons::RULE, 20.0, Token::TextSecondary);
        ui.label(egui::RichText::new(text("command.help")).text_style(style::heading()).color(theme.colour(Token::TextPrimary)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if parts::icon_button(ui, theme, icons::CLOSE, text("dialog.close")).clicked() {
                intents.push(Intent::Dismiss);
            }
            let hint = text("rulebook.search");
            let field = ui.add(TextEdit::singleline(&mut view.search).hint_text(hint).desired_width(200.0));
            let content = view.search.clone();
            field.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::TextInput, true, hint);
                info.current_text_value = Some(content.clone());
                info
            });
        });
    });
    ui.add_space(8.0);
    parts::line(ui, theme);
    ui.add_space(8.0);
    let all = book();
    let wanted = view.search.trim().to_lowercase();
    let fits = |s: &Section| wanted.is_empty() || format!("{} {}", s.title, s.text).to_lowercase().contains(&wanted);
    let shown: Vec<(usize, &Section)> = all.iter().enumerate().filter(|(_, s)| fits(s)).collect();
    if !shown.iter().any(|(n, _)| *n == view.section) {
        view.section = shown.first().map_or(view.section, |(n, _)| *n);
    }
    let height = (screen.y - 130.0 - 50.0 * theme.larger()).clamp(160.0, 620.0);
    ui.horizontal_top(|ui| {
        contents(ui, theme, &shown, &mut view.section, height);
        ui.add_space(8.0);
        ui.vertical(|ui| match shown.iter().find(|(n, _)| *n == view.section) {
            Some((_, section)) => page(ui, theme, section, height),
            None => {
                parts::empty(ui, theme, text("rulebook.nothing"));
            }
        });
    });
}

fn contents(ui: &mut Ui, theme: &Theme, shown: &[(usize, &Section)], open: &mut usize, height: f32) {
    ui.allocate_ui_with_layout(vec2(230.0, height), Layout::top_down(Align::LEFT), |ui| {
        ScrollArea::vertical().id_salt("rulebook contents").max_height(height).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (n, section) in shown {
                let on = n == open;
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
                let title = words::capital(&section.title);
                response.widget_info(|| WidgetInfo::selected(Role::Link, true, on, &title));
                if on || response.hovered() {
                    let fill = theme.colour(Token::SurfaceOverlay).gamma_multiply(if on { 1.0 } else { 0.5 });
                    ui.painter().rect_filled(rect, 4.0, fill);
                }
                let (style, token) =
                    if on { (style::strong(), Token::TextPrimary) } else { (style::body(), Token::TextSecondary) };
                let mut job = egui::text::LayoutJob::simple_singleline(title, theme.font(&style), theme.colour(token));
                job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 16.0);
                let galley = ui.painter().layout_job(job);
                ui.painter().galley(rect.left_center() + vec2(8.0, -galley.size().y / 2.0), galley, theme.colour(token));
                if response.has_focus() {
                    parts::focus_ring(ui, theme, rect.shrink(2.0));
                }
                if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                    *open = *n;
                }
            }
        });
    });
}

fn page(ui: &mut Ui, theme: &Theme, section: &Section, height: f32) {
    ScrollArea::vertical().id_salt(&section.title).max_height(height).auto_shrink(false).show(ui, |ui| {
        let title = egui::RichText::new(words::capital(&section.title)).text_style(style::heading());
        ui.label(title.color(theme.colour(Token::TextPrimary)));
        ui.add_space(4.0);
        let mut cache = CommonMarkCache::default();
        let strong = |ui: &mut Ui, words: &str, _: bool| {
            ui.label(egui::RichText::new(words).text_style(style::strong()).strong());
        };
        CommonMarkViewer::new().render_math_fn(Some(&strong)).show(ui, &mut cache, &strong_as_math(&section.text));
    });
}

/// Strong words as inline mathematics. The viewer knows strong text by its colour alone; what is mathematics it lets us draw, in the face
/// for emphasis.
fn strong_as_math(page: &str) -> String {
    page.replace('$', "\\$").replace("**", "$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_has_its_section() {
        for phase in Phase::ALL {
            let view = RulebookView::at(Some(phase));
            let all = book();
            assert_eq!(all[view.section].phase, Some(phase), "{} has no section", phase.name());
            assert!(all[view.section].text.len() > 40, "{} says little", phase.name());
        }
    }

    #[test]
    fn strong_words_are_handed_over_and_sums_of_money_are_none() {
        assert_eq!(strong_as_math("Of $1bn a **supplier shift** is"), "Of \\$1bn a $supplier shift$ is");
        for section in book() {
            assert_eq!(section.text.matches("**").count() % 2, 0, "{}: strong text is left open", section.title);
            // The viewer puts a button on a block of code whose sign our fonts lack.
            let block = |line: &str| line.trim_start().starts_with("```") || line.starts_with("    ") || line.starts_with('\t');
            assert!(!section.text.lines().any(block), "{} has a block of code", section.title);
        }
    }

    #[test]
    fn numbers_and_names_are_taken_off_the_text() {
        let found = sections("# Rules\n\n1. **Upkeep.** Budgets grow.\n   More.\n2. **Events.** Cards.\n## Last\nEnd.\n");
        let titles: Vec<&str> = found.iter().map(|s| s.title.as_str()).collect();
        assert_eq!(titles, ["Upkeep", "Events", "Last"]);
        assert_eq!(found[0].text, "Budgets grow.\n   More.\n");
    }
}
