import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { metricsMarkdown } from '../../loop/measure/markdown.ts';
import type { AnalyzedWeek } from './run-analysis.ts';

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8886; padding: .3rem .7rem; text-align: left; }
h1 { border-bottom: 1px solid #8886; padding-bottom: .3rem; }
`;

/** A page of its own with the weekly issues, readable without network. Text of others was neutralised when it was rendered. */
export function renderPage(repositories: readonly string[], weeks: readonly AnalyzedWeek[]): string {
  const name = escapeHtml(repositories.join(', '));
  const html = (markdown: string) =>
    micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const sections = weeks.map(({ week, issue, measures }) => {
    const body = issue === null ? '<p>Nothing new: no issue would have been opened.</p>' : html(issue.body);
    return `<article><h1>Feedback triage: ${escapeHtml(week)}</h1>${body}</article>
<article>${html(metricsMarkdown(measures))}</article>`;
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}: feedback triage</title><style>${STYLE}</style></head>
<body><p>${name}</p>
${sections.join('\n')}
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
