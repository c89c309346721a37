import { Bot, InlineKeyboard } from 'grammy';

interface ListedOrder {
  order_id: number;
  po_number: number;
  order_date: string;
  receiver_name: string;
  total_amount: number | string;
  payment_status: string;
}

interface ListAnswer {
  data: ListedOrder[];
  meta: { pagination: { current_page: number; total_pages: number; total: number } };
}

const { BOT_TOKEN = '', NGORDER_TOKEN = '', NGORDER_API_ROOT = '' } = process.env;
const { TELEGRAM_API_ROOT = '' } = process.env;

/**
 * The least a grammY bot can be that answers /start and a press on a list’s paging button: the measure for ours.
 * The press gets the same calls in the same order: one page from Ngorder, the edit, the answer to the press.
 */
export function createShopBot(): Bot {
  const bot = new Bot(BOT_TOKEN, { client: { apiRoot: TELEGRAM_API_ROOT } });
  bot.command('start', (ctx) => ctx.reply('Welcome'));
  bot.command('canceled', async (ctx) => {
    const { text, keyboard } = screen(await read(1));
    await ctx.reply(text, { parse_mode: 'HTML', reply_markup: keyboard });
  });
  bot.callbackQuery(/^page:(\d+)$/, async (ctx) => {
    const { text, keyboard } = screen(await read(Number(ctx.match[1])));
    await ctx.editMessageText(text, { parse_mode: 'HTML', reply_markup: keyboard });
    await ctx.answerCallbackQuery();
  });
  return bot;
}

async function read(page: number): Promise<ListAnswer> {
  const query = `type=CANCEL&per_page=10&pagination_offset=${page}`;
  const response = await fetch(`${NGORDER_API_ROOT}/order-cancel?${query}`, {
    headers: { authorization: `Bearer ${NGORDER_TOKEN}` },
  });
  return (await response.json()) as ListAnswer;
}

function screen({ data, meta }: ListAnswer): { text: string; keyboard: InlineKeyboard } {
  const { current_page: page, total_pages: pages, total } = meta.pagination;
  const orders = data.map(
    (order) =>
      `<b>#${order.order_id} · PO ${order.po_number} · Rp ${order.total_amount}</b>\n` +
      `${order.order_date} · ${order.receiver_name.replace(/[<&]/g, '')} · ${order.payment_status}`,
  );
  const keyboard = new InlineKeyboard();
  for (const { order_id } of data) keyboard.text(`#${order_id}`, `card:${order_id}`).row();
  if (page > 1) keyboard.text('‹', `page:${page - 1}`);
  if (page < pages) keyboard.text('›', `page:${page + 1}`);
  return {
    text: [`<b>Canceled</b> · ${total} orders`, `Page ${page} of ${pages}`, ...orders].join('\n\n'),
    keyboard,
  };
}
