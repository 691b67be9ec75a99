import type { Block } from '../core/agenda.js';
import { groupCounts, groupWords } from '../core/groups.js';
import { smallForms } from '../core/session.js';
import { counted } from '../core/text.js';

/** How people are together and what each voice gets, in a few words. */
export function facts(block: Block): string[] {
  const { form, groups, minutesPerVoice, voices, silence } = block;
  const each = minutesPerVoice ? timeEach(minutesPerVoice) : undefined;
  const small = smallForms.includes(form) || (form === 'circle' && groups.length > 1);
  switch (form) {
    case 'plenary':
      return ['all together'];
    case 'sharing':
      return ['all together', ...(voices ? [`${counted(voices, 'voice')}, about ${each} each`] : [])];
    case 'silence':
      return ['each alone'];
    case 'circle':
      if (!small) return ['one circle', ...(each ? [`${each} each`] : [])];
      break;
    case 'open':
      return ['each where they choose'];
    case 'break':
      return [];
    case 'buffer':
      return ['time kept free'];
  }
  const where =
    groups.length === 1
      ? `all ${groups[0]} together`
      : form === 'tables'
        ? `tables (${groupCounts(groups)})`
        : `${groupWords(groups)} (${groupCounts(groups)})`;
  return [
    block.with && block.with !== 'near' ? `${where}, ${block.with} people` : where,
    ...(silence ? [`${silence} s of silence`] : []),
    ...(each ? [`${each} each`] : []),
    ...(block.again ? [`again ${timeEach(block.again)} each from ${block.againAt}`] : []),
    ...(block.share ? [`${block.share} min for all from ${block.shareAt}, ${counted(block.voices ?? 1, 'voice')}`] : []),
  ];
}

function timeEach(minutes: number): string {
  if (minutes < 1) return `${Math.round((minutes * 60) / 5) * 5} s`;
  const whole = Math.floor(minutes * 2) / 2;
  return `${whole} min`;
}
