/** The page's icons, on a grid of 24 by 24. Their meaning is always given in text beside them. */
const paths = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'm6 6 12 12M18 6 6 18',
  command: 'm15 4-6 16',
  sent: 'm4 13 5 5L20 7',
  delivered: 'm2 13 5 5L18 7m-5.5 10.5.5.5L24 7',
  download: 'M12 4v12m0 0 5-5m-5 5-5-5M5 20h14',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  out: 'M8 16 17 7m0 0H9m8 0v8',
  done: 'm5 13 4 4L19 7',
  down: 'M12 5v14m0 0 6-6m-6 6-6-6',
  more: 'M12 6a1 1 0 1 0-.01 0zM12 13a1 1 0 1 0-.01 0zM12 20a1 1 0 1 0-.01 0z',
  add: 'M12 5v14M5 12h14',
  pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
  topic: 'M5 9h14M5 15h14M10 4 8 20M16 4l-2 16',
  attach: 'm20 12-8 8a5 5 0 0 1-7-7l9-9a3.5 3.5 0 0 1 5 5l-9 9a2 2 0 0 1-3-3l8-8',
} as const;

/** Icons that are an area instead of a line. */
const filled = {
  send: 'M2.5 20.5 22 12 2.5 3.5l.01 6.6L15.5 12 2.51 13.9z',
} as const;

export type Sign = keyof typeof paths | keyof typeof filled;

export function Icon({ sign }: { sign: Sign }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {sign in filled ? (
        <path class="area" d={filled[sign as keyof typeof filled]} />
      ) : (
        <path d={paths[sign as keyof typeof paths]} />
      )}
    </svg>
  );
}
