/** `load`: users of a server, at a rate, in virtual time. */
import type { WebRequest } from '#web/exchange.ts';
import { type Asked, within } from '#web/program.ts';
import type { ProgramContext } from '../../program.ts';
import { type LoadOptions, parseLoad } from './options.ts';
import { HELP, progressLine, report } from './report.ts';
import { Tally } from './tally.ts';

/** Requests are sent in bursts of so long: fewer waits, the same second. */
const BURST_MS = 100;
const SECOND_MS = 1_000;

const requestOf = ({ method, url, headers, body }: LoadOptions): WebRequest => ({
  method,
  url,
  body,
  headers: [['Host', url.host], ['User-Agent', 'load/1.0'], ['Accept', '*/*'], ...headers],
});

class Load {
  readonly #context: ProgramContext;
  readonly #options: LoadOptions;
  readonly #request: WebRequest;
  readonly #tally = new Tally();
  readonly #startMs: number;
  /** Seconds whose line was printed. */
  #told = 0;

  constructor(context: ProgramContext, options: LoadOptions) {
    this.#context = context;
    this.#options = options;
    this.#request = requestOf(options);
    this.#startMs = context.clock.now();
  }

  get #elapsedMs(): number {
    return this.#context.clock.now() - this.#startMs;
  }

  async run(): Promise<number> {
    const { fails, rate } = this.#options;
    const { atInterrupt, stdout } = this.#context;
    atInterrupt(() => report(this.#tally, this.#elapsedMs));
    if (rate === undefined) await this.#byWorkers();
    else await this.#atRate(rate);
    const text = report(this.#tally, this.#elapsedMs);
    await this.#progress(Number.POSITIVE_INFINITY);
    await stdout.write(text);
    return fails && this.#tally.failed > 0 ? 1 : 0;
  }

  async #ask(): Promise<Asked> {
    const { network, signal } = this.#context;
    const exchange = await network.ask(this.#request, signal);
    return within(exchange, { totalMs: this.#options.timeoutMs });
  }

  #isOver(sent: number): boolean {
    const { requests, durationMs } = this.#options;
    return (
      (requests !== undefined && sent >= requests) ||
      (durationMs !== undefined && this.#elapsedMs >= durationMs)
    );
  }

  /** Sends what is due, burst by burst, whether or not earlier ones were answered. */
  async #atRate(rate: number): Promise<void> {
    const { clock, signal } = this.#context;
    const { requests = Number.POSITIVE_INFINITY, durationMs = Number.POSITIVE_INFINITY } =
      this.#options;
    const total = Math.min(requests, Math.round((durationMs / SECOND_MS) * rate));
    for (let sent = 0; sent < total; ) {
      const due = Math.min(total, Math.floor((this.#elapsedMs / SECOND_MS) * rate) + 1);
      for (; sent < due; sent += 1) this.#tally.add((sent / rate) * SECOND_MS, await this.#ask());
      await this.#progress(this.#elapsedMs);
      const nextMs = (sent / rate) * SECOND_MS - this.#elapsedMs;
      if (sent < total)
        await clock.sleep(Math.max(nextMs, Math.min(BURST_MS, SECOND_MS / rate)), signal);
    }
    const restMs = Math.min(durationMs, (total / rate) * SECOND_MS) - this.#elapsedMs;
    if (restMs > 0) await clock.sleep(restMs, signal);
  }

  /** Each worker asks again as soon as it was answered: whoever is free first goes first. */
  async #byWorkers(): Promise<void> {
    const freeAtMs = Array.from({ length: this.#options.workers }, () => 0);
    for (let sent = 0; !this.#isOver(sent); sent += 1) {
      const next = Math.min(...freeAtMs);
      await this.#until(next);
      if (this.#isOver(sent)) break;
      const atMs = this.#elapsedMs;
      const asked = await this.#ask();
      freeAtMs[freeAtMs.indexOf(next)] = atMs + asked.tookMs;
      this.#tally.add(atMs, asked);
      await this.#progress(atMs);
    }
    await this.#until(Math.max(...freeAtMs));
  }

  async #until(ms: number): Promise<void> {
    const { clock, signal } = this.#context;
    const leftMs = ms - this.#elapsedMs;
    if (leftMs > 0) await clock.sleep(leftMs, signal);
  }

  /** A line for each second that is over. */
  async #progress(elapsedMs: number): Promise<void> {
    const { stdout } = this.#context;
    if (this.#options.quiet || !stdout.isTerminal) return;
    const seconds = this.#tally.seconds;
    while ((this.#told + 1) * SECOND_MS <= elapsedMs) {
      const second = seconds.get(this.#told);
      if (!second && elapsedMs === Number.POSITIVE_INFINITY) return;
      this.#told += 1;
      if (second) await stdout.write(progressLine(this.#told - 1, second));
    }
  }
}

export async function load(context: ProgramContext): Promise<number> {
  const options = parseLoad(context);
  if (options === 'help') {
    await context.stdout.write(HELP);
    return 0;
  }
  return new Load(context, options).run();
}
