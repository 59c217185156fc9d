/** What `jq --help` says, in our own words. */

export const HELP = `jq - commandline JSON processor [version 1.6]

Usage:	jq [options] <jq filter> [file...]
	jq [options] --args <jq filter> [strings...]
	jq [options] --jsonargs <jq filter> [JSON_TEXTS...]

Runs a filter over each JSON value of the files, or of standard input, and
prints what comes of it. The simplest filter is ".": it prints the value in a
readable way.

	$ kubectl get pods -o json | jq -r '.items[].metadata.name'
	web-5d4f8-x2x9k

Options:
  -c               one line for each result
  -r               strings without quotes
  -j               as -r, and no newline after each result
  -a               everything beyond ASCII as an escape
  -S               keys sorted
  -C / -M          with colours / without
  --tab, --indent n   how results are indented
  -n               run the filter once, on null
  -s               gather all values into one array first
  -R               lines as strings instead of JSON
  -e               end with 1 when the last result is false or null, 4 when there is none
  -f               the filter is a file's text
  --arg a v        $a is the string v
  --argjson a v    $a is the JSON v
  --slurpfile a f, --rawfile a f   $a is what the file f holds
  --args, --jsonargs   what follows the filter is $ARGS.positional
  --stream, --seq  events instead of values; records apart by RS
`;
