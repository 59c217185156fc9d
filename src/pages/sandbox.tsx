/** An empty cluster to try things on. */
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Bench } from '#components/Bench/Bench.tsx';

export default function SandboxPage(): ReactNode {
  return (
    <Layout title="Sandbox" description="An empty cluster of three nodes." noFooter>
      <main className="landing">
        <header className="landing-head">
          <h1>Sandbox</h1>
          <p className="lead">Three empty nodes and no instructions.</p>
        </header>
        <Bench shape="wide" start={{ key: 'sandbox', title: 'Sandbox', options: { nodes: 3 } }} />
      </main>
    </Layout>
  );
}
