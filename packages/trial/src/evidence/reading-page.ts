/** A guided reading as a page of docs/guide; the web page is made from the same data. */
import { readingStanding, type Reading, type ReadingPart, type ReadingSentence } from './reading.ts'

export function readingPage({ title, says, parts, notPublished }: Reading, study: string): string {
  return [
    `# ${title}`,
    ...says.flatMap((sentence) => ['', sentence]),
    ...parts.flatMap((part) => partText(part, study)),
    '',
    '## What is not published',
    '',
    'As far as our material goes. Abscopal does not fill these in.',
    '',
    ...notPublished.map((item) => `- ${item}`),
    '',
  ].join('\n')
}

function partText({ title, sentences }: ReadingPart, study: string): string[] {
  return ['', `## ${title}`, ...sentences.flatMap((sentence) => sentenceText(sentence, study))]
}

function sentenceText(
  { says, source, tag, tells, doesNotTell, page }: ReadingSentence,
  study: string,
): string[] {
  return [
    '',
    `> ${says}`,
    '>',
    `> ${source} (${readingStanding[tag]})`,
    ...list('What one can check', tells),
    ...list('What it does not tell', doesNotTell),
    '',
    `**In the synthetic study:** ${page.title} (${study}${page.path}): ${page.shows}.`,
  ]
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `**${title}**`, '', ...items.map((item) => `- ${item}`)]
}
