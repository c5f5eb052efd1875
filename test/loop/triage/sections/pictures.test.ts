import { expect, it } from 'vitest';
import { ago, member, project, thread, times } from '../../record/project.ts';
import { weekOf } from '../agendas.ts';

it('counts threads week by week as the header does, and says where signals are counted with them', () => {
  const threads = times(4, (index) => thread({ author: member(index + 1), createdAt: ago(2) }));
  const signal = thread({ type: null, repositoryId: null, channel: 'forum', createdAt: ago(2) });
  const { agenda } = weekOf({ record: project({ threads: [...threads, signal] }) });
  const pictures = agenda.appendix.find(({ title }) => title === 'Pictures')?.body ?? '';
  const [trend = '', channels = ''] = pictures.split('\n```mermaid\n');
  expect(trend).toContain('"Threads by the community per ISO week"');
  expect(trend).toContain('| W48 | 4 |');
  expect(channels).toContain('Threads and signals of the last seven days');
  expect(channels).toContain('| forum | 1 |');
});
