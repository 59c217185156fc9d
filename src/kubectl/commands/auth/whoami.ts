/** `kubectl auth whoami` */
import type { Command, CommandContext } from '../../command.ts';
import { printFlags } from '../../flag-sets.ts';
import { basicFormats, formatOf, objectPrinter, unknownFormat } from '../../printers/index.ts';
import { TabWriter } from '../../printers/tab-writer.ts';
import { sendReview } from './review.ts';

interface ReviewStatus {
  readonly userInfo?: {
    readonly username?: string;
    readonly uid?: string;
    readonly groups?: readonly string[];
    readonly extra?: Readonly<Record<string, readonly string[]>>;
  };
}

function tableOf({ userInfo }: ReviewStatus): string {
  const writer = new TabWriter();
  writer.row(['ATTRIBUTE', 'VALUE']);
  if (userInfo?.username) writer.row(['Username', userInfo.username]);
  if (userInfo?.uid) writer.row(['UID', userInfo.uid]);
  if (userInfo?.groups?.length) writer.row(['Groups', `[${userInfo.groups.join(' ')}]`]);
  for (const key of Object.keys(userInfo?.extra ?? {}).sort())
    writer.row([`Extra: ${key}`, `[${(userInfo?.extra?.[key] ?? []).join(' ')}]`]);
  return writer.flush();
}

async function run(context: CommandContext): Promise<number> {
  const format = formatOf(context);
  const printer = format ? objectPrinter(context, format) : undefined;
  if (format && !printer) throw unknownFormat(format, basicFormats);
  const { object, status } = await sendReview<ReviewStatus>(
    context,
    'selfsubjectreviews',
    'authentication.k8s.io',
    {},
  );
  await context.out(printer ? printer.print(object) : tableOf(status));
  return 0;
}

export const whoamiCommand: Command = {
  name: 'whoami',
  use: 'whoami',
  short: 'Experimental: Check self subject attributes',
  long: 'Shows who the API server takes you for: user name, groups and the like.',
  examples: `# Who am I?
kubectl auth whoami`,
  flags: printFlags,
  run,
};
