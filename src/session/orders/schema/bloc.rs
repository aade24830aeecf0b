//! What a member orders in a bloc or regime.

use serde::{Deserialize, Serialize};

use super::names::{Names, Reader};
use crate::rules::order::{BlocAction, OrderKind};
use crate::rules::table::BlocId;

/// An action in a bloc or regime.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlocFile {
    name: String,
    action: ActionFile,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum ActionFile {
    Harmonise,
    JoinSanction(String),
    ShareVerification,
    Recognise,
    Join,
    Leave,
    Admit(String),
}

impl BlocFile {
    pub(super) fn of(names: Names<'_>, bloc: BlocId, action: BlocAction) -> Self {
        let action = match action {
            BlocAction::Harmonise => ActionFile::Harmonise,
            BlocAction::JoinSanction(target) => ActionFile::JoinSanction(names.state(target)),
            BlocAction::ShareVerification => ActionFile::ShareVerification,
            BlocAction::Recognise => ActionFile::Recognise,
            BlocAction::Join => ActionFile::Join,
            BlocAction::Leave => ActionFile::Leave,
            BlocAction::Admit(state) => ActionFile::Admit(names.state(state)),
        };
        Self { name: names.bloc(bloc), action }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> OrderKind {
        let bloc = reader.bloc(&self.name);
        let action = match &self.action {
            ActionFile::Harmonise => BlocAction::Harmonise,
            ActionFile::JoinSanction(target) => BlocAction::JoinSanction(reader.state(target)),
            ActionFile::ShareVerification => BlocAction::ShareVerification,
            ActionFile::Recognise => BlocAction::Recognise,
            ActionFile::Join => BlocAction::Join,
            ActionFile::Leave => BlocAction::Leave,
            ActionFile::Admit(state) => BlocAction::Admit(reader.state(state)),
        };
        OrderKind::Bloc(bloc, action)
    }
}
