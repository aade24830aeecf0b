//! What happened in the last turn, the weightiest first; each headline leads to the entries that it rests on.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Frame, Galley, Label, Layout, Margin, ScrollArea, TextStyle, Ui};

use super::Scene;
use crate::report::headlines::{first_sentence, headline, told};
use crate::report::words::exists;
use crate::rules::ledger::{Headline, Ledger, News};
use crate::rules::order::{Gesture, LicenceAction};
use crate::rules::variable::{LinkVar, Measure, PairVar, Scope, StateVar, Variable};
use crate::rules::world::{Decided, Outcome, Standing};
use crate::session::Game;
use crate::text::text;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::labels;
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;

/// Draws the list.
pub(super) fn headlines_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    let Some(ledger) = scene.ledger().filter(|_| scene.before().is_some()) else {
        parts::empty(ui, theme, text("headlines.empty"));
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            if parts::button(ui, theme, Look::Small, Some(icons::DOCUMENT), text("command.briefing")).clicked() {
                intents.push(Intent::Run(CommandId::Briefing));
            }
        });
        return;
    };
    // Each position opens at its top.
    let at = scene.game().map(Game::cursor);
    ScrollArea::vertical().id_salt(("headlines", at)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut any = false;
        // What the seat did or was done to comes first; who leads the game is seldom what one wants to read.
        let mut told: Vec<&Headline> = told(ledger, scene.context(scene.last())).collect();
        told.sort_by_key(|news| !of_seat(scene, &news.news));
        for news in told {
            any = true;
            let (icon, token) = icon(&news.news);
            Frame::new().inner_margin(Margin::symmetric(12, 2)).show(ui, |ui| {
                let beside = (18.0 + 24.0 + 14.0) * theme.larger() + 8.0 * 4.0;
                let room = ui.available_width() - beside - labels::wide(ui, theme, &style::body(), text("headlines.why"));
                let words = headline(scene.setting, scene.context(scene.last()), news, ledger);
                let galley = said(ui, theme, scene, news, &words, room);
                ui.horizontal(|ui| {
                    // A headline takes the lines that it needs.
                    ui.set_min_height(galley.size().y + 4.0);
                    parts::icon(ui, theme, icon, 18.0, token);
                    let told = ui.add(Label::new(galley));
                    if let News::Card(id) = news.news {
                        told.on_hover_text(&scene.setting.deck[id].text);
                    }
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| why(ui, theme, scene, ledger, news, intents));
                });
            });
            parts::line(ui, theme);
        }
        if !any {
            parts::empty(ui, theme, text("headlines.quiet"));
        }
    });
}

/// A headline in as many lines as it takes; behind the title of an event the first sentence of its text.
fn said(ui: &Ui, theme: &Theme, scene: &Scene<'_>, news: &Headline, words: &str, room: f32) -> Arc<Galley> {
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(room.max(120.0)), ..LayoutJob::default() };
    let mut append = |words: &str, lead: f32, style: &TextStyle, token: Token| {
        let line_height = Some(theme.text_spec(style).line);
        let format = TextFormat { line_height, ..TextFormat::simple(theme.font(style), theme.colour(token)) };
        job.append(words, lead, format);
    };
    append(words, 0.0, &style::strong(), Token::TextPrimary);
    if let News::Card(id) = news.news {
        append(first_sentence(&scene.setting.deck[id].text), 8.0, &style::body(), Token::TextSecondary);
    }
    ui.painter().layout_job(job)
}

