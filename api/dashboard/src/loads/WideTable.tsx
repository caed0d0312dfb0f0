import type { ComponentChildren } from 'preact';

interface WideTableProps {
  /** Caption, and the name of the group that scrolls. */
  label: string;
  /** Heads of the columns. */
  heads: string[];
  /** The rows. */
  children: ComponentChildren;
}

/** A table that may be wider than the page: it scrolls within a group that the keyboard reaches. */
export function WideTable({ label, heads, children }: WideTableProps) {
  return (
    <div class="scroll" role="group" aria-label={label} tabIndex={0}>
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
