import type { Step } from '../../../api/office';
import { DrawerFrame } from '../../../components/ui/DrawerFrame';
import { describeChange } from '../../../lib/changes';
import { t } from '../../../lib/i18n';
import { drawer } from '../../../lib/ui-state';
import { useNow } from '../../../lib/use-now';
import { spokenWho } from '../../../lib/use-person';
import { useStore } from '../../../lib/use-store';
import { formatWhen } from '../../../lib/when';
import { useHistory } from '../api/use-history';
import { travel } from '../undo';
import '../history.css';

const SHOWN = 4;

/** Who changed what when; each line can be gone back to. */
export function HistoryDrawer() {
  return useStore(drawer) === 'history' ? <Opened /> : null;
}

function Opened() {
  const { data } = useHistory();
  const nowMs = useNow();
  const redo = data?.redo ?? [];
  const undo = data?.undo ?? [];
  return (
    <DrawerFrame label={t('history.title')} note={t('history.note')}>
      {data && undo.length + redo.length === 0 ? <p className="quiet-text">{t('history.empty')}</p> : null}
      {redo.length > 0 ? <h3>{t('history.ahead')}</h3> : null}
      <ol className="steps ahead">
        {redo.map((step, index) => <Line key={step.number} step={step} nowMs={nowMs} act={t('history.againTo')} onAct={() => void travel('redo', index + 1)} />).reverse()}
      </ol>
      {undo.length > 0 ? <h3>{t('history.done')}</h3> : null}
      <ol className="steps">
        {undo.map((step, index) => <Line key={step.number} step={step} nowMs={nowMs} act={t('history.backTo')} onAct={() => void travel('undo', index + 1)} />)}
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
