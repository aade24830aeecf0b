//! The look: colours by meaning, suppliers, faces and egui's style, out of a theme file.
//!
//! Panels read a [`Theme`] and name tokens; no colour is written anywhere else. The module does not
//! draw; `ui::widgets` does that with what it finds here.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Color32, FontFamily, FontId, TextStyle};
use serde::Deserialize;

mod file;
pub mod fonts;
pub mod icons;
mod style;
#[cfg(test)]
mod tests;
pub mod text;
mod tokens;
#[cfg(test)]
mod vision;

pub use file::ThemeError;
pub use tokens::{LinePattern, Mark, SupplierStyle, ThemeName, Token};

/// A face of a text style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Face {
    /// Ubuntu Light, for 20 points and more.
    Light,
    /// Ubuntu Regular.
    Regular,
    /// Ubuntu Medium, for emphasis.
    Medium,
}

/// Face, size and line height of a text style, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextSpec {
    /// The face.
    pub face: Face,
    /// The size of the letters.
    pub size: f32,
    /// The height of a line.
    pub line: f32,
}

impl TextSpec {
    /// The font that this describes.
    #[must_use]
    pub fn font(self) -> FontId {
        let family = match self.face {
            Face::Light => fonts::light(),
            Face::Regular => FontFamily::Proportional,
            Face::Medium => fonts::medium(),
        };
        FontId::new(self.size, family)
    }
}

/// One set of colours, suppliers and text sizes.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    name: String,
    dark_mode: bool,
    link_dim: f32,
    emblem_dim: f32,
    link_width_out_of_focus: Option<f32>,
    colours: BTreeMap<Token, Color32>,
    suppliers: Vec<SupplierStyle>,
    own_industry: SupplierStyle,
    text: BTreeMap<String, TextSpec>,
    shadow: egui::Shadow,
}

impl Theme {
    /// Reads one of the themes that come with the program.
    ///
    /// # Errors
    /// If the embedded file is damaged; the tests make sure that it isn't.
    pub fn load(name: ThemeName) -> Result<Self, ThemeError> {
        Self::parse(match name {
            ThemeName::Dark => include_str!("../../../../assets/themes/dark.ron"),
            ThemeName::Light => include_str!("../../../../assets/themes/light.ron"),
            ThemeName::Contrast => include_str!("../../../../assets/themes/contrast.ron"),
            ThemeName::Projector => include_str!("../../../../assets/themes/projector.ron"),
        })
    }

    /// Reads a theme from the text of a theme file.
    ///
    /// # Errors
    /// If the text is no theme; the error names every problem.
    pub fn parse(source: &str) -> Result<Self, ThemeError> {
        let parsed = file::parse(source)?;
        let own_industry = SupplierStyle {
            name: "grey".to_owned(),
            colour: parsed.colours.get(&Token::BorderControl).copied().unwrap_or(Color32::GRAY),
            line: LinePattern::Solid,
            mark: Mark::None,
        };
        Ok(Self {
            name: parsed.name,
            dark_mode: parsed.dark_mode,
            link_dim: parsed.link_dim,
            emblem_dim: parsed.emblem_dim,
            link_width_out_of_focus: parsed.link_width_out_of_focus,
            colours: parsed.colours,
            suppliers: shifted(&parsed.suppliers),
            own_industry,
            text: parsed.text,
            shadow: parsed.shadow,
        })
    }

    /// Its name in the theme file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether text is light on a dark ground.
    #[must_use]
    pub const fn dark_mode(&self) -> bool {
        self.dark_mode
    }

    /// The colour for this use.
    #[must_use]
    pub fn colour(&self, token: Token) -> Color32 {
        self.colours.get(&token).copied().unwrap_or(Color32::GRAY)
    }

    /// How supplier number `n` looks, counted from 0. The ninth has the first's colour with the next
    /// line pattern and mark.
    #[must_use]
    pub fn supplier(&self, n: usize) -> &SupplierStyle {
        n.checked_rem(self.suppliers.len()).and_then(|place| self.suppliers.get(place)).unwrap_or(&self.own_industry)
    }

    /// How a state's own industry looks: grey, solid, without a mark.
    #[must_use]
    pub const fn own_industry(&self) -> &SupplierStyle {
        &self.own_industry
    }

    /// A supplier, or own industry for `None`.
    #[must_use]
    pub fn source(&self, supplier: Option<usize>) -> &SupplierStyle {
        supplier.map_or(&self.own_industry, |n| self.supplier(n))
    }

