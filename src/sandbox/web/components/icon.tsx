/** The page's icons, on a grid of 24 by 24. Their meaning is always given in text beside them. */
const paths = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'm6 6 12 12M18 6 6 18',
  reply: 'M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7',
  send: 'M5 12h13m-6-7 7 7-7 7',
  command: 'm15 4-6 16',
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
  blocked: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM6 6l12 12',
} as const;

export type Sign = keyof typeof paths;

export function Icon({ sign }: { sign: Sign }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[sign]} />
    </svg>
  );
}
