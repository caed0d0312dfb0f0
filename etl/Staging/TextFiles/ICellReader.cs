namespace Insight.Etl.Staging.TextFiles;

/// <summary>Rows of cells as text, whatever the format of the payload is: delimited text, a sheet of a workbook, records of JSON, a Parquet file.</summary>
internal interface ICellReader : IDisposable
{
    /// <summary>How the payload is written, for messages: <c>utf-8</c>, <c>sheet 'DATA'</c>, <c>JSON</c>.</summary>
    string Form { get; }

    /// <summary>Names of the columns as delivered.</summary>
    IReadOnlyList<string> Header { get; }

    /// <summary>Line or row of the current row as a person finds it in the file, from 1; of JSON and Parquet the position of the record.</summary>
    long Line { get; }

    /// <summary>Whether the current row could not be taken apart.</summary>
    bool IsBroken { get; }

    /// <summary>Number of cells of the current row.</summary>
    int FieldCount { get; }

    /// <summary>Moves to the next row; false at the end.</summary>
    bool Read();

    /// <summary>The text of a cell as delivered; numbers with the decimal mark of the format, days as 2025-12-31.</summary>
    string Text(int column);

    /// <summary>The cell as UTF-8; valid until the next row.</summary>
    ReadOnlySpan<byte> Bytes(int column);

    /// <summary>Whether a cell holds nothing.</summary>
    bool IsEmpty(int column);
}