    /// Opacity of links out of focus, 0 to 1.
    #[must_use]
    pub const fn link_dim(&self) -> f32 {
        self.link_dim
    }

    /// Opacity of emblems out of focus, 0 to 1.
    #[must_use]
    pub const fn emblem_dim(&self) -> f32 {
        self.emblem_dim
    }

    /// The width in points to which links out of focus are thinned, if the theme does that.
    #[must_use]
    pub const fn link_width_out_of_focus(&self) -> Option<f32> {
        self.link_width_out_of_focus
    }

    /// The shadow of what floats.
    #[must_use]
    pub const fn shadow(&self) -> egui::Shadow {
        self.shadow
    }

    /// Face, size and line height of a style of [`text`].
    #[must_use]
    pub fn text_spec(&self, style: &TextStyle) -> TextSpec {
        let name = match style {
            TextStyle::Heading => "heading",
            TextStyle::Small => "small",
            TextStyle::Name(name) => name,
            TextStyle::Body | TextStyle::Button | TextStyle::Monospace => "body",
        };
        let plain = TextSpec { face: Face::Regular, size: 13.0, line: 18.0 };
        self.text.get(name).copied().unwrap_or(plain)
    }

    /// How much larger the theme's text is than the designed one, at least 1.
    #[must_use]
    pub fn larger(&self) -> f32 {
        (self.text_spec(&text::body()).size / 13.0).max(1.0)
    }

    /// The font of a style of [`text`].
    #[must_use]
    pub fn font(&self, style: &TextStyle) -> FontId {
        if *style == TextStyle::Monospace {
            return FontId::monospace(self.text_spec(style).size);
        }
        self.text_spec(style).font()
    }

    /// The same with all text that many times as large.
    #[must_use]
    pub fn scaled(mut self, times: f32) -> Self {
        for spec in self.text.values_mut() {
            spec.size *= times;
            spec.line *= times;
        }
        self
    }

    /// Gives a style the colours and sizes of this theme, for a part of the screen that has its own.
    pub fn fill(&self, style: &mut egui::Style) {
        style::fill(self, style);
    }

    /// Sets fonts, colours and sizes of this theme in egui, and makes [`of`] give it.
    pub fn install(&self, ctx: &egui::Context) {
        style::install(self, ctx);
        let (shared, roomy) = (Arc::new(self.clone()), Roomy(Arc::new(self.clone().scaled(ROOMY))));
        ctx.data_mut(|data| {
            data.insert_temp(egui::Id::NULL, shared);
            data.insert_temp(egui::Id::NULL, roomy);
        });
    }
}

/// Where there is room, text is so many times as large.
const ROOMY: f32 = 1.12;

/// The theme for panels that have room.
#[derive(Clone)]
struct Roomy(Arc<Theme>);

/// The theme for panels in a window with room for larger text: that which was installed last, a little larger.
#[must_use]
pub fn roomy(ctx: &egui::Context) -> Arc<Theme> {
    ctx.data(|data| data.get_temp::<Roomy>(egui::Id::NULL)).map_or_else(|| of(ctx), |roomy| roomy.0)
}

impl Default for Theme {
    /// The dark theme.
    fn default() -> Self {
        Self::load(ThemeName::Dark).unwrap_or_else(|_| Self {
            name: String::new(),
            dark_mode: true,
            link_dim: 0.4,
            emblem_dim: 0.55,
            link_width_out_of_focus: None,
            colours: BTreeMap::new(),
            suppliers: Vec::new(),
            own_industry: SupplierStyle {
                name: String::new(),
                colour: Color32::GRAY,
                line: LinePattern::Solid,
                mark: Mark::None,
            },
            text: BTreeMap::new(),
            shadow: egui::Shadow::NONE,
        })
    }
}

/// The theme that was installed last, or the dark one.
#[must_use]
pub fn of(ctx: &egui::Context) -> Arc<Theme> {
    ctx.data_mut(|data| data.get_temp_mut_or_insert_with(egui::Id::NULL, || Arc::new(Theme::default())).clone())
}

/// Every colour with every pattern: each round of eight moves patterns and marks one colour on.
fn shifted(suppliers: &[SupplierStyle]) -> Vec<SupplierStyle> {
    let mut all = Vec::new();
    for round in 0..suppliers.len() {
        for (place, own) in suppliers.iter().enumerate() {
            let other = (place + round).checked_rem(suppliers.len()).and_then(|n| suppliers.get(n));
            let mut style = own.clone();
            if let Some(other) = other {
                style.line = other.line;
                style.mark = other.mark;
            }
            all.push(style);
        }
    }
    all
}
