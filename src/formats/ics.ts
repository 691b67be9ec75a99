import type { Event, Sheet } from '../sheet/sheet.js';

/**
 * A calendar (RFC 5545): an event for each that the sheet has, in UTC, so that no calendar has to know a time zone to
 * show the right time. Empty where nothing has a time.
 */
export function write({ calendar, title }: Sheet): string {
  if (!calendar?.events.length) return '';
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//convener//convene//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    `X-WR-CALNAME:${escaped(title)}`,
    ...calendar.events.flatMap((event) => entry(event, utc(calendar.stamp))),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function entry({ uid, start, end, title, lines }: Event, stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${escaped(title)}`,
    ...(lines.length ? [`DESCRIPTION:${lines.map(escaped).join('\\n')}`] : []),
    'END:VEVENT',
  ];
}

/** `20261123T130000Z` (RFC 5545, 3.3.5, form 2). */
function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A text value (3.3.11): marks escaped, no control characters, line breaks as `\n`. */
function escaped(text: string): string {
  return text
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '\n')
    .replace(/[\0-\x09\x0b-\x1f\x7f-\x9f]/g, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/** Lines of at most 75 octets, continued after a space (3.1); no character is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const char of line.replace(/\p{Cs}/gu, '\ufffd')) {
    const size = encoder.encode(char).length;
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += char;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
