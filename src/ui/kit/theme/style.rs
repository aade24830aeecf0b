//! From a [`Theme`] to egui's own style: what plain egui widgets look like.

use egui::style::{Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, Margin, Stroke, Style, TextStyle, Visuals, vec2};

use super::{Theme, Token, fonts, text};

/// Marks in egui's memory that the fonts are in place; setting them again would rebuild the atlas.
#[derive(Clone, Copy)]
struct FontsInstalled;

pub(super) fn install(theme: &Theme, ctx: &egui::Context) {
    let marker = egui::Id::unique("fonts installed");
    if ctx.data(|data| data.get_temp::<FontsInstalled>(marker)).is_none() {
        ctx.set_fonts(fonts::definitions());
        ctx.data_mut(|data| data.insert_temp(marker, FontsInstalled));
    }
    ctx.set_theme(if theme.dark_mode() { egui::Theme::Dark } else { egui::Theme::Light });
    ctx.all_styles_mut(|style| fill(theme, style));
}

pub(super) fn fill(theme: &Theme, style: &mut Style) {
    style.visuals = visuals(theme);
    let body = theme.font(&text::body());
    style.text_styles = [
        text::display(),
        text::title(),
        text::heading(),
        text::subhead(),
        text::body(),
        text::strong(),
        text::small(),
        text::caption(),
        text::code(),
    ]
    .into_iter()
    .map(|name| {
        let font = theme.font(&name);
        (name, font)
    })
    .chain([(TextStyle::Button, body)])
    .collect();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(12.0, 5.0);
    spacing.interact_size = vec2(28.0, 28.0);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    // Ubuntu's own lines are 15 points high at 13; text is set on 18.
    spacing.extra_text_line_spacing = 3.0;
    spacing.indent = 16.0;
    spacing.icon_width = 16.0;
    spacing.icon_spacing = 8.0;
    spacing.slider_rail_height = 4.0;
    spacing.tooltip_width = 340.0;
    // What can be scrolled says so, and doesn't outshine what is read.
    spacing.scroll.dormant_handle_opacity = 0.35;
    spacing.scroll.active_handle_opacity = 0.35;
    spacing.scroll.interact_handle_opacity = 0.7;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = false;
}

fn visuals(theme: &Theme) -> Visuals {
    let colour = |token| theme.colour(token);
    let mut visuals = if theme.dark_mode() { Visuals::dark() } else { Visuals::light() };
    visuals.widgets = widgets(theme);
    visuals.selection =
        Selection { bg_fill: colour(Token::SurfaceOverlay), stroke: Stroke::new(1.0, colour(Token::TextPrimary)) };
    visuals.weak_text_color = Some(colour(Token::TextMuted));
    visuals.hyperlink_color = colour(Token::TextPrimary);
    visuals.faint_bg_color = colour(Token::SurfaceRegion);
    visuals.extreme_bg_color = colour(Token::SurfaceBoard);
    visuals.text_edit_bg_color = Some(colour(Token::SurfaceBoard));
    visuals.code_bg_color = colour(Token::SurfaceBoard);
    visuals.warn_fg_color = colour(Token::StateWarning);
    visuals.error_fg_color = colour(Token::StateCritical);
    visuals.panel_fill = colour(Token::SurfacePanel);
    visuals.window_fill = colour(Token::SurfaceRaised);
    visuals.window_stroke = Stroke::new(1.0, colour(Token::BorderSubtle));
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.window_shadow = theme.shadow();
    visuals.popup_shadow = theme.shadow();
    visuals.text_cursor =
        TextCursorStyle { stroke: Stroke::new(1.5, colour(Token::TextPrimary)), blink: false, ..visuals.text_cursor };
    visuals.slider_trailing_fill = true;
    visuals.striped = false;
    visuals.interact_cursor = Some(egui::CursorIcon::PointingHand);
    visuals
}

fn widgets(theme: &Theme) -> Widgets {
    let colour = |token| theme.colour(token);
    let widget = |fill: Color32, edge: Stroke, ink: Token| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(5),
        fg_stroke: Stroke::new(1.0, colour(ink)),
        expansion: 0.0,
    };
    let raised = colour(Token::SurfaceRaised);
    let overlay = colour(Token::SurfaceOverlay);
    let edge = Stroke::new(1.0, colour(Token::BorderControl));
    Widgets {
        noninteractive: WidgetVisuals {
            corner_radius: CornerRadius::same(6),
            ..widget(colour(Token::SurfacePanel), Stroke::new(1.0, colour(Token::BorderSubtle)), Token::TextPrimary)
        },
        inactive: widget(raised, edge, Token::TextPrimary),
        hovered: widget(overlay, edge, Token::TextPrimary),
        // egui gives a focused widget the visuals of a pressed one.
        active: widget(overlay, Stroke::new(2.0, colour(Token::DraftInk)), Token::TextPrimary),
        open: widget(overlay, edge, Token::TextPrimary),
    }
}
