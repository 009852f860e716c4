import type { ComponentProps } from 'react';
import { barredProps, useBarred } from '../../lib/barred';

/** A button that changes something: barred, with the reason, to who may not. */
export function ActButton({ onClick, title, disabled, type = 'button', ...rest }: Omit<ComponentProps<'button'>, 'onPointerDown' | 'onKeyDown'>) {
  const why = useBarred();
  return why === null ? <button {...rest} type={type} title={title} disabled={disabled} onClick={onClick} /> : <button {...rest} type="button" {...barredProps(why)} />;
}
