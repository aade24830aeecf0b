//! A save of a newer format is read as far as it is understood.

use super::*;

/// A save as a later program might write it: another number, a field more in the head, an entry more, and a field more in a note.
fn of_the_future(content: &str) -> String {
    let head = format!("(program: \"{}\", rules: {RULES_VERSION},", env!("CARGO_PKG_VERSION"));
    let later = content
        .replacen("countersign save 1", "countersign save 9", 1)
        .replacen(&head, "(program: \"1.4.0\", weather: Fair(3), rules: 88,", 1)
        .replacen(" note(node", " weather(node: 1, wind: [1, 2])\n0 note(mood: \"calm\", node", 1);
    assert_ne!(later, content);
    later
}

#[test]
fn a_newer_format_is_read_as_far_as_it_is_understood() {
    let mut game = played();
    game.note(NodeId(1), "remember this");
    game.note(NodeId(2), "and this");
    let content = save(&game);
    let known = outline(&content).unwrap();
    for content in
        [of_the_future(&content), of_the_future(&content).replace('\n', "\r\n"), format!("\u{feff}{}", of_the_future(&content))]
    {
        let of = outline(&content).unwrap();
        assert_eq!((of.format, of.head.rules, &*of.head.program), (9, 88, "1.4.0"));
        assert_eq!((&of.head.title, &of.head.seats, of.head.created), (&known.head.title, &known.head.seats, known.head.created));
        assert!(of.board.is_some(), "the scenario is inside");
        let turns =
            |of: &Outline| of.lines.iter().filter(|line| matches!(line, OutlineLine::Turn { .. })).cloned().collect::<Vec<_>>();
        assert_eq!(turns(&of), turns(&known), "every order is told");
        let unknown: Vec<&str> = of
            .lines
            .iter()
            .filter_map(|line| if let OutlineLine::Unknown(written) = line { Some(&**written) } else { None })
            .collect();
        assert!(unknown[0].starts_with("weather(node: 1") && unknown[1].starts_with("note(mood: \"calm\""), "{unknown:?}");
        // It is read and not played.
        assert!(matches!(refused(&content, "a"), SaveError::OtherFormat { found: 9, .. }));
        assert!(matches!(replay(&content, "a"), Err(SaveError::OtherFormat { found: 9, .. })));
    }
}

#[test]
fn a_newer_format_whose_head_is_not_understood_says_so() {
    let content = save(&played());
    for head in ["program: \"1.4.0\"", "program: 7", ""] {
        let strange = format!("countersign save 9\n0 ({head})\n0 turn(1)\n");
        assert!(matches!(outline(&strange), Err(SaveError::OtherFormat { found: 9, .. })), "{head}");
    }
    // There is none before the first.
    assert!(matches!(outline(&content.replacen("save 1", "save 0", 1)), Err(SaveError::OtherFormat { found: 0, .. })));
}
