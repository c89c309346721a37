import { hueOf, initials } from '../world/names.ts';

/** The round picture of a person or chat. Hidden from screen readers, since the name is always beside it. */
export function Avatar(props: { id: number; name: string }) {
  return (
    <span class="avatar" data-hue={hueOf(props.id)} aria-hidden="true">
      {initials(props.name)}
    </span>
  );
}
