import { hueOf, initials } from '../world/names.ts';

/** The round picture of a person or a chat. The name always stands beside it, so it is left unread. */
export function Avatar(props: { id: number; name: string }) {
  return (
    <span class="avatar" data-hue={hueOf(props.id)} aria-hidden="true">
      {initials(props.name)}
    </span>
  );
}
