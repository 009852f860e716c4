import { ActButton } from '../../../components/ui/ActButton';
import { Choice } from '../../../components/ui/Choice';
import { Icon } from '../../../components/ui/Icon';
import { Popover } from '../../../components/ui/Popover';
import type { Kind } from '../../../api/types';
import { t } from '../../../lib/i18n';
import { panel } from '../../../lib/ui-state';
import type { Wish } from '../lines';

interface Props {
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
  counts: Record<Kind, number>;
  /** How many have a problem. */
  wrong: number;
  phone: boolean;
}

/** What the list shows: words, a kind, filters; and what can be added. On a phone filters and adding are in a sheet. */
export function ListBar({ wish, onChange, counts, wrong, phone }: Props) {
  const all = counts.sources + counts.sinks + counts.routes;
  const filters = <Filters wish={wish} onChange={onChange} wrong={wrong} />;
  const filtered = [wish.starredFirst, wish.sounding, wish.wrong].filter(Boolean).length;
  const more = filtered > 0 ? t('list.filterAndAddOn', { count: filtered }) : t('list.filterAndAdd');
  return (
    <div className="list-bar">
      <label className="find"><Icon name="search" /><input value={wish.words} placeholder={t('list.find')} aria-label={t('list.find')} onChange={(event) => onChange({ words: event.target.value })} /></label>
      {phone ? (
        <Popover className={`ib list-more ${filtered > 0 ? 'on' : ''}`} button={<><Icon name="filter" />{filtered > 0 ? <b className="num">{filtered}</b> : null}</>} label={more} title={t('list.filterAndAdd')}>
          <div className="list-sheet">{filters}<hr /><Adding /></div>
        </Popover>
      ) : null}
      <Choice free label={t('view.list')} value={wish.shown} onChange={(shown) => onChange({ shown })} options={[
        { value: 'all', label: `${t('list.all')} ${all}` },
        ...(['sources', 'sinks', 'routes'] as const).map((kind) => ({ value: kind, label: `${t(`kind.${kind}`)} ${counts[kind]}` })),
      ]} />
      {phone ? null : <>{filters}<span className="spring" /><Adding /></>}
    </div>
  );
}

function Filters({ wish, onChange, wrong }: Pick<Props, 'wish' | 'onChange' | 'wrong'>) {
  return (
    <>
      <button type="button" className={`chip ${wish.starredFirst ? 'on' : ''}`} aria-pressed={wish.starredFirst} onClick={() => onChange({ starredFirst: !wish.starredFirst })}><Icon name={wish.starredFirst ? 'starred' : 'star'} />{t('list.starredFirst')}</button>
      <button type="button" className={`chip ${wish.sounding ? 'on' : ''}`} aria-pressed={wish.sounding} onClick={() => onChange({ sounding: !wish.sounding })}>{t('list.sounding')}</button>
      <button type="button" className={`chip ${wish.wrong ? 'on' : ''}`} aria-pressed={wish.wrong} onClick={() => onChange({ wrong: !wish.wrong })}>{t('list.wrong')}{wrong > 0 ? <i className="num">{wrong}</i> : null}</button>
    </>
  );
}

function Adding() {
  return (
    <>
      <ActButton className="btn q" data-closes onClick={() => panel.set('addSource')}><Icon name="plus" />{t('kind.source')}</ActButton>
      <ActButton className="btn q" data-closes onClick={() => panel.set('addSink')}><Icon name="plus" />{t('kind.sink')}</ActButton>
    </>
  );
}
