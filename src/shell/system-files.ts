/** Files of the machine itself. */

/** What scripts read of a machine. */
export const systemFiles: Readonly<Record<string, string>> = {
  '/etc/hostname': 'reconcile\n',
  '/etc/passwd':
    'root:x:0:0:root:/root:/bin/bash\nlearner:x:1000:1000:learner:/home/learner:/bin/bash\n',
  '/etc/group': 'root:x:0:\nlearner:x:1000:\n',
  '/etc/os-release':
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nID=debian\n',
  '/etc/hosts': '127.0.0.1\tlocalhost\n',
};
