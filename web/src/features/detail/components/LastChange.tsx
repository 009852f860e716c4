import { barredProps } from '../../../lib/barred';
import { describeChange } from '../../../lib/changes';
import { t } from '../../../lib/i18n';
import { mayOperate } from '../../../lib/me';
import { drawer, historyOf } from '../../../lib/ui-state';
import { lastOf, useHistory } from '../../../lib/use-history';
import { useNow } from '../../../lib/use-now';
import { spokenWho, useMe } from '../../../lib/use-person';
import { formatWhen } from '../../../lib/when';

/** Who changed it last and when, as far as changes are kept; a press shows all of them. */
export function LastChange({ id }: { id: string }) {
  const { data } = useHistory();
  const nowMs = useNow();
  const why = mayOperate(useMe()) ? null : t('barred.listener');
  const last = data && lastOf(data.undo, id);
  const words = last ? t('panel.changed', { who: spokenWho(last.step.who), when: formatWhen(last.step.when, nowMs) }) : t('panel.notChanged');
  return (
    <button type="button" className="lnk fact last-change" title={last ? describeChange(last.change) : t('panel.historyHint')} {...barredProps(why)} onClick={() => {
      if (why !== null) return;
      historyOf.set(id);
      drawer.set('history');
    }}>{words}</button>
  );
}
