/** `kubectl events` */

import { goSort } from '#apimachinery/go/sort.ts';
import { timeOf } from '#apimachinery/time.ts';
import type { Event } from '#resources/event.ts';
import type { Command, CommandContext } from '../command.ts';
import { eventAge } from '../describe/events.ts';
import { type ApiResource, groupVersionOf } from '../discovery.ts';
import { KubectlError } from '../errors.ts';
import { allNamespacesFlag, chunkSizeFlag, printFlags } from '../flag-sets.ts';
import { basicFormats, objectPrinter, unknownFormat } from '../printers/index.ts';
import type { ObjectPrinter } from '../printers/printer.ts';
import { TabWriter } from '../printers/tab-writer.ts';
import { escapeTerminal } from '../printers/table.ts';
import { resourceFor } from '../resource-args.ts';

/** When an event was last seen, for its place in the list. */
const seenAt = ({ series, lastTimestamp, eventTime }: Event): number =>
  series ? timeOf(series.lastObservedTime) : timeOf(lastTimestamp ?? eventTime);

function rowOf(event: Event, nowMs: number, withNamespace: boolean): readonly string[] {
  const { type, reason, involvedObject, message } = event;
  return [
    ...(withNamespace ? [event.metadata.namespace ?? ''] : []),
    eventAge(event, nowMs),
    escapeTerminal(type ?? ''),
    escapeTerminal(reason ?? ''),
    escapeTerminal(`${involvedObject?.kind ?? ''}/${involvedObject?.name ?? ''}`),
    escapeTerminal((message ?? '').trim()),
  ];
}

/** A table of events; headers come once. */
function eventTable({
  flags,
  host,
  out,
}: CommandContext): (events: readonly Event[]) => Promise<void> {
  const writer = new TabWriter();
  const withNamespace = flags.bool('all-namespaces');
  let hasHeaders = flags.bool('no-headers');
  return (events) => {
    const headers = ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
    if (!hasHeaders) writer.row(withNamespace ? ['NAMESPACE', ...headers] : headers);
    hasHeaders = true;
    for (const event of events) writer.row(rowOf(event, host.clock.now(), withNamespace));
    return out(writer.flush());
  };
}

/** `pod/web` ⇒ a field selector for events about it. */
async function subjectSelector({ api, flags }: CommandContext): Promise<string> {
  const subject = flags.string('for');
  if (!subject) return '';
  const [type = '', name = '', ...more] = subject.split('/');
  if (more.length > 0)
    throw new KubectlError('arguments in resource/name form may not have more than one slash');
  if (!subject.includes('/')) throw new KubectlError('--for must be in resource/name form');
  const resource = (await api.discover()).find(type);
  if (!resource)
    throw new KubectlError(`the server doesn't have a resource type ${JSON.stringify(type)}`, {
      plain: true,
    });
  return [
    `involvedObject.kind=${resource.kind}`,
    `involvedObject.apiVersion=${groupVersionOf(resource)}`,
    `involvedObject.name=${name}`,
  ].join(',');
}

function typesOf({ flags }: CommandContext): readonly string[] {
  const types = flags.list('types').map((type) => type.toLowerCase());
  if (types.some((type) => type !== 'normal' && type !== 'warning'))
    throw new KubectlError('valid --types are Normal or Warning');
  return types;
}

interface Search {
  readonly resource: ApiResource;
  readonly namespace: string;
  readonly fieldSelector: string;
  readonly isWanted: (event: Event) => boolean;
  /** For `-o`; absent: a table. */
  readonly printer: ObjectPrinter | undefined;
}

async function printAll(context: CommandContext, search: Search): Promise<void> {
  const { resource, namespace, fieldSelector, isWanted } = search;
  const chunkSize = context.flags.number('chunk-size');
  const list = await context.api.list<Event>(resource, { namespace, fieldSelector, chunkSize });
  const events = list.items
    .filter(isWanted)
    .map((event) => ({ ...event, apiVersion: 'v1', kind: 'Event' }));
  if (events.length === 0) {
    await context.err(
      namespace ? `No events found in ${context.namespace} namespace.\n` : 'No events found.\n',
    );
    return;
  }
  const items = goSort(events, (a, b) => seenAt(a) < seenAt(b));
  if (!search.printer) return eventTable(context)(items);
  // Upstream cannot print a list by name here, and does not say so.
  if (context.flags.string('output') === 'name') return;
  const all = { apiVersion: 'v1', kind: 'EventList', metadata: {}, items };
  await context.out(search.printer.print(all));
}

async function printChanges(context: CommandContext, search: Search): Promise<void> {
  const { resource, namespace, fieldSelector, isWanted, printer } = search;
  const table = eventTable(context);
  for await (const { type, object } of context.api.watch(resource, { namespace, fieldSelector })) {
    const event = { ...(object as Event), apiVersion: 'v1', kind: 'Event' };
    if ((type !== 'ADDED' && type !== 'MODIFIED') || !isWanted(event)) continue;
    await (printer ? context.out(printer.print(event)) : table([event]));
  }
}

async function run(context: CommandContext): Promise<number> {
  const { api, flags, namespace } = context;
  const fieldSelector = await subjectSelector(context);
  const format = flags.string('output');
  const printer = format ? objectPrinter(context, format) : undefined;
  if (format && !printer) throw unknownFormat(format, basicFormats);
  const types = typesOf(context);
  const search: Search = {
    resource: resourceFor(await api.discover(), 'events'),
    namespace: flags.bool('all-namespaces') ? '' : namespace,
    fieldSelector,
    isWanted: ({ type }) => types.length === 0 || types.includes((type ?? '').toLowerCase()),
    printer,
  };
  await (flags.bool('watch') ? printChanges : printAll)(context, search);
  return 0;
}

export const events: Command = {
  name: 'events',
  group: 'Troubleshooting and Debugging Commands',
  use: 'events [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]',
  short: 'List events',
  long: `Shows events.

A table of what matters most about them: those of a namespace, of all, or only those about one resource.`,
  examples: `# Events of the default namespace
kubectl events

# Of all namespaces
kubectl events --all-namespaces

# Those about a pod, and those to come
kubectl events --for pod/client --watch

# As YAML
kubectl events -oyaml

# Only some types
kubectl events --types=Warning,Normal`,
  flags: [
    { name: 'watch', short: 'w', type: 'bool', help: 'Goes on with events to come.' },
    allNamespacesFlag,
    { name: 'for', type: 'string', help: 'Only events about this resource.' },
    { name: 'types', type: 'stringSlice', default: '[]', help: 'Only events of these types.' },
    { name: 'no-headers', type: 'bool', help: 'Prints no headers.' },
    chunkSizeFlag,
    ...printFlags,
  ],
  run,
};
