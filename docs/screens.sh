#!/usr/bin/env bash
# Makes the pictures in docs/screens: every screen, every lens, in the dark and in the light theme, from the real window.
# Usage: docs/screens.sh PROGRAM [FOLDER]
set -euo pipefail
program=$(realpath "$1")
folder=${2:-$(dirname "$0")/screens}
base=$(mktemp -d)
pictures=$base/pictures
mkdir -p "$pictures" "$folder"
# shellcheck source=tests/window.sh
. "$(dirname "$0")/../tests/window.sh"
cleanup() {
  close_window
  rm -rf "$base"
}
trap cleanup EXIT

# A picture with few colours, which flat fills allow: a fifth of the size.
shot() {
  # Messages go by themselves; the pointer rests where nothing answers it.
  xdotool mousemove 640 22
  sleep 0.6
  picture "$1"
  convert "$pictures/$1.png" -strip +dither -colors 96 -define png:compression-level=9 "PNG8:$folder/$1.png"
}

# A window on settings of its own: THEME, whether the tour was taken, WIDTH HEIGHT, text size, a game to open.
begin() {
  work=$(mktemp -d -p "$base")
  settings "$1" "$2" "$5"
  open_window "$3" "$4" "${@:6}"
  sleep 5
}
settings() { printf '(theme: %s, toured: %s, still: true, text_size: %s)\n' "$1" "$2" "$3" >"$work/settings.ron"; }

game=$base/meridian.countersign
"$program" play meridian --seed 7 --turns 3 --save "$game" >/dev/null

for theme in Dark Light; do
  name=${theme,,}
  begin "$theme" false 1280 800 100
  shot "home-$name"
  command_named "take the tour"
  sleep 1
  shot "tour-$name"
  press F8
  press F8
  press d
  sleep 4
  shot "tour-composer-$name"
  press Escape
  close_window

  begin "$theme" true 1280 800 100 open "$game"
  press ctrl+1
  find_named "haldry"
  shot "table-$name"
  for lens in "2 alignment" "3 threat" "4 capability" "5 beliefs"; do
    press "alt+${lens% *}"
    shot "lens-${lens#* }-$name"
  done
  press alt+1
  press Escape
  press shift+F2
  shot "seats-$name"
  press Escape
  press ctrl+2
  shot "headlines-$name"
  press ctrl+3
  shot "ledger-$name"
  # An event that has not come yet, with what it would do.
  press ctrl+n
  press Return
  for _ in 1 2 3 4 5; do press Down; done
  press Return
  sleep 6
  shot "new-order-$name"
  press Escape
  press d
  sleep 6
  press 4
  press 6
  shot "composer-$name"
  press ctrl+Return
  find_named "stability on the board"
  sleep 1
  shot "why-$name"
  press Escape
  press F4
  press Right
  press Right
  shot "story-$name"
  press Escape
  press F3
  sleep 1
  shot "plots-$name"
  for page in "306 relations" "408 trade-offs" "553 capability"; do
    xdotool mousemove "${page% *}" 26 click 1
    sleep 0.7
    shot "plots-${page#* }-$name"
  done
  press Escape
  press F1
  shot "rulebook-$name"
  press Escape
  press ctrl+p
  shot "commands-$name"
  press Escape
  press ctrl+slash
  shot "keys-$name"
  press Escape
  press ctrl+comma
  shot "settings-$name"
  press Escape
  press shift+F1
  sleep 25
  shot "hindcast-$name"
  close_window

  # A game of its own, in which turn 1 is played twice: what was refused is given.
  begin "$theme" true 1280 800 100
  click_filled
  press Escape
  press d
  sleep 3
  press 4
  press 6
  press ctrl+Return
  command_named "compare sets"
  sleep 8
  shot "sets-$name"
  press Escape
  press ctrl+r
  sleep 2
  press Escape
  press ctrl+z
  press d
  sleep 2
  press 1
  press ctrl+Return
  press ctrl+r
  sleep 2
  press Escape
  press F5
  sleep 1
  shot "branches-$name"
  close_window
done

begin Contrast true 1280 800 100 open "$game"
find_named "haldry"
shot table-contrast
close_window
begin Projector true 1920 1080 100 open "$game"
command_named "projector"
# The message that says so has gone by then.
sleep 7
shot projector
close_window
# The window for the room lies over the facilitator's, as it would on a screen of its own, while a story is told.
begin Dark true 1920 1080 100 open "$game"
press F9
room() {
  local other
  until_true "the window for the room" xdotool search --onlyvisible --name "for the room"
  other=$(xdotool search --onlyvisible --name "for the room" | tail -n 1)
  xdotool windowmove "$other" 0 0 windowsize "$other" 1920 1080
  sleep 1
  picture "$1"
  convert "$pictures/$1.png" -strip +dither -colors 96 -define png:compression-level=9 "PNG8:$folder/$1.png"
}
room room
xdotool windowfocus "$id"
press F4
press Right
room room-story
close_window
begin Dark true 1920 1080 200 open "$game"
find_named "haldry"
shot text-200
close_window