fn why(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, ledger: &Ledger, news: &Headline, intents: &mut Vec<Intent>) {
    let behind: Vec<(usize, Variable)> =
        ledger.behind(news).filter(|(_, e)| scene.tells(e.seen_by)).map(|(place, e)| (place, e.variable)).collect();
    let asked = decision(scene, news).or_else(|| {
        let variable = behind.first().map_or_else(|| about(scene, &news.news), |(_, variable)| *variable);
        Some(Intent::Page(PageAsk::Why(variable, None)))
    });
    // Without entries the button leaves its place, so that all others stand in one column.
    if behind.is_empty() {
        ui.add_space((17.0 * theme.larger() + 7.0).max(24.0) + ui.spacing().item_spacing.x);
    } else if parts::icon_button(ui, theme, icons::AS_TABLE, text("why.entries")).clicked() {
        intents.push(Intent::Entries(behind.into_iter().map(|(place, _)| place).collect()));
    }
    if let Some(asked) = asked
        && parts::button(ui, theme, Look::Small, None, text("headlines.why")).clicked()
    {
        intents.push(asked);
    }
}

/// Whether a headline tells what the seat in play did, or what was done with what it gave.
fn of_seat(scene: &Scene<'_>, news: &News) -> bool {
    let who = match news {
        News::Decision { exporter, .. }
        | News::Silence { exporter, .. }
        | News::Overdue { exporter, .. }
        | News::Reliability { exporter, .. }
        | News::Held { exporter, .. }
        | News::Inspected { exporter, .. }
        | News::LicenceAction { exporter, .. } => *exporter,
        News::LeakDetected { supplier, .. } => *supplier,
        News::Delivered { link, .. } => scene.setting.links[*link].supplier,
        News::Request { to, .. } => *to,
        News::Undercut { denied_by, .. } => *denied_by,
        _ => return false,
    };
    scene.seat() == Some(who)
}

/// A decision is explained by its card: what was asked, how it scored, what it changed.
fn decision(scene: &Scene<'_>, news: &Headline) -> Option<Intent> {
    let News::Decision { exporter, partner, domain, .. } = news.news else { return None };
    let same = |d: &&Decided| (d.exporter, d.partner, d.domain) == (exporter, partner, domain);
    let key = scene.world.record.iter().rev().find(same)?.key;
    Some(Intent::Page(PageAsk::Card(key, scene.line.len().saturating_sub(1))))
}

/// The standing number that a headline is about, where no entry of its turn tells of it: every headline leads somewhere.
fn about(scene: &Scene<'_>, news: &News) -> Variable {
    let pair = |kind, of, toward| Some(Variable::Pair(kind, of, toward));
    let found = match news {
        News::Decision { exporter, partner, .. }
        | News::Silence { exporter, partner, .. }
        | News::Reliability { exporter, partner, .. }
        | News::Overdue { exporter, partner, .. }
        | News::LicenceAction { exporter, partner, .. }
        | News::Inspected { exporter, partner, .. } => pair(PairVar::Reliability, *partner, *exporter),
        News::Request { from, to, .. } => pair(PairVar::Reliability, *from, *to),
        News::SupplierShift { partner, supplier, domain, .. } => {
            let link = scene.setting.link(*supplier, *partner, *domain);
            link.map(|link| Variable::Link(LinkVar::Share, link))
        }
        News::Delivered { link, .. } => Some(Variable::Link(LinkVar::Share, *link)),
        News::LeakDetected { supplier, .. } => Some(Variable::State(StateVar::Monitoring, *supplier)),
        News::Commitment { id, .. } => {
            let between = scene.world.commitments.item(*id).filter(|made| made.to != made.from);
            between.and_then(|made| pair(PairVar::Alignment, made.to, made.from))
        }
        News::Countermeasure { by, against, .. } => pair(PairVar::Alignment, *by, *against),
        News::Attributed { by, against } => pair(PairVar::Alignment, *against, *by),
        News::Undercut { by, denied_by, .. } => pair(PairVar::Alignment, *denied_by, *by),
        News::Gesture { by, to, .. } | News::Sustainment { by, to, .. } => pair(PairVar::Alignment, *to, *by),
        News::Route { through, to, .. } => pair(PairVar::Alignment, *to, *through),
        News::Grounds { state, by, .. } => pair(PairVar::Threat, *state, *by),
        News::Held { exporter, .. } | News::Regime { exporter, .. } => Some(Variable::State(StateVar::Capital, *exporter)),
        News::Justified { by, .. } => Some(Variable::State(StateVar::Capital, *by)),
        News::Card(_)
        | News::Partner { .. }
        | News::BlocVote { .. }
        | News::Membership { .. }
        | News::Facilitator { .. }
        | News::Ends => None,
    };
    let known = |variable: &Variable| scene.knows(*variable) && exists(scene.setting, *variable);
    found.filter(known).unwrap_or(Variable::Measure(Measure::Stability, Scope::Board))
}

