/** Whether a path is really the address of a git repository. Mirrors api internal/git/repospec.go NewRepoSpecFromURL. */

const schemes = /^(ssh|https?|file):\/\//i;
const user = /^[a-zA-Z][a-zA-Z0-9-]*@/;
const github = /^github\.com[/:]/i;

/** Whether what follows the host names a repository: by a mark (`_git/`, `//`, `.git`) or two parts. */
const namesRepository = (rest: string): boolean =>
  /_git\/|.\/\/|\.git/.test(rest) || rest.split('/').length >= 2;

/** `https://github.com/org/repo//base?ref=v1`, `git@host:org/repo`, `github.com/org/repo` */
export function isRemote(path: string): boolean {
  if (path.startsWith('/')) return false;
  const [address = ''] = path.replace(/^git::/i, '').split('?');
  const scheme = schemes.exec(address)?.[0] ?? '';
  const afterScheme = address.slice(scheme.length);
  const name = user.exec(afterScheme)?.[0] ?? '';
  const place = afterScheme.slice(name.length);
  const isShort = scheme === '' && (name !== '' || github.test(place));
  if (scheme === '' && !isShort) return false;
  if (scheme.toLowerCase() === 'file://') return true;
  const divider = isShort ? /[/:]/ : /\//;
  const at = place.search(divider);
  return at >= 0 && namesRepository(place.slice(at + 1));
}
