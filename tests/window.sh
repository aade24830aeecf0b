# The real window on a display of its own, driven by mouse and keyboard; sourced by tests/end-to-end.sh and docs/screens.sh.
# Needs Xvfb, xdotool, ImageMagick and Python. The caller sets `program`, `work` (a fresh folder), `pictures` (a folder, or empty).
# shellcheck shell=bash disable=SC2154 # what the caller sets

# Ends the window and its display.
close_window() {
  kill "${window:-}" 2>/dev/null || true
  kill "${server:-}" 2>/dev/null || true
}
fail() {
  echo "$(basename "$0"): $1" >&2
  import -window root "${pictures:-/tmp}/failed.png" 2>/dev/null || true
  exit 1
}
# Waits until a command succeeds, at most 40 s.
until_true() {
  local what=$1
  shift
  for _ in $(seq 200); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  fail "waited in vain for $what"
}
picture() { if [ -n "$pictures" ]; then import -window root "$pictures/$1.png"; fi; }
press() {
  xdotool key --clearmodifiers "$@"
  sleep 0.7
}
# Gives a command by its name, through the palette.
command_named() {
  press ctrl+p
  xdotool type --delay 20 "$1"
  sleep 0.5
  press Return
}
# Goes to something by its name, through the search.
find_named() {
  press ctrl+f
  xdotool type --delay 20 "$1"
  sleep 0.5
  press Return
}
# Opens a display of WIDTH HEIGHT and the window on it; further arguments go to the program.
open_window() {
  local width=$1 height=$2
  shift 2
  rm -f "$work/display"
  # The server picks a free display and writes its number when it is ready.
  Xvfb -displayfd 3 -screen 0 "${width}x${height}x24" 3>"$work/display" >/dev/null 2>&1 &
  server=$!
  until_true "the display" grep -q . "$work/display"
  DISPLAY=:$(cat "$work/display")
  export DISPLAY
  unset WAYLAND_DISPLAY
  until_true "the display's answer" xdotool getdisplaygeometry
  "$program" --data-dir "$work" "$@" &
  window=$!
  until_true "the window" xdotool search --onlyvisible --name Countersign
  id=$(xdotool search --onlyvisible --name Countersign | tail -n 1)
  xdotool windowmove "$id" 0 0 windowsize "$id" "$width" "$height" windowfocus "$id"
  sleep 2
}
# Clicks the one filled button of the screen, found by its colour in the dark or the light theme.
click_filled() {
  import -window root -depth 8 "rgb:$work/screen.rgb"
  local place
  place=$(python3 - "$work/screen.rgb" "$(xdotool getdisplaygeometry | cut -d ' ' -f 1)" <<'PY'
import sys
pixels, width = open(sys.argv[1], "rb").read(), int(sys.argv[2])
at = max(pixels.find(ink * 8) for ink in (b"\x5a\x50\xd8", b"\x4a\x3f\xc4"))
print("" if at < 0 else f"{at // 3 % width + 30} {at // 3 // width + 12}")
PY
  )
  [ -n "$place" ] || fail "no filled button on the screen"
  # shellcheck disable=SC2086 # two numbers
  xdotool mousemove $place
  sleep 0.3
  xdotool click 1
  sleep 1.5
}