const fn of_action(action: LicenceAction) -> &'static str {
    match action {
        LicenceAction::Suspend => icons::SUSPEND,
        LicenceAction::Resume => icons::REPLAY,
        LicenceAction::Revoke => icons::REVOKE,
        LicenceAction::Inspect => icons::INSPECT,
    }
}

const fn icon(news: &News) -> (&'static str, Token) {
    match news {
        News::Card(_) => (icons::DRAW, Token::TextSecondary),
        News::Decision { outcome: Outcome::Licensed, .. } => (icons::APPROVE, Token::TextSecondary),
        News::Decision { outcome: Outcome::Denied, .. } => (icons::DENY, Token::TextSecondary),
        News::Decision { outcome: Outcome::Deferred, .. } | News::Silence { .. } | News::Overdue { .. } => {
            (icons::DEFER, Token::TextSecondary)
        }
        News::Decision { .. } | News::Held { .. } => (icons::BALANCE, Token::TextSecondary),
        News::Reliability { .. } => (icons::ASSURANCE, Token::TextSecondary),
        News::SupplierShift { .. } => (icons::COUNTER_SUPPLY, Token::TextSecondary),
        News::Delivered { .. } => (icons::EXPORT, Token::TextSecondary),
        News::LeakDetected { .. } => (icons::BROKEN, Token::StateCritical),
        News::Commitment { status: Standing::Broken, .. } => (icons::BROKEN, Token::StateCritical),
        News::Commitment { status: Standing::Strained, .. } => (icons::WARNING, Token::StateWarning),
        News::Commitment { .. } => (icons::ASSURANCE, Token::TextSecondary),
        News::Countermeasure { .. } => (icons::COUNTER_SUPPLY, Token::TextSecondary),
        News::Request { .. } => (icons::REQUEST, Token::TextSecondary),
        News::Undercut { .. } => (icons::UNDERCUT, Token::TextSecondary),
        News::LicenceAction { action, .. } => (of_action(*action), Token::TextSecondary),
        News::Inspected { found: true, .. } | News::Attributed { .. } | News::Grounds { .. } => {
            (icons::WARNING, Token::StateWarning)
        }
        News::Inspected { .. } => (icons::INSPECT, Token::TextSecondary),
        News::Regime { .. } => (icons::RULE, Token::TextSecondary),
        News::Gesture { how: Gesture::Embargo(_), .. } => (icons::EMBARGO, Token::TextSecondary),
        News::Gesture { how: Gesture::Sanction(_), .. } => (icons::SANCTION, Token::TextSecondary),
        News::Gesture { .. } => (icons::ASSURANCE, Token::TextSecondary),
        News::Sustainment { .. } => (icons::SUSPEND, Token::TextSecondary),
        News::Partner { .. } => (icons::FLAG, Token::TextSecondary),
        News::Justified { .. } => (icons::PUBLIC, Token::TextSecondary),
        News::BlocVote { .. } | News::Membership { .. } => (icons::AUDIENCE, Token::TextSecondary),
        News::Route { .. } => (icons::ROUTE, Token::TextSecondary),
        News::Facilitator { .. } => (icons::FACILITATOR, Token::TextSecondary),
        News::Ends => (icons::STOP, Token::TextSecondary),
    }
}
