import { adviceOf } from '../../../loop/journey/advice.ts';
import type { Checklist } from '../../../loop/journey/checklist.ts';
import { capital } from '../../../loop/render/capital.ts';
import { Lines } from '../parts.tsx';

/** Pause, hold or amplify, with every line that it rests on. */
export function Verdict({ checklist }: { checklist: Checklist }) {
  const { verdict, pause, amplify } = checklist;
  return (
    <>
      <div class={`box verdict ${verdict}`}>
        <strong>{verdict.toUpperCase()}</strong>
        <span>{capital(adviceOf(checklist))}</span>
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
