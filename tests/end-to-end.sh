#!/usr/bin/env bash
# One turn in the real window, with mouse and keyboard, on a display of its own: start Meridian, draft two decisions, resolve, save,
# and check the file with the command line. Needs Xvfb, xdotool and ImageMagick. Usage: tests/end-to-end.sh PROGRAM [PICTURES]
set -euo pipefail
program=$(realpath "$1")
pictures=${2:-}
work=$(mktemp -d)
cleanup() {
  kill "${window:-}" 2>/dev/null || true
  kill "${server:-}" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
fail() {
  echo "end to end: $1" >&2
  import -window root "${pictures:-/tmp}/end-to-end-failed.png" 2>/dev/null || true
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

# The server picks a free display and writes its number when it is ready.
Xvfb -displayfd 3 -screen 0 1280x800x24 3>"$work/display" >/dev/null 2>&1 &
server=$!
until_true "the display" grep -q . "$work/display"
DISPLAY=:$(cat "$work/display")
export DISPLAY
unset WAYLAND_DISPLAY
"$program" --data-dir "$work" &
window=$!
until_true "the window" xdotool search --onlyvisible --name Countersign
id=$(xdotool search --onlyvisible --name Countersign | tail -n 1)
xdotool windowmove "$id" 0 0 windowsize "$id" 1280 800 windowfocus "$id"
sleep 2
picture home

# Start with the mouse: the one filled button of the home screen, found by its colour (#5A50D8).
import -window root -depth 8 "rgb:$work/home.rgb"
place=$(python3 - "$work/home.rgb" <<'PY'
import sys
pixels = open(sys.argv[1], "rb").read()
at = pixels.find(b"\x5a\x50\xd8" * 8)
print("" if at < 0 else f"{at // 3 % 1280 + 30} {at // 3 // 1280 + 12}")
PY
)
[ -n "$place" ] || fail "no Start button on the home screen"
# shellcheck disable=SC2086 # two numbers
xdotool mousemove $place
sleep 0.3
xdotool click 1
sleep 1.5
picture table

# Two decisions with the keyboard.
press d
sleep 1
picture composer
press ctrl+Return
press d
press ctrl+Return
picture drafted
press ctrl+r
sleep 2
picture resolved
# The window's cross, with unsaved play: the window asks and stays.
python3 - "$id" <<'PY'
import ctypes, sys

class Message(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong), ("format", ctypes.c_int), ("data", ctypes.c_long * 5)]

class Event(ctypes.Union):
    _fields_ = [("message", Message), ("room", ctypes.c_long * 24)]

x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XInternAtom.restype = ctypes.c_ulong
display = ctypes.c_void_p(x11.XOpenDisplay(None))
atom = lambda name: x11.XInternAtom(display, name, 0)
event = Event()
event.message = Message(33, 0, 1, display, int(sys.argv[1]), atom(b"WM_PROTOCOLS"), 32, (ctypes.c_long * 5)(atom(b"WM_DELETE_WINDOW"), 0, 0, 0, 0))
x11.XSendEvent(display, ctypes.c_ulong(int(sys.argv[1])), 0, ctypes.c_long(0), ctypes.byref(event))
x11.XSync(display, 0)
PY
sleep 1.5
picture leaving
kill -0 "$window" 2>/dev/null || fail "the window's cross lost unsaved play"
press Escape

press ctrl+s
file=$work/games/meridian.countersign
until_true "the saved game" test -s "$file"
"$program" replay "$file" || fail "the saved game does not replay"
turns=$("$program" replay "$file" --json | python3 -c 'import json,sys; print(len(json.load(sys.stdin).get("turns", [])))')
[ "$turns" -ge 1 ] || fail "no turn is in the file"
decided=$("$program" explain "$file" --turn 1 | grep -c "Claverne" || true)
[ "$decided" -gt 0 ] || fail "the turn does not speak of Claverne"

# Everything is saved, so the window closes without a question.
press ctrl+q
for _ in $(seq 50); do
  kill -0 "$window" 2>/dev/null || { echo "end to end: a turn was played, saved and replayed"; exit 0; }
  sleep 0.2
done
fail "the window did not close"
