import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { folder, run, type World } from '../run.js';

const plan = ['agenda', 'strategy-90', '-p', '26', '--start', '14:00', '--seed', 'kelp'];
const json = async (...args: readonly (World | string)[]) => JSON.parse((await run(...args)).stdout);

describe('agenda', () => {
  test('as JSON has the keys that scripts rely on', async () => {
    const { code, stdout, stderr } = await run(...plan, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const made = JSON.parse(stdout);
    expect(made).toMatchObject({
      session: 'strategy-90',
      seed: 'kelp',
      minutes: 90,
      people: 26,
      start: '14:00',
      end: '15:30',
      date: '2026-11-22',
      timeZone: 'UTC',
    });
    for (const block of made.blocks) {
      expect(block).toMatchObject({
        title: expect.any(String),
        start: expect.stringMatching(/^\d\d:\d\d$/),
        minutes: expect.any(Number),
        form: expect.any(String),
        groups: expect.any(Array),
        say: expect.any(Array),
        prompts: expect.any(Array),
      });
      expect(block).toHaveProperty('minutesPerVoice');
    }
  });

  test('is the same for the same seed, another for another', async () => {
    const once = await run(...plan);
    expect(await run({ seed: 'other' }, ...plan)).toEqual(once);
    expect((await run(...plan.slice(0, -1), 'weed')).stdout).not.toBe(once.stdout);
  });

  test('starts at the next quarter of an hour, today; a time that has passed is tomorrow', async () => {
    const now = new Date('2026-11-22T09:31:00Z');
    expect(await json({ now }, 'agenda', 'opener-10', '-q', '--json')).toMatchObject({ date: '2026-11-22', start: '09:45' });
    expect(await json({ now }, 'agenda', 'opener-10', '-q', '--json', '--start', '9:00')).toMatchObject({
      date: '2026-11-23',
      start: '09:00',
    });
    expect(await json({ now: new Date('2026-11-22T23:50:00Z') }, 'agenda', 'opener-10', '-q', '--json')).toMatchObject({
      date: '2026-11-23',
      start: '00:00',
    });
    expect(await json({ now, timeZone: 'Asia/Kolkata' }, 'agenda', 'opener-10', '-q', '--json', '--date', 'tomorrow')).toMatchObject({
      date: '2026-11-23',
      start: '15:15',
      timeZone: expect.stringMatching(/Kolkata|Calcutta/),
    });
  });

  test('without a name chooses a session and says why', async () => {
    const { code, stdout, stderr } = await run('agenda', '-m', '60', '-p', '9', '--setting', 'focus-group', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).session).toBe('focus-60');
    expect(stderr).toMatch(
      /^convene: focus-60 is made for a focus-group, serves \d+ to \d+ minutes and 6 to 15 people \(room\); its usual length is nearest to 60 minutes\n$/,
    );
  });

  test.each<[string, string]>([
    ['agenda world-cafe -p 5', 'world-cafe serves 12 to 300 people, not 5; convene list sessions shows'],
    ['agenda strategy-90 -p 26 -m 30', 'strategy-90 with 26 people takes 44 minutes at least, not 30; give it -m 44'],
    ['agenda strategy-90 -p 26 -m 300', 'at most, not 300; give it -m '],
    [
      'agenda art-of-convening -p 9 --channel phone',
      'art-of-convening is held with --channel room, virtual or hybrid, not phone; convene list sessions shows what there is',
    ],
    ['agenda world-cafe -p 8 -m 90', 'world-cafe serves 12 to 300 people, not 8; take appreciative-inquiry-short instead'],
    ['agenda -m 5 -p 7 --channel phone', 'no session serves 7 people for 5 minutes (phone); the nearest is opener-10 with -m 7 -p 7'],
    ['agenda strategy', 'unknown session "strategy"; did you mean "strategy-90"?'],
    ['agenda no.yaml', "no.yaml: can't be read: there is no such file"],
    ['agenda a b', "too many arguments for 'agenda'"],
    ['agenda opener-10 --start 25:00', '--start: "25:00" should be a time of day such as 14:05'],
    ['agenda opener-10 --date 2026-02-30', '--date: "2026-02-30" should be a date such as 2026-11-22, today or tomorrow'],
    ['agenda opener-10 --time-zone Europe/Berln', '--time-zone: unknown time zone "Europe/Berln"; did you mean "Europe/Berlin"?'],
    ['agenda opener-10 --copy hots', '--copy: unknown copy "hots"; did you mean "host"?'],
    ['agenda opener-10 --people 1', '--people: "1" should be a whole number from 2 to 10000'],
    ['agenda opener-10 --now 14:00', '--now: only for an agenda that was made before, given by its file'],
    ['agenda opener-10 --redraw 9', '--redraw: unknown block "9"; give its number, 1 to 5, or its title'],
    ['agenda opener-10 --redraw questoin', '--redraw: unknown block "questoin"; '],
    ['agenda opener-10 --pick 3', '--pick: "3" should be a block and a value, such as --pick 3=how-and-yes/measure'],
    ['agenda opener-10 --pick 3=nope', 'unknown prompt "nope"'],
    ['agenda day-390 --at lunch=noon', '--at: "noon" should be a time of day such as 12:30'],
    [
      'agenda day-390 --start 09:00 --at lunch=09:30',
      '"Lunch" can\'t start at 09:30: that leaves 30 minutes for what comes before it, which takes ',
    ],
    ['agenda opener-10 --start 02:30 --date 2026-03-29 --time-zone Europe/Berlin', 'no clock in Europe/Berlin shows 02:30 on 2026-03-29'],
    [
      'agenda focus-60 -m 60 -p 12 --buffer 30',
      'focus-60 with 12 people and 30 minutes kept free takes 63 minutes at least, not 60; give it -m 63',
    ],
    ['agenda -m 60 -p 12 --buffer 240', 'no session serves 12 people for 60 minutes (room) and 240 minutes kept free; the nearest is '],
    [
      'agenda -m 60 -p 12 --start 2:30 --date 2026-03-29 --time-zone Europe/Berlin',
      'no clock in Europe/Berlin shows 02:30 on 2026-03-29, when it is set forward; start an hour later',
    ],
    ['draw -f ics', '--format: ics is for agendas: convene agenda -f ics'],
  ])('%s says what can be had', async (line, message) => {
    const { code, stdout, stderr } = await run(...line.split(' '));
    expect({ code: [2, 3].includes(code), stdout }).toEqual({ code: true, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^convene: /);
  });

  test('a start can be fixed, and time kept free', async () => {
    const day = await json('agenda', 'day-390', '-p', '24', '--start', '09:00', '--at', 'lunch=12:30', '--buffer', '10', '--json');
    expect(day.blocks.find((block: { title: string }) => block.title === 'Lunch')).toMatchObject({ start: '12:30', at: '12:30' });
    expect(day.blocks.at(-2)).toMatchObject({ form: 'buffer', minutes: 10 });
    expect(day).toMatchObject({ start: '09:00', end: '15:30' });
    const full = await json('agenda', 'focus-60', '-m', '60', '-p', '12', '--start', '14:00', '--buffer', '20', '--json');
    expect(full).toMatchObject({ minutes: 60, dropped: ['Sharing'] });
    expect(full.blocks.at(-2)).toMatchObject({ form: 'buffer', minutes: 20, cut: 1 });
    const longer = await json('agenda', 'focus-60', '-p', '12', '--start', '14:00', '--buffer', '40', '--json');
    expect(longer.blocks.at(-2)).toMatchObject({ form: 'buffer', minutes: 40 });
    const another = await json('agenda', '-m', '60', '-p', '12', '--start', '14:00', '--buffer', '20', '--json');
    expect(another).toMatchObject({ minutes: 60 });
    expect(another.blocks.at(-2)).toMatchObject({ form: 'buffer', minutes: 20 });
  });

  test('one prompt can be picked and one drawn again, the rest stays', async () => {
    const before = await json(...plan, '--json');
    const after = await json(...plan, '--json', '--pick', 'crossroads=how-and-yes/measure', '--redraw', '5');
    const ids = (made: typeof before) =>
      made.blocks.map((block: { prompts: { id: string }[] }) => block.prompts.map(({ id }) => id).join());
    const changed = ids(after)
      .map((id: string, i: number) => (id === ids(before)[i] ? '' : i + 1))
      .filter(Boolean);
    expect(changed).toEqual([3, 5]);
    expect(ids(after)[2]).toBe('how-and-yes/measure');
  });

  test('where the decks hold no question for a block, says so', async () => {
    const files = { 'mine.yaml': 'title: t\nprompts:\n  - {text: "What?", kind: crossroads}\n' };
    expect(await run({ files }, ...plan, '-d', 'mine.yaml')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'convene: no contracting prompt is left for "How we will be together" of strategy-90; widen what is drawn from\n',
    });
  });

  test('a session of one’s own is found beside one’s decks, and by its file', async () => {
    const own =
      'title: Ours\npeople: [2, 10]\nblocks:\n  - {title: Meet, minutes: [5, 8, 10], form: pairs, ask: "What is new?", say: ["{{each}} each."]}\n';
    const cwd = folder({ 'home/.local/share/convene/sessions/ours.yaml': own, 'x/mine.yaml': own });
    for (const name of ['ours', 'x/mine.yaml']) {
      expect(await json({ cwd }, 'agenda', name, '-p', '5', '--json')).toMatchObject({
        title: 'Ours',
        blocks: [{ groups: [3, 2], say: ['Ninety seconds each.'], prompts: [{ text: 'What is new?' }] }],
      });
    }
    expect((await run({ cwd }, 'list', 'sessions')).stdout).toContain('ours\t8 min\t2 to 10\tOurs (');
  });

  test('a session with problems has all of them told with their places', async () => {
    const files = {
      's.yaml':
        'title: t\npeople: [4, 2]\nblocks:\n  - {title: A, minutes: [9, 5], form: group}\n  - {id: a, title: B, minutes: 5, form: pairs, say: ["{{eahc}} each"]}\n  - {id: a, minutes: 5, form: open}\n',
    };
    expect(await run({ files }, 'agenda', 's.yaml')).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('s.yaml:2:9: "people" should be two whole numbers'),
    });
    const { stderr } = await run({ files }, 'agenda', 's.yaml');
    expect(stderr).toContain(
      's.yaml:4:25: "minutes" should be one to three whole numbers from 0 to 1440, rising, such as [5, 8, 10], not "[9, 5]"',
    );
    expect(stderr).toContain('did you mean "groups"?');
    expect(stderr).toContain('unknown placeholder "{{eahc}}"; did you mean "{{each}}"?');
    expect(stderr).toContain('the id "a" is taken by line 5');
    expect(stderr).toContain('"title" is missing');
  });
});

