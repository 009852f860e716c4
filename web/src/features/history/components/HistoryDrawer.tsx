import type { Step } from '../../../api/office';
import { DrawerFrame } from '../../../components/ui/DrawerFrame';
import { describeChange } from '../../../lib/changes';
import { t } from '../../../lib/i18n';
import { drawer, historyOf } from '../../../lib/ui-state';
import { useHistory } from '../../../lib/use-history';
import { useNow } from '../../../lib/use-now';
import { spokenWho } from '../../../lib/use-person';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { formatWhen } from '../../../lib/when';
import { travel } from '../undo';
import '../history.css';

const SHOWN = 4;

/** Who changed what when; each line can be gone back to. */
export function HistoryDrawer() {
  return useStore(drawer) === 'history' ? <Opened /> : null;
}

const KINDS = ['sources', 'sinks', 'routes'] as const;

function Opened() {
  const live = useLive();
  const { data } = useHistory();
  const nowMs = useNow();
  const only = useStore(historyOf);
  const about = ({ what }: Step): boolean => only === null || what.some(({ config_id }) => config_id === only);
  const redo = data?.redo ?? [];
  const undo = data?.undo ?? [];
  const shown = [...undo, ...redo].filter(about);
  const name = shown.flatMap(({ what }) => what).find(({ config_id }) => config_id === only)?.name;
  const now = KINDS.flatMap((kind) => live[kind] as { config_id: string; name: string }[]).find(({ config_id }) => config_id === only)?.name;
  return (
    <DrawerFrame label={t('history.title')} note={t('history.note')}>
      {only === null ? null : <p className="history-of"><span>{t('history.only', { name: now ?? name ?? '' })}</span><button type="button" className="lnk" onClick={() => historyOf.set(null)}>{t('history.all')}</button></p>}
      {data && shown.length === 0 ? <p className="quiet-text">{t(only === null ? 'history.empty' : 'history.emptyOf')}</p> : null}
      {redo.some(about) ? <h3>{t('history.ahead')}</h3> : null}
      <ol className="steps ahead">
        {redo.map((step, index) => about(step) ? <Line key={step.number} step={step} nowMs={nowMs} act={t('history.againTo')} onAct={() => void travel('redo', index + 1)} /> : null).reverse()}
      </ol>
      {undo.some(about) ? <h3>{t('history.done')}</h3> : null}
      <ol className="steps">
        {undo.map((step, index) => about(step) ? <Line key={step.number} step={step} nowMs={nowMs} act={t('history.backTo')} onAct={() => void travel('undo', index + 1)} /> : null)}
      </ol>
    </DrawerFrame>
  );
}

function Line({ step, nowMs, act, onAct }: { step: Step; nowMs: number; act: string; onAct: () => void }) {
  const rest = step.what.length - SHOWN;
  return (
    <li>
      {step.what.slice(0, SHOWN).map((change, index) => <p key={index}>{describeChange(change)}</p>)}
      {rest > 0 ? <p className="fact">{t('scene.values.other', { count: `+${rest}` })}</p> : null}
      <div className="step-foot fact"><span>{spokenWho(step.who)}, <time className="num" dateTime={step.when}>{formatWhen(step.when, nowMs)}</time></span><button type="button" className="lnk" onClick={onAct}>{act}</button></div>
    </li>
  );
}
