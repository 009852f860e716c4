import { useId } from 'react';
import { formatGain, formatNumber, formatOne, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { useStore } from '../../../lib/use-store';
import { setListeningGain, setListeningQuality, type Listening } from '../../../live/listening';
import { Fader } from '../../../components/ui/Fader';
import { isSame, offeredQualities, qualityHint, qualityWord } from '../qualities';

/** With what a stream is heard, how loud, and what is measured of it. */
export function QualityChoice({ item: { id, gainDb, quality, player }, name, titled = true }: { item: Listening; name: string; titled?: boolean }) {
  const group = useId();
  const { stats } = useStore(player.state);
  const figure = (value: number | null, unit: string, format = formatNumber): string => (value === null ? '–' : withUnit(format(value), unit));
  return (
    <>
      {titled ? <h2>{t('player.quality', { name })}</h2> : null}
      <div className="choices" role="radiogroup" aria-label={t('player.quality', { name })}>
        {offeredQualities().map((offered) => (
          <label key={qualityWord(offered)} className={isSame(offered, quality) ? 'on' : ''}>
            <input type="radio" name={group} checked={isSame(offered, quality)} onChange={() => setListeningQuality(id, offered)} />
            {qualityWord(offered)}<small>{qualityHint(offered)}</small>
          </label>
        ))}
      </div>
      <dl className="num">
        <dt>{t('player.rate')}</dt><dd>{figure(stats.kilobitsPerSecond === null ? null : Math.round(stats.kilobitsPerSecond), 'kb/s')}</dd>
        <dt>{t('player.loss')}</dt><dd>{figure(stats.lossPercent, '%', formatOne)}</dd>
        <dt>{t('player.concealed')}</dt><dd>{figure(stats.concealedPercent, '%', formatOne)}</dd>
        <dt>{t('player.jitter')}</dt><dd>{figure(stats.jitterMs, 'ms', formatOne)}</dd>
        <dt>{t('player.delay')}</dt><dd>{figure(stats.delayMs, 'ms', formatOne)}</dd>
      </dl>
      <div className="volume-row"><span>{t('player.volume')}</span><Fader label={t('player.volumeOf', { name })} gainDb={gainDb} maxDb={0} onChange={(next) => setListeningGain(id, next)} /><span className="num">{withUnit(formatGain(gainDb), 'dB')}</span></div>
    </>
  );
}
