/** How true is it? What was compared with the real thing, what differs, and every command and flag with its label. */
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { HowTrueData } from '#site/fidelity-plugin.ts';
import { Differences } from './Differences.tsx';
import './how-true.css';
import { PartTable } from './PartTable.tsx';
import { Scores } from './Scores.tsx';

interface Props {
  readonly data: HowTrueData;
}

export default function HowTruePage({ data: { report } }: Props): ReactNode {
  return (
    <Layout
      title="How true is it?"
      description="What was compared with the real kubectl, and what differs."
      noFooter
    >
      <main className="page how-true">
        <h1>How true is it?</h1>
        {report ? (
          <>
            <p className="lead">
              What you learn here should hold at work. So what this cluster prints is compared with
              recordings of Kubernetes {report.kubernetes}, line by line. This page is written by
              the runs that compare.
            </p>
            <Scores families={report.families} />
            <Differences families={report.families} />
            <PartTable parts={report.parts} kubernetes={report.kubernetes} />
          </>
        ) : (
          <NothingMeasured />
        )}
      </main>
    </Layout>
  );
}

function NothingMeasured(): ReactNode {
  return (
    <>
      <p className="lead">
        This page is written by the runs that compare this cluster with recordings of a real one.
        For this build none was run.
      </p>
      <p>
        With the source at hand, <code>npm run fidelity -- --report</code> takes a minute; build the
        site again after it.
      </p>
    </>
  );
}
