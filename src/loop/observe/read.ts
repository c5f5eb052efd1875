import type { BlockContent, DefinitionContent, Nodes, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { parseMarkdown } from '../markdown.ts';
import { restoredLines, withoutComments } from './lines.ts';

/**
 * Characters of a body that are looked at: what a thread is about is said early, and a log pasted behind it must
 * neither cost time nor drown it. The evaluation data are cut here too.
 */
export const BODY_CHARACTERS_MAX = 6_000;

/** GitHub allows 256 characters in a title; other sources may not. */
export const TITLE_CHARACTERS_MAX = 300;

/** One question of an issue form (or of a template with bold questions) and what was answered. */
export interface FormField {
  question: string;
  /** '' where left blank or `_No response_` */
  answer: string;
}

/** What a thread says, by the place where it says it. All texts are raw (not neutralised) and free of invisible characters. */
export interface Reading {
  title: string;
  /** the author's own sentences: no code, quotes, HTML comments, headings, questions of a form */
  prose: string;
  headings: string[];
  fields: FormField[];
  code: string;
  /** what is quoted from somebody else, or from a mail */
  quoted: string;
  links: string[];
  images: number;
  codeBlocks: number;
  checkedBoxes: number;
  uncheckedBoxes: number;
  /** what the ticked boxes say */
  ticked: string[];
  /** items of numbered lists */
  numberedSteps: number;
}

/** Reads title and body (Markdown) of a thread. Never throws; takes a few milliseconds at most. */
export function readThread(title: string, body: string): Reading {
  const reader = new Reader(visible(title.slice(0, TITLE_CHARACTERS_MAX)));
  const text = restoredLines(visible(body.slice(0, BODY_CHARACTERS_MAX)));
  for (const node of parseMarkdown(text, BODY_CHARACTERS_MAX).children) {
    reader.block(node);
  }
  return reader.reading();
}

/** Zero-width characters, direction marks and soft hyphens hide words from a matcher, not from a reader. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;

function visible(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replaceAll('\r\n', '\n');
}

const NO_ANSWER = new Set(['', '_no response_', 'no response', 'n/a', 'na', 'none', '-', '.', 'tbd']);

type Block = RootContent | BlockContent | DefinitionContent;

class Reader {
  private readonly prose: string[] = [];
  private readonly headings: string[] = [];
  private readonly fields: { question: string; answer: string[] }[] = [];
  private readonly code: string[] = [];
  private readonly quoted: string[] = [];
  private readonly links: string[] = [];
  private images = 0;
  private readonly ticked: string[] = [];
  private checkedBoxes = 0;
  private uncheckedBoxes = 0;
  private numberedSteps = 0;
  private readonly title: string;

  constructor(title: string) {
    this.title = title;
  }

  reading(): Reading {
    return {
      title: this.title.trim(),
      prose: this.prose.join('\n'),
      headings: this.headings,
      fields: this.fields.map(({ question, answer }) => ({
        question,
        answer: givenAnswer(answer.join('\n')),
      })),
      code: this.code.join('\n'),
      quoted: this.quoted.join('\n'),
      links: this.links,
      images: this.images,
      codeBlocks: this.code.length,
      checkedBoxes: this.checkedBoxes,
      uncheckedBoxes: this.uncheckedBoxes,
      ticked: this.ticked,
      numberedSteps: this.numberedSteps,
    };
  }

  block(node: Block): void {
    switch (node.type) {
      case 'heading':
        this.ask(plainText(node));
        return;
      case 'paragraph':
        this.paragraph(node);
        return;
      case 'code':
        this.code.push(node.value);
        this.answer(node.value);
        return;
      case 'blockquote':
        this.quoted.push(plainText(node));
        return;
      case 'list':
        if (node.ordered === true) this.numberedSteps += node.children.length;
        for (const item of node.children) {
          if (item.checked === true) {
            this.checkedBoxes += 1;
            this.ticked.push(plainText(item));
          }
          if (item.checked === false) this.uncheckedBoxes += 1;
          // a ticked or open box is the template speaking
          if (typeof item.checked !== 'boolean') for (const child of item.children) this.block(child);
        }
        return;
      case 'table':
        for (const row of node.children)
          this.say(row.children.map((cell) => this.inline(cell.children)).join(' '));
        return;
      case 'footnoteDefinition':
        for (const child of node.children) this.block(child);
        return;
      case 'html':
        this.html(node.value);
        return;
      default:
        return;
    }
  }

  private paragraph(node: Paragraph): void {
    const [first, ...rest] = node.children;
    // templates from before issue forms: **What happened?** answer
    if (first?.type === 'strong' && isQuestion(plainText(first), rest)) {
      this.ask(plainText(first));
      const answer = this.inline(rest).replace(/^[\s:]+/u, '');
      if (answer !== '') this.say(answer);
      return;
    }
    this.say(this.inline(node.children));
  }

  private ask(question: string): void {
    if (question.trim() === '') return;
    this.headings.push(question);
    this.fields.push({ question, answer: [] });
  }

  private say(text: string): void {
    if (NO_ANSWER.has(text.trim().toLowerCase())) return;
    this.prose.push(text);
    this.answer(text);
  }

  private answer(text: string): void {
    this.fields.at(-1)?.answer.push(text);
  }

  /** Pasted HTML is read for its words; comments are the template's own. */
  private html(value: string): void {
    const shown = withoutComments(value);
    this.images += shown.split('<img').length - 1;
    const text = withoutTags(shown).trim();
    if (text !== '') this.say(text);
  }

  private inline(nodes: readonly PhrasingContent[]): string {
    return nodes.map((node) => this.phrase(node)).join('');
  }

  private phrase(node: PhrasingContent): string {
    switch (node.type) {
      case 'text':
        return node.value;
      case 'inlineCode':
        return node.value;
      case 'break':
        return '\n';
      case 'image':
      case 'imageReference':
        this.images += 1;
        return '';
      case 'html':
        if (node.value.toLowerCase().startsWith('<img')) this.images += 1;
        return ' ';
      case 'link':
        this.links.push(node.url);
        return this.inline(node.children);
      default:
        return 'children' in node ? this.inline(node.children) : textOf(node);
    }
  }
}

function textOf(node: Nodes): string {
  return 'value' in node ? node.value : '';
}

/** Bold text opens a field when it ends like a question or label, or stands alone on its line. */
function isQuestion(bold: string, rest: readonly PhrasingContent[]): boolean {
  const follows = rest.length > 0 ? plainText(rest[0]) : '';
  return rest.length === 0 || /[?:]\s*$/u.test(bold) || follows.startsWith(':') || follows.startsWith('\n');
}

function givenAnswer(text: string): string {
  return NO_ANSWER.has(text.trim().toLowerCase()) ? '' : text.trim();
}

/** Drops everything between `<` and the next `>`, in one pass. */
function withoutTags(html: string): string {
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) return text + html.slice(at);
    text += `${html.slice(at, open)} `;
    const close = html.indexOf('>', open);
    if (close === -1) return text;
    at = close + 1;
  }
  return text;
}