describe('an agenda given back', () => {
  const world = async (format: string): Promise<World & { cwd: string }> => {
    const cwd = folder();
    expect(await run({ cwd }, ...plan, '-o', `plan.${format}`)).toEqual({ code: 0, stdout: '', stderr: '' });
    return { cwd };
  };

  test.each(['yaml', 'json'])('as %s is the same agenda', async (format) => {
    const w = await world(format);
    expect(await run(w, 'agenda', `plan.${format}`)).toEqual(await run(...plan));
    expect(await run(w, 'agenda', `plan.${format}`, '-f', 'yaml')).toEqual(await run(...plan, '-f', 'yaml'));
  });

  test('has its times and lines brought up to date after an edit', async () => {
    const w = await world('json');
    const made = await json(w, 'agenda', 'plan.json', '--json');
    made.blocks[2].minutes += 4;
    made.blocks[4].say = ['Words of my own.'];
    const cwd = folder({ 'edited.json': JSON.stringify(made) });
    const { code, stdout, stderr } = await run({ cwd }, 'agenda', 'edited.json', '--json');
    const after = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(stderr).toBe('convene: edited.json: the blocks take 94 minutes, not 90; it ends at 15:34\n');
    expect(after).toMatchObject({ minutes: 94, end: '15:34' });
    expect(after.blocks[2].say.join(' ')).not.toBe(made.blocks[2].say.join(' '));
    expect(after.blocks[4].say).toEqual(['Words of my own.']);
    expect(after.blocks[3].start).not.toBe(made.blocks[3].start);
  });

  test('can be for other people, another start, another length', async () => {
    const w = await world('yaml');
    const after = await json(w, 'agenda', 'plan.yaml', '-p', '9', '--start', '10:00', '-m', '80', '--json');
    expect(after).toMatchObject({ people: 9, start: '10:00', end: '11:20', minutes: 80 });
    expect(after.blocks[1].groups).toEqual([3, 3, 3]);
  });

  test('can not start when no clock shows that, nor have its fitting changed', async () => {
    const w = await world('yaml');
    for (const [options, message] of [
      ['--start 02:30 --date 2026-03-29 --time-zone Europe/Berlin', 'no clock in Europe/Berlin shows 02:30'],
      ['--buffer 5', '--buffer: only where a session is fitted'],
      ['-m 500', '--minutes: 500 minutes are left and the rest takes '],
    ] as const) {
      expect(await run(w, 'agenda', 'plan.yaml', ...options.split(' '))).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining(message),
      });
    }
  });

  test('is planned anew from now, old and new times side by side', async () => {
    const w = await world('yaml');
    const { code, stdout, stderr } = await run(w, 'agenda', 'plan.yaml', '--now', '14:45', '--done', 'sharing');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Old and new times\n\n {2}Was +Now +Was +Now\n {2}14:00 +14:00 /);
    expect(stdout).toMatch(/15:30 +15:30 +End/);
    const after = await json(w, 'agenda', 'plan.yaml', '--now', '14:45', '--done', 'sharing', '--json');
    expect(after.end).toBe('15:30');
    expect(after.blocks.at(-1).title).toBe('Gifts and close');
    expect(after.blocks.find((block: { start: string }) => block.start === '14:45')).toBeDefined();
    expect(await run(w, 'agenda', 'plan.yaml', '--now', '15:25', '--done', 'sharing')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/ --end \d\d:\d\d would do\n$/),
    });
  });

  test('in a calendar, a table of blocks, three copies', async () => {
    const w = await world('yaml');
    expect((await run(w, 'agenda', 'plan.yaml', '-f', 'ics')).stdout).toMatch(/^BEGIN:VCALENDAR\r\n/);
    const rows = parseCsv((await run(w, 'agenda', 'plan.yaml', '-f', 'csv')).stdout, { columns: true }) as Record<string, string>[];
    expect(rows[0]).toMatchObject({ block: '1', start: '14:00', title: 'What we are here to choose' });
    const participants = (await run(w, 'agenda', 'plan.yaml', '--copy', 'participants')).stdout;
    expect(participants).not.toMatch(/\d\d:\d\d| min\b/);
    expect(participants).toContain('Crossroads');
    const table = (await run(w, 'agenda', 'plan.yaml', '--copy', 'table')).stdout;
    expect(table.trimEnd().split('\n')).toHaveLength(6);
  });

  test('hands out nothing of the host’s alone, in whatever format', async () => {
    const w = await world('yaml');
    const asked = (text: string) => parseCsv(text, { columns: true }) as Record<string, string>[];
    const whole = JSON.parse((await run(w, 'agenda', 'plan.yaml', '--json')).stdout);
    const theirs = new Set(['bridge', 'why', 'followups', 'listen', 'setup', 'cut', 'script', 'materials', 'readBack']);
    for (const copy of ['participants', 'table']) {
      const shown = JSON.parse((await run(w, 'agenda', 'plan.yaml', '--copy', copy, '--json')).stdout);
      const kept = [...shown.blocks, ...shown.blocks.flatMap(({ prompts }: { prompts: object[] }) => prompts)];
      expect(kept.flatMap(Object.keys).filter((key) => theirs.has(key))).toEqual([]);
      expect(shown.blocks.flatMap(({ say, notes }: { say: string[]; notes: string[] }) => [...say, ...notes])).toEqual([]);
      const flow = ({ title, start, minutes }: Record<string, unknown>) => ({ title, start, minutes });
      expect(shown.blocks.map(flow)).toEqual(whole.blocks.map(flow));
      const texts = ({ prompts }: { prompts: { text: string }[] }) => prompts.map(({ text }) => text);
      expect(shown.blocks.map(texts)).toEqual(whole.blocks.map(texts));
      const ics = (await run(w, 'agenda', 'plan.yaml', '--copy', copy, '-f', 'ics')).stdout.replace(/\r\n /g, '');
      const line = whole.blocks[0].say[0].slice(0, 20);
      expect(ics).not.toContain(line);
      expect((await run(w, 'agenda', 'plan.yaml', '-f', 'ics')).stdout.replace(/\r\n /g, '')).toContain(line);
    }
    const rows = asked((await run(w, 'agenda', 'plan.yaml', '-f', 'csv')).stdout);
    const questions = asked((await run(w, 'agenda', 'plan.yaml', '--copy', 'table', '-f', 'csv')).stdout);
    expect(questions.map(({ title }) => title)).toEqual(rows.filter(({ prompts }) => prompts).map(({ title }) => title));
    expect(questions.length).toBeLessThan(rows.length);
  });

  test('is reviewed, and one that breaks a principle is told so', async () => {
    const w = await world('yaml');
    const good = await run(w, 'review', 'plan.yaml');
    expect(good).toMatchObject({ code: 0, stderr: '' });
    expect(good.stdout.trimEnd().split('\n')).toHaveLength(6);
    const files = {
      'bad.yaml':
        'title: Town meeting\npeople: 40\nstart: "19:00"\nblocks:\n  - {title: Speech, minutes: 40, form: plenary}\n  - {title: Groups, minutes: 15, form: groups, size: 10, prompts: ["What could be improved?"], say: ["Report back."]}\n  - {title: Summary, minutes: 10, form: plenary}\n',
    };
    const bad = await run({ files }, 'review', 'bad.yaml');
    expect(bad).toMatchObject({ code: 1, stderr: '' });
    expect(bad.stdout).toContain('2\tbroken\t"Groups" (19:40) has groups of 10');
    expect(bad.stdout).toContain('4\tbroken\t"Groups" (19:40) has people report');
    expect(bad.stdout).toContain('6\tbroken\t"Summary" (19:55) closes without what people gave');
    expect(await run('review', 'no.yaml')).toMatchObject({ code: 3, stdout: '' });
  });

  test('hostile, is shown and not obeyed', async () => {
    const files = {
      'h.json': JSON.stringify({
        title: '<b>\u202e',
        people: 6,
        start: '10:00',
        blocks: [{ title: '<script>alert(1)</script>', minutes: 10, form: 'groups', prompts: ['=1+1 "onload=x?'] }],
      }),
    };
    const refused = await run({ files }, 'agenda', 'h.json', '-f', 'html');
    expect(refused.stdout + refused.stderr).not.toMatch(/<script>|\u202e/);
    for (const text of [
      'start: "10:00"\nblocks: []\n',
      'start: "10:00"\ntitle: t\npeople: 6\nblocks:\n  - x\n',
      'start: null',
      '{"start": 1}',
      'start: "10:00"\ntitle: t\npeople: 6\ntimeZone: Mars\nblocks:\n  - {title: a, minutes: 5, form: open}\n',
    ]) {
      expect(await run({ files: { 'x.yaml': text } }, 'agenda', 'x.yaml')).toMatchObject({
        code: 3,
        stdout: '',
        stderr: expect.stringMatching(/^x\.yaml:\d+:\d+: /),
      });
    }
  });
});
