import { useEffect } from 'react';
import { t } from '../../../lib/i18n';
import { formatSpan } from '../../../lib/when';
import { STEP_MS, STEPS, wantFigures } from '../../../live/record';
import { Figures } from './Figures';
import { Tables } from './Tables';
import '../stats.css';

/** How the engine, the streams and the machine do: figures with their last minutes, then tables. */
export function StatsPage() {
  useEffect(wantFigures, []);
  return (
    <section className="page">
      <header className="page-head"><h1>{t('page.stats')}</h1><span className="fact">{t('stats.span', { span: formatSpan((STEPS * STEP_MS) / 1000) })}</span></header>
      <div className="page-scroll stats" tabIndex={0} role="region" aria-label={t('page.stats')}>
        <Figures />
        <Tables />
      </div>
    </section>
  );
}
