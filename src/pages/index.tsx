/** The landing page is the product: a running cluster, one sentence, one button. */
import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { Bench } from '#components/Bench/Bench.tsx';
import { DeletePod } from '#components/Landing/DeletePod.tsx';
import { webStart } from '#components/Landing/web-start.ts';
import { LessonList } from '#site/LessonList.tsx';

export default function LandingPage(): ReactNode {
  return (
    <Layout
      title="Kubernetes, by breaking it"
      description="Kubernetes, by breaking it: a whole cluster in your browser tab."
      noFooter
    >
      <main className="landing">
        <header className="landing-head">
          <h1>Delete a pod. Watch it come back.</h1>
          <p className="lead">
            This page runs a Kubernetes cluster: three nodes, a web server on each, and the real
            rules behind them. It is yours to break.
          </p>
          <DeletePod />
        </header>
        <Bench shape="wide" start={webStart} />
        <div className="landing-more-below">
          <section aria-labelledby="lessons">
            <h2 id="lessons">Lessons</h2>
            <LessonList />
            <p className="landing-more">
              Each lesson ends in a graded exercise. <Link to="/exercises">See all exercises</Link>.
            </p>
          </section>
          <Facts />
        </div>
      </main>
    </Layout>
  );
}

function Facts(): ReactNode {
  return (
    <dl className="facts">
      <div>
        <dt>Without a network</dt>
        <dd>
          The whole course is a folder of files. Copy it to a stick and open it with a double click.
          It needs no server and no account, and it sends nothing anywhere.
        </dd>
      </div>
      <div>
        <dt>In a room</dt>
        <dd>
          Thirty people on bad Wi-Fi load the page once. Each has a cluster of their own, in their
          own browser tab.
        </dd>
      </div>
      <div>
        <dt>How true it is</dt>
        <dd>
          What kubectl prints here is compared, line by line, with recordings of kubectl 1.35 on a
          real control plane. What this cluster can’t do, it says.{' '}
          <Link to="/how-true">The score, and what differs</Link>.
        </dd>
      </div>
    </dl>
  );
}
