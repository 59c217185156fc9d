/** Programs that stand before the real ones on PATH, so that what waits waits in virtual time. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `ask METHOD PATH`: one request to the control paths, by bash alone. */
const ASK = `ask() {
  exec 9<>/dev/tcp/127.0.0.1/$RECONCILE_PORT
  printf '%s /x-reconcile/%s HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\nAuthorization: Bearer %s\\r\\n\\r\\n' "$1" "$2" "$RECONCILE_TOKEN" >&9
  cat <&9
  exec 9>&-
}
# What a command leaves behind no longer moves time when the command is over.
run_time() { [ -d "$RECONCILE_STARTING" ] || return; : >"$RECONCILE_LIVE"; ask POST speed?factor=auto >/dev/null; }
stop_time() { echo $$ >"$RECONCILE_LIVE.stopped"; ask POST speed?factor=0 >/dev/null; }
# Lets time go on after $1 real seconds, unless somebody else has stopped it since.
go_on_after() {
  local mine=$$
  ("$REAL_SLEEP" "$1"; [ "$(<"$RECONCILE_LIVE.stopped")" = $mine ] && run_time) >/dev/null 2>&1 &
}
# Lets virtual time $1 pass, with everybody who is about to wait: none begins before the others are there.
wait_together() {
  for ((i = 0; i < 100; i++)); do
    compgen -G "$RECONCILE_STARTING/*" >/dev/null || break
    "$REAL_SLEEP" 0.05
  done
  ("$REAL_SLEEP" 0.15; [ -e "$RECONCILE_LIVE" ] || run_time) >/dev/null 2>&1 &
  local starter=$!
  ask POST "wait?for=$1" >/dev/null
  kill $starter 2>/dev/null
}
# Until process $1 has a stream open, is gone, or has been at it for long.
until_it_waits() {
  for ((i = 0; i < \${2:-40}; i++)); do
    kill -0 "$1" 2>/dev/null || return 1
    case "$(ask GET clock)" in *'"streams":0'*) "$REAL_SLEEP" 0.05 ;; *) return 0 ;; esac
  done
}
`;

/**
 * What waits on the server by itself lets time pass as long as it waits; a short limit of its own is
 * scaled, for kubectl measures it by the wall clock.
 */
const KUBECTL = `#!/bin/bash
${ASK}
limit=; waits=; verb=
for arg in "$@"; do
  case "$arg" in
    --timeout=[1-9]s) limit=\${arg#--timeout=}; limit=\${limit%s} ;;
    wait|delete|drain|rollout|run|attach|logs|debug) [ -z "$verb" ] && verb=$arg ;;
    -w|--watch|--watch=true|--watch-only|-f|--follow|--wait|--wait=true|--rm) waits=1 ;;
    --wait=false|--dry-run*|--cascade*) ;;
  esac
done
case "$verb" in wait|delete|drain|rollout|run|attach|debug) waits=1 ;; esac
# A timeout's shim begins the time itself, when the stream is there.
[ -n "$RECONCILE_TIMED" ] && exec "$REAL_KUBECTL" "$@"
if [ -e "$RECONCILE_LIVE" ]; then
  # Others wait: time stands still for them too while this works, unless it waits as well.
  stop_time
  [ -n "$waits" ] && go_on_after 1.5
  "$REAL_KUBECTL" "$@" <&0
  code=$?
  go_on_after 0.4
  exit $code
fi
[ -z "$waits" ] && exec "$REAL_KUBECTL" "$@"
if [ -z "$limit" ]; then
  (until_it_waits $$ && run_time) >/dev/null 2>&1 &
  exec "$REAL_KUBECTL" "$@"
fi
args=()
for arg in "$@"; do
  case "$arg" in --timeout=*) arg=--timeout=$((limit * 250))ms ;; esac
  args+=("$arg")
done
ask POST speed?factor=4 >/dev/null
exec "$REAL_KUBECTL" "\${args[@]}"
`;

/** Those that start at the same moment get to their streams first. */
const SLEEP = `#!/bin/bash
${ASK}
: >"$RECONCILE_STARTING/$$"
"$REAL_SLEEP" 0.5
rm -f "$RECONCILE_STARTING/$$"
wait_together "\${1%s}s"
# What comes next is to happen at this moment; if nothing does, time goes on.
stop_time
go_on_after 2
`;

const TIMEOUT = `#!/bin/bash
${ASK}
limit=\${1%s}; shift
mark="$RECONCILE_STARTING/$$"
over="$RECONCILE_LIVE.$$"
: >"$mark"
RECONCILE_TIMED=1 "$@" <&0 &
child=$!
(
  until_it_waits $child 100
  code=$?
  rm -f "$mark"
  [ $code = 0 ] || exit 0
  wait_together "\${limit}s"
  : >"$over"
  kill -TERM $child
) >/dev/null 2>&1 &
timer=$!
wait $child
code=$?
kill $timer 2>/dev/null
rm -f "$mark"
[ -e "$over" ] && exit 124
exit $code
`;

/** Writes the programs into a folder that goes before all others on PATH. */
export function writeShims(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries({ kubectl: KUBECTL, sleep: SLEEP, timeout: TIMEOUT })) {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  }
}
