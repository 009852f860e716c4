import { useQuery } from '@tanstack/react-query';
import { office, type ProgramSetting, type TuningKey } from '../../../api/office';
import { t, type Key } from '../../../lib/i18n';
import { mayOperate } from '../../../lib/me';
import { groupOfProgram, groupOfTuning, meaningOf, MINE, nameOf, textOf, type Group } from '../../../lib/settings';
import { page, settingWanted } from '../../../lib/ui-state';
import { useMe } from '../../../lib/use-person';
import type { Entry } from '../entries';

const FRESH_MS = 5000;
const NONE: Entry[] = [];

/** Each setting that does something, by its name and what it does, for as long as the palette is open. */
export function useSettingEntries(): Entry[] {
  const { data } = useQuery({ queryKey: ['settings'], queryFn: office.settings, enabled: mayOperate(useMe()), staleTime: FRESH_MS, retry: false, select: entriesOf });
  return data ?? NONE;
}

export const entriesOf = ({ tuning, program }: { tuning: TuningKey[]; program: ProgramSetting[] }): Entry[] => [
  ...MINE.map((name) => entry(name, 'mine', t(`mine.${name}`), t(`mine.${name}.text` as Key))),
  ...tuning.filter(({ meaning }) => meaning !== null).map((key) => entry(key.key, groupOfTuning(key), nameOf(key.key), `${key.key.replaceAll('_', ' ')} ${textOf(key)}`)),
  ...program.map((setting) => entry(setting.option, groupOfProgram(setting), setting.key, `${setting.option.replaceAll('-', ' ')} ${meaningOf(setting).text}`)),
];

function entry(name: string, group: Group, label: string, also: string): Entry {
  return {
    key: `setting-${name}`, group: 'find.settings', label, also, mark: 'settings', note: t(`settings.group.${group}`),
    run: () => {
      settingWanted.set({ name, group });
      page.set('settings');
    },
  };
}
