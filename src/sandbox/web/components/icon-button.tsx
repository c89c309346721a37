import type { ButtonHTMLAttributes } from 'preact';
import { Icon, type Sign } from './icon.tsx';

type IconButtonProps = ButtonHTMLAttributes & { sign: Sign; label: string };

/** A round button with an icon; its label is for screen readers and the tooltip. */
export function IconButton({ sign, label, class: more, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} class={`icon-button ${more ?? ''}`} title={label}>
      <Icon sign={sign} />
      <span class="unseen">{label}</span>
    </button>
  );
}
