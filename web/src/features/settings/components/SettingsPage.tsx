import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../../../api/client';
import { office } from '../../../api/office';
import { Icon } from '../../../components/ui/Icon';
import { Barred } from '../../../lib/barred';
import { t } from '../../../lib/i18n';
import { mayAdminister, mayOperate, type Me } from '../../../lib/me';
import { createStore } from '../../../lib/store';
import { settingWanted } from '../../../lib/ui-state';
import { useMe } from '../../../lib/use-person';
import { useStats } from '../../../lib/use-stats';
import { useStore } from '../../../lib/use-store';
import { finds, GROUPS, groupOfProgram, groupOfTuning, isChanged, isOther, meaningOf, nameOf, textOf, type Group } from '../../../lib/settings';
import { Mine } from './Mine';
import { ProgramRow } from './ProgramRow';
import { TuningRow } from './TuningRow';
import '../settings.css';

/** Outlives the page, so that one comes back to where one was. */
const group = createStore<Group>('mine');

/** Every setting with what it is, why, its unit, range and default, and what is measured now. */
export function SettingsPage() {
  const person = useMe();
  const { data, isError, error } = useQuery({ queryKey: ['settings'], queryFn: office.settings, enabled: mayOperate(person) });
  const stats = useStats();
  const here = useStore(group);
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const admin = mayAdminister(person);
  const tuning = (data?.tuning ?? []).filter((key) => wanted === '' ? groupOfTuning(key) === here : finds(wanted, key.key, nameOf(key.key), textOf(key)));
  const program = (data?.program ?? []).filter((setting) => wanted === '' ? groupOfProgram(setting) === here : finds(wanted, setting.option, meaningOf(setting).text));
  const changes = (of: Group): number => (data?.tuning.filter((key) => groupOfTuning(key) === of && isChanged(key)).length ?? 0) + (data?.program.filter((setting) => groupOfProgram(setting) === of && isOther(setting)).length ?? 0);
  useWanted(data !== undefined || !mayOperate(person), () => setWords(''));
  const groups = mayOperate(person) ? GROUPS : (['mine'] as const);
  return (
    <section className="settings">
      <nav className="snav" aria-label={t('page.settings')}>
        <h1>{t('page.settings')}</h1>
        <label className="find"><Icon name="search" /><input value={words} placeholder={t('settings.find')} aria-label={t('settings.find')} onChange={(event) => setWords(event.target.value)} /></label>
        <div className="sgroups">
          {groups.map((name) => {
            const count = name === 'mine' ? 0 : changes(name);
            const on = wanted === '' && here === name;
            return (
              <button key={name} type="button" className={on ? 'on' : ''} aria-current={on ? 'page' : undefined} onClick={() => {
                setWords('');
                group.set(name);
              }}>{t(`settings.group.${name}`)}{count > 0 ? <span className="fact num">{t('settings.changedCount', { count })}</span> : null}</button>
            );
          })}
        </div>
      </nav>
      <div className="sbody" tabIndex={0} role="region" aria-label={wanted === '' ? t(`settings.group.${here}`) : t('settings.find')}>
        {wanted === '' ? <header><h2>{t(`settings.group.${here}`)}</h2><p className="fact">{explain(here, person)}</p></header> : null}
        {isError ? <p className="quiet-text">{sentenceOf(error)}</p> : null}
        {wanted === '' && here === 'mine' ? <Mine /> : null}
        {tuning.length > 0 ? (
          <>
            <div className="shead"><span /><span>{t('settings.setting')}</span><span>{here === 'unused' && wanted === '' ? '' : t('settings.measured')}</span></div>
            <Barred value={admin ? null : t('barred.admin')}>{tuning.map((key) => <TuningRow key={`${key.group}.${key.key}`} setting={key} stats={stats.data} />)}</Barred>
          </>
        ) : null}
        {program.length > 0 ? (
          <>
            <div className="shead"><span>{wanted === '' ? '' : t('settings.programText')}</span><span>{t('settings.setting')}</span><span>{t('settings.measured')}</span></div>
            {program.map((setting) => <ProgramRow key={setting.option} setting={setting} stats={stats.data} />)}
          </>
        ) : null}
        {wanted !== '' && data && tuning.length + program.length === 0 ? <p className="quiet-text">{t('settings.none')}</p> : null}
      </div>
    </section>
  );
}

/** Opens the group of the setting that was asked for and puts the focus on it, as soon as it is there. */
function useWanted(loaded: boolean, clear: () => void): void {
  const wanted = useStore(settingWanted);
  const here = useStore(group);
  const clearNow = useRef(clear);
  useEffect(() => {
    if (!wanted) return;
    clearNow.current();
    group.set(wanted.group);
    const row = document.querySelector<HTMLElement>(`[data-setting="${CSS.escape(wanted.name)}"]`);
    if (!row) return;
    row.scrollIntoView({ block: 'center' });
    row.focus();
    settingWanted.set(null);
  }, [wanted, here, loaded]);
}

function explain(here: Group, person: Me): string {
  const admin = mayAdminister(person);
  if (here === 'mine') return t(person.user === null ? 'settings.group.mineHere' : 'settings.group.mineText');
  if (here === 'unused') return t('settings.unusedText');
  if (here === 'time' || here === 'sound' || here === 'streams') return admin ? t('settings.atOnce') : t('settings.readOnly');
  return t('settings.programText');
}
