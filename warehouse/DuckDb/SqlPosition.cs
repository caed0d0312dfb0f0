namespace Insight.Warehouse.DuckDb;

/// <summary>A place in a command text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">In characters from 1.</param>
/// <param name="Excerpt">The line from that place on, at most 60 characters.</param>
internal sealed record SqlPosition(int Line, int Column, string Excerpt)
{
    private const int ExcerptLength = 60;

    /// <summary>The place at an offset that DuckDB gives; null when it is outside of the text.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="offset">From 0.</param>
    /// <param name="inBytes">True: in bytes of UTF-8; false: in code points.</param>
    public static SqlPosition? At(string sql, int offset, bool inBytes)
    {
        var index = 0;
        foreach (var rune in sql.EnumerateRunes())
        {
            if (offset <= 0)
            {
                break;
            }

            offset -= inBytes ? rune.Utf8SequenceLength : 1;
            index += rune.Utf16SequenceLength;
        }

        return offset == 0 ? At(sql, index) : null;
    }

    private static SqlPosition At(string sql, int index)
    {
        var lineStart = sql.LastIndexOf('\n', Math.Max(index - 1, 0)) + 1;
        lineStart = Math.Min(lineStart, index);
        var rest = sql[index..].Split('\n', 2)[0].TrimEnd();
        return new SqlPosition(
            sql.AsSpan(0, index).Count('\n') + 1,
            index - lineStart + 1,
            rest.Length <= ExcerptLength ? rest : rest[..ExcerptLength] + "…");
    }
}
