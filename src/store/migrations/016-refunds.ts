import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .createTable('refunds')
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('shop', 'text', (column) => column.notNull())
      .addColumn('order_id', 'bigint', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('amount', 'bigint')
      .addColumn('order_encrypted', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'bigint', (column) => column.notNull())
      .addColumn('canceled_by', 'text')
      .addColumn('closed_at', 'bigint')
      .addColumn('closed_by', 'bigint')
      .addColumn('closed_by_name', 'text')
      .addColumn('way', 'text')
      .addPrimaryKeyConstraint('refunds_once', ['bot_id', 'shop', 'order_id'])
      .execute();
    await db.schema
      .createIndex('refunds_by_status')
      .on('refunds')
      .columns(['bot_id', 'shop', 'status', 'opened_at'])
      .execute();
  },
};
