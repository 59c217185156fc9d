/** The page for an address that leads nowhere. */
import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';

export default function NotFoundContent(): ReactNode {
  return (
    <main className="page">
      <h1>Not found</h1>
      <pre className="not-found">Error from server (NotFound): pages "this one" not found</pre>
      <p>
        There is no page at this address. The <Link to="/">cluster on the front page</Link> is up,
        and so are the <Link to="/lessons">lessons</Link>.
      </p>
    </main>
  );
}
