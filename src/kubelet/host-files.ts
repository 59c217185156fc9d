/** The files of a node itself, as a hostPath volume shows them. Differs: a handful, and writing them changes only the container's own. */
import type { Node } from '#resources/node.ts';

const KUBELET_CONFIG = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: systemd
clusterDNS:
- 10.96.0.10
clusterDomain: cluster.local
staticPodPath: /etc/kubernetes/manifests
`;

function rootFiles({ metadata, status }: Node): ReadonlyMap<string, string> {
  const { osImage = '', machineID = '', kernelVersion = '' } = status.nodeInfo ?? {};
  const address = status.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '';
  const { name } = metadata;
  return new Map([
    ['/etc/hostname', `${name}\n`],
    ['/etc/hosts', `127.0.0.1\tlocalhost\n${address}\t${name}\n`],
    ['/etc/machine-id', `${machineID}\n`],
    ['/etc/os-release', `PRETTY_NAME="${osImage}"\nNAME="${osImage.replace(/ [\d(].*$/, '')}"\n`],
    ['/proc/version', `Linux version ${kernelVersion}\n`],
    ['/var/lib/kubelet/config.yaml', KUBELET_CONFIG],
  ]);
}

/** The files below a path of the node, by their paths in it: for "/etc" "hostname". */
export function hostFiles(node: Node | undefined, path: string): ReadonlyMap<string, string> {
  const folder = `${path.replace(/\/+$/, '')}/`;
  const files = new Map<string, string>();
  for (const [place, text] of node ? rootFiles(node) : [])
    if (place.startsWith(folder)) files.set(place.slice(folder.length), text);
  return files;
}
