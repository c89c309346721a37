/** A switch with a line of explanation. */
import { useId } from 'preact/hooks';

interface SwitchProps {
  name: string;
  does: string;
  on: boolean;
  onSwitch(on: boolean): void;
}

export function Switch({ name, does, on, onSwitch }: SwitchProps) {
  const id = useId();
  return (
    <li class="switch-line">
      <button
        type="button"
        role="switch"
        class="switch"
        aria-checked={on}
        aria-describedby={id}
        onClick={() => onSwitch(!on)}
      >
        <span class="switch-name">{name}</span>
        <span class="switch-track" aria-hidden="true" />
      </button>
      <small id={id}>{does}</small>
    </li>
  );
}
