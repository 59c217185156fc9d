/** The programs and providers of a user entry that fetch its credentials. Mirrors kubectl pkg/cmd/config/set_credentials.go modifyAuthInfo. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import type { ParsedPairs } from '../set/pairs.ts';

interface Plugins {
  readonly exec: Json | undefined;
  readonly 'auth-provider': Json | undefined;
}
interface PluginPairs {
  readonly provider: ParsedPairs;
  readonly env: ParsedPairs;
}

const mapOf = (value: Json | undefined): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;

/** The provider, begun anew when another is named, with its arguments changed. */
function providerOf(
  { flags }: CommandContext,
  old: JsonObject | undefined,
  { set, remove }: ParsedPairs,
): JsonObject | undefined {
  const asked = flags.changed('auth-provider') ? flags.string('auth-provider') : undefined;
  const kept = asked === undefined || old?.['name'] === asked ? old : { name: asked };
  if (!kept) return undefined;
  const config = Object.entries(mapOf(kept['config']) ?? {}).filter(
    ([key]) => !remove.includes(key) && !set.has(key),
  );
  const all = [...config, ...set];
  return {
    name: kept['name'] ?? '',
    config: all.length > 0 ? (Object.fromEntries(all) as JsonObject) : null,
  };
}

function environmentOf(old: Json | undefined, { set, remove }: ParsedPairs): Json {
  const list = (Array.isArray(old) ? old : []) as readonly JsonObject[];
  const kept = list
    .filter(({ name }) => !remove.includes(String(name)))
    .map((entry) => {
      const value = set.get(String(entry['name']));
      return value === undefined ? entry : { ...entry, value };
    });
  const added = [...set]
    .filter(([name]) => !kept.some((entry) => entry['name'] === name))
    .map(([name, value]) => ({ name, value }));
  const all = [...kept, ...added];
  return all.length > 0 || (remove.length > 0 && Array.isArray(old)) ? all : null;
}

/** The program, if there is one: another command forgets the arguments. */
function execOf(
  { flags }: CommandContext,
  before: JsonObject | undefined,
  env: ParsedPairs,
): JsonObject | undefined {
  const command = flags.changed('exec-command') ? flags.string('exec-command') : undefined;
  const old = before ?? (command === undefined ? undefined : {});
  if (!old) return undefined;
  const text = (flag: string, field: string): JsonObject =>
    flags.changed(flag) ? { [field]: flags.string(flag) } : {};
  const args = flags.list('exec-arg');
  const kept = command !== undefined ? { ...old, command, ...(before ? { args: null } : {}) } : old;
  const merged: JsonObject = {
    ...kept,
    ...(args.length > 0 ? { args } : {}),
    env: environmentOf(old['env'], env),
    ...text('exec-api-version', 'apiVersion'),
    ...text('exec-interactive-mode', 'interactiveMode'),
    ...(flags.changed('exec-provide-cluster-info')
      ? { provideClusterInfo: flags.bool('exec-provide-cluster-info') }
      : {}),
  };
  const { installHint, apiVersion, interactiveMode } = merged;
  return {
    command: merged['command'] ?? '',
    args: merged['args'] ?? null,
    env: merged['env'] ?? null,
    ...(apiVersion ? { apiVersion } : {}),
    ...(installHint ? { installHint } : {}),
    provideClusterInfo: merged['provideClusterInfo'] ?? false,
    ...(interactiveMode ? { interactiveMode } : {}),
  };
}

/** `exec` and `auth-provider` of the entry, as the flags say. */
export function withPlugins(
  context: CommandContext,
  old: Plugins,
  { provider, env }: PluginPairs,
): JsonObject {
  const exec = execOf(context, mapOf(old.exec), env);
  const auth = providerOf(context, mapOf(old['auth-provider']), provider);
  return { ...(auth ? { 'auth-provider': auth } : {}), ...(exec ? { exec } : {}) };
}
