import { knownKinds } from '../core/deck.js';

/** Dark enough to be read on white (WCAG 2.2, 1.4.3: at least 4.5 to 1), each of another lightness in grey. */
const colours = ['#1f5f99', '#a3122e', '#5b2a86', '#8a5a00', '#0f5a36', '#0b6b76', '#b0306f', '#5f5a10', '#2b2b2b'];

const places = new Map(Object.keys(knownKinds).map((kind, place) => [kind, place]));

/** How a kind is told apart: its colour, and its place among the others for whoever sees no colour. */
export function markOf(kind: string): { readonly colour: string; readonly place: number; readonly places: number } {
  const place = places.get(kind) ?? [...kind].reduce((sum, char) => (sum * 31 + char.codePointAt(0)!) % 997, 7) % colours.length;
  return { colour: colours[place]!, place, places: colours.length };
}
