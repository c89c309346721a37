/** One cell by what it is; an absent value leaves it empty. */
export type Cell =
  /** Shown as it is written and never taken for a formula or a number: names, IDs, phones, AWBs. */
  | { type: 'text'; value: string | undefined }
  | { type: 'number' | 'rupiah'; value: number | undefined }
  /** A day, 'yyyy-mm-dd', whatever stands behind it. */
  | { type: 'date'; value: string | undefined }
  /**
   * A moment: a Date is shown in the workbook's zone, and so is ISO with a zone; 'yyyy-mm-dd HH:MM:SS' is that zone's own
   * time already.
   */
  | { type: 'moment'; value: Date | string | undefined };

/** One column; `of` gives its cell for a row. What is no date in a column of dates stands there as text. */
export type Column<Row> = {
  title: string;
  /** In characters; as wide as the title and the first rows need unless told. */
  width?: number;
  /** Long text goes on in further lines. */
  wrap?: boolean;
} & (
  | { type: 'text'; of(row: Row): string | undefined }
  | { type: 'number' | 'rupiah'; of(row: Row): number | undefined }
  | { type: 'date'; of(row: Row): string | undefined }
  | { type: 'moment'; of(row: Row): Date | string | undefined }
  /** Each row has its own type. */
  | { type: 'mixed'; of(row: Row): Cell }
);

/** A sheet whose rows are asked for when it is written, after those of the sheets before it. */
export interface SheetOf<Row> {
  /** At most 31 characters without `[]:*?/\` (Excel's rule); what is more or forbidden is left out. */
  name: string;
  columns: readonly Column<Row>[];
  rows: Iterable<Row> | AsyncIterable<Row>;
}

/** A sheet of whatever rows, as a workbook takes it. */
export interface Sheet {
  name: string;
  columns: readonly Pick<Column<never>, 'title' | 'width' | 'wrap'>[];
  /** The cells of each row, in the order of the columns. */
  cells(): AsyncIterable<readonly Cell[]>;
}

/** Makes a sheet of its columns and rows. */
export function sheet<Row>({ name, columns, rows }: SheetOf<Row>): Sheet {
  return {
    name,
    columns,
    async *cells() {
      for await (const row of rows) yield columns.map((column) => cellOf(column, row));
    },
  };
}

function cellOf<Row>(column: Column<Row>, row: Row): Cell {
  // The union's members pair a type with what `of` gives, which TypeScript loses on the way.
  return column.type === 'mixed'
    ? column.of(row)
    : ({ type: column.type, value: column.of(row) } as Cell);
}
