import type { Source } from '../../../api/types';
import { IconButton } from '../../../components/ui/IconButton';
import { t } from '../../../lib/i18n';
import { EditedField, Told } from './Fields';

const PUBLISHED = /^whip:/;

/** What tells a source apart from others; only the fields of its kind. */
export function SourceSettings({ source }: { source: Source }) {
  const { config_id: id } = source;
  const published = source.tag !== null && PUBLISHED.test(source.tag);
  return (
    <section className="group">
      <h3>{t('panel.settings')}</h3>
      <EditedField kind="sources" id={id} field="name" label={t('field.name')} now={source.name} />
      {source.is_group ? null : (
        <>
          {source.ip !== null || source.tag === null ? <EditedField kind="sources" id={id} field="ip" label={t('field.address')} now={source.ip} placeholder="192.168.1.20" /> : null}
          {source.ip === null && !published ? <EditedField kind="sources" id={id} field="tag" label={t('field.tag')} now={source.tag} placeholder="tone:440" /> : null}
          {published ? <PublishAddress name={source.name} /> : null}
          {source.ip !== null || source.vnc_ip !== '' ? (
            <>
              <EditedField kind="sources" id={id} field="vnc_ip" label={t('field.vncAddress')} now={source.vnc_ip} placeholder={source.ip ?? ''} />
              {source.vnc_ip === '' ? null : <EditedField kind="sources" id={id} field="vnc_port" label={t('field.vncPort')} now={source.vnc_port} placeholder="5900" number />}
              <p className="fact">{t('field.vncHint')}</p>
            </>
          ) : null}
        </>
      )}
    </section>
  );
}

export const publishAddress = (name: string): string => `${location.origin}/api/whip/${encodeURIComponent(name)}`;

/** Where OBS or another WHIP client publishes it. */
function PublishAddress({ name }: { name: string }) {
  const address = publishAddress(name);
  return (
    <>
      <Told label={t('field.publishAt')}>
        <span className="address">{address}</span>
        {isSecureContext ? <IconButton icon="copy" label={t('field.copyAddress')} onPress={() => void navigator.clipboard.writeText(address)} /> : null}
      </Told>
      <p className="fact">{t('field.publishHint')}</p>
    </>
  );
}
