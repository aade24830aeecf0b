#!/usr/bin/env bash
# The tour, and one turn of Meridian, in the real window, with mouse and keyboard, on a display of its own: the tour's first part, then
# a lens, two decisions, a turn, a tree of causes, a save that the command line checks. Usage: tests/end-to-end.sh PROGRAM [PICTURES]
set -euo pipefail
program=$(realpath "$1")
pictures=${2:-}
work=$(mktemp -d)
# shellcheck source=tests/window.sh
. "$(dirname "$0")/window.sh"
cleanup() {
  close_window
  rm -rf "$work"
}
trap cleanup EXIT
[ -z "$pictures" ] || mkdir -p "$pictures"

open_window 1280 800
picture home
# At the first start the filled button is the tour.
click_filled
picture tour-1
press F8
press F8
press d
sleep 1
picture tour-composer
press 1
press ctrl+Return
press ctrl+r
sleep 2
picture tour-resolved
press ctrl+s
until_true "the saved tour" test -s "$work/games/first-licence.countersign"
# The opening counts as one.
[ "$("$program" replay "$work/games/first-licence.countersign" --json | python3 -c 'import json,sys; print(len(json.load(sys.stdin).get("turns", [])))')" = 2 ] ||
  fail "the tour did not play its turn"
grep -q "toured: true" "$work/settings.ron" || fail "the tour is offered as if nobody had taken it"
press ctrl+h
sleep 1

# From then on the filled button starts Meridian.
click_filled
picture briefing
press Escape
picture table
press alt+3
sleep 0.6
picture threat
press alt+1

# Two decisions with the keyboard.
press d
sleep 1
picture composer
press 1
press ctrl+Return
press d
press 4
press 6
press ctrl+Return
picture drafted
press ctrl+r
sleep 2
picture resolved
find_named "procurement budget of haldry"
sleep 1
picture why
press Escape
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

# A turn that no file has, and the power goes: the next start offers the game, as far as it was played.
press ctrl+r
sleep 2
kill -9 "$window"
wait "$window" 2>/dev/null || true
kill "$server" 2>/dev/null || true
open_window 1280 800
sleep 1
picture after-a-crash
click_filled
sleep 1
picture gone-on-with
press ctrl+s
saved_again() { [ "$("$program" replay "$file" --json | python3 -c 'import json,sys; print(len(json.load(sys.stdin).get("turns", [])))')" -gt "$turns" ]; }
until_true "the turn that was played before the crash" saved_again

# Everything is saved, so the window closes without a question.
press ctrl+q
for _ in $(seq 50); do
  kill -0 "$window" 2>/dev/null || { echo "end to end: a turn was played, saved and replayed"; exit 0; }
  sleep 0.2
done
fail "the window did not close"
