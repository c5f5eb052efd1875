import type { Checklist } from '../../../loop/journey/checklist.ts';
import { Lines } from '../parts.tsx';

const VERDICTS: Record<Checklist['verdict'], string> = {
  pause: 'Repair what is in the way before telling anybody else.',
  hold: 'Find out what is not known yet.',
  amplify: 'Newcomers succeed: tell more people.',
};

/** Pause, hold or amplify, with every line that it rests on. */
export function Verdict({ checklist }: { checklist: Checklist }) {
  const { verdict, pause, amplify } = checklist;
  return (
    <>
      <div class={`box verdict ${verdict}`}>
        <strong>{verdict.toUpperCase()}</strong>
        <span>{VERDICTS[verdict]}</span>
      </div>
      <details open={verdict === 'pause'}>
        <summary>What it rests on</summary>
        <div class="two">
          <section>
            <h3>Pause if any of these is yes</h3>
            <Lines lines={pause} good="no" />
          </section>
          <section>
            <h3>Amplify only if all of these are yes</h3>
            <Lines lines={amplify} />
          </section>
        </div>
      </details>
    </>
  );
}
