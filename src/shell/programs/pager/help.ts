/** The keys of less, in our own words: what `h` and `less --help` show. */

export const helpLines = `SUMMARY OF LESS COMMANDS

  A number typed first, N, says how many lines or which one.

  h  H              this help
  q  :q  Q  ZZ      leave

MOVING
  j  e  down  RETURN   N lines forward
  k  y  up             N lines back
  SPACE  f  PgDn       one screen forward
  b  PgUp              one screen back
  d  ^D                half a screen forward
  u  ^U                half a screen back
  g  <  Home           to line N, or the first one
  G  >  End            to line N, or the last one
  p  %                 N percent into the text
  right  left          sideways, half a screen
  F                    follow what is still coming; Ctrl-C stops that

SEARCHING
  /pattern             forward
  ?pattern             backward
  n  N                 the next match; the one before
  &pattern             show only lines that match; empty shows all
  ESC-u                forget what is marked

FILES
  :n  :p               the next file, the one before
  =                    which lines are shown

OPTIONS, on the command line or typed after -
  -S   cut long lines         -N   line numbers
  -R   colours pass           -i   search without regard to case
  -F   print only, when all fits on one screen
  -X   leave the text on the screen
  -e   leave at the end       +G +/pattern +N   where to begin
`;
