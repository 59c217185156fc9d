/** Marks by which a terminal knows prompts and outputs apart: FinalTerm's OSC 133, as bash users set it up. */

const mark = (what: string): string => `\x1b]133;${what}\x07`;

/** Before a prompt. Pastes come in brackets from here on, so that their lines don't run one by one. */
export const promptMark = `${mark('A')}\x1b[?2004h`;

/** Before a command's output; the command itself in kitty's form. */
export const outputMark = (line: string): string =>
  mark(`C;cmdline_url=${encodeURIComponent(line.replace(/\p{Cs}/gu, '\ufffd'))}`);

/** After it: the exit status. */
export const endMark = (exit: number): string => mark(`D;${exit}`);
