/** What `curl --help` and `curl --version` say, in our own words. */

export const VERSION = `curl 7.88.1 (reconcile) a simulated curl: HTTP only
Release-Date: 2023-02-20
Protocols: http https
`;

export const HELP = `Usage: curl [options...] <url>
 -A, --user-agent <name>     What to call ourselves
     --connect-timeout <s>   How long to wait for a connection
 -d, --data <data>           Send a body (POST); @file reads one
 -f, --fail                  End with 22 when the server answers 400 or more
 -G, --get                   Put the data into the URL
 -H, --header <line>         Add, change or (without a value) remove a header
 -i, --include               Show the answer's headers too
 -I, --head                  Ask for the headers only
 -L, --location              Follow redirects
 -m, --max-time <s>          How long the whole may take
 -o, --output <file>         Write the answer into a file
 -O, --remote-name           Write it into a file named as in the URL
     --retry <n>             Try again after what may pass
 -s, --silent                No progress, no errors
 -S, --show-error            Errors all the same
 -u, --user <name:password>  Who we are
 -v, --verbose               Tell all that happens
 -w, --write-out <format>    What to print at the end: %{http_code}, %{time_total}
 -X, --request <method>      The method to use

Pods, Services and nodes of the cluster can be asked from here: by a pod's
address, a Service's name (web, web.shop) or address, and any node's port
(node-1:30080).
`;
