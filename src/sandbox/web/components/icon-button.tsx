import type { ButtonHTMLAttributes } from 'preact';
import { Icon, type Sign } from './icon.tsx';

type IconButtonProps = ButtonHTMLAttributes & { sign: Sign; label: string };

/** A round button with a sign; its label is read aloud and shown when the pointer rests on it. */
export function IconButton({ sign, label, class: more, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} class={`icon-button ${more ?? ''}`} title={label}>
      <Icon sign={sign} />
      <span class="unseen">{label}</span>
    </button>
  );
}
