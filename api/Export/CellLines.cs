using System.Buffers;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Publications;

namespace Insight.Api.Export;

/// <summary>
/// Writes the rows of <see cref="PublicationRows"/> as lines of text, chunk by chunk. Texts that repeat (areas, periods, members, statuses) are
/// made ready once a slice.
/// </summary>
/// <param name="hasOperation">Whether a line says first what is to be done with it: upsert or delete.</param>
internal abstract class CellLines(bool hasOperation)
{
    /// <summary>Room for the numbers, the names and the punctuation of a line.</summary>
    private const int LongestRest = 512;

    private const int LargestChunk = 2048;
    private static readonly string[] Coded = ["area", "period", "breakdown", "status", "operation"];

    private readonly int[][] codes = [.. Coded.Select(_ => new int[LargestChunk])];
    private DuckDBTextDictionary[] texts = [];
    private List<byte[]>[] ready = [];
    private byte[] start = [];

    /// <summary>What stands before the first line.</summary>
    public abstract ReadOnlyMemory<byte> Head { get; }

    /// <summary>Whether lines say what is to be done with them.</summary>
    protected bool HasOperation => hasOperation;

    /// <summary>Begins the rows of a statement.</summary>
    public void Begin(RowStatement rows)
    {
        start = Start(rows.Indicator, rows.Division, Publication.Word(rows.Frequency));
        texts = [.. Coded.Select(_ => new DuckDBTextDictionary())];
        ready = [.. Coded.Select(_ => new List<byte[]>())];
    }

    /// <summary>Writes the rows of a chunk.</summary>
    public void Write(DuckDBChunk chunk, IBufferWriter<byte> target)
    {
        Encode(chunk);
        for (var row = 0; row < chunk.RowCount; row++)
        {
            var (area, period, breakdown, status) = (Ready(0, row), Ready(1, row), Ready(2, row), Ready(3, row));
            var span = target.GetSpan(start.Length + area.Length + period.Length + breakdown.Length + status.Length + LongestRest);
            var cursor = new Utf8Cursor(span);
            if (hasOperation)
            {
                cursor.Write(Ready(4, row));
            }

            cursor.Write(start);
            cursor.Write(area);
            cursor.Write(period);
            cursor.Write(breakdown);
            WriteFigures(ref cursor, FiguresOf(chunk, row), status, hasOperation && texts[4].Texts[codes[4][row]] == "delete");
            target.Advance(cursor.Written);
        }
    }

    /// <summary>The ids that all rows of a statement have in common.</summary>
    protected abstract byte[] Start(string indicator, string division, string frequency);

    /// <summary>A text of a column as it stands in a line.</summary>
    protected abstract byte[] Fragment(string column, string text);

    /// <summary>The figures and the end of the line.</summary>
    protected abstract void WriteFigures(ref Utf8Cursor cursor, in Figures figures, ReadOnlySpan<byte> status, bool isGone);

    private void Encode(DuckDBChunk chunk)
    {
        for (var c = 0; c < Coded.Length; c++)
        {
            if (c == 4 && !hasOperation)
            {
                return;
            }

            chunk.Texts(PlaceOf(c)).Encode(texts[c], codes[c]);
            for (var code = ready[c].Count; code < texts[c].Texts.Count; code++)
            {
                ready[c].Add(Fragment(Coded[c], texts[c].Texts[code]));
            }
        }
    }

    /// <summary>The column of a coded text among those of a <see cref="RowStatement"/>.</summary>
    private static int PlaceOf(int coded) => coded switch { 3 => 6, 4 => 10, _ => coded };

    private byte[] Ready(int column, int row) => ready[column][codes[column][row]];

    private static Figures FiguresOf(DuckDBChunk chunk, int row) => new(
        Number(chunk, 3, row), Number(chunk, 4, row), Number(chunk, 5, row),
        chunk.IsNull(7, row) ? null : chunk.Int32s(7)[row], chunk.IsNull(8, row) ? null : chunk.Int32s(8)[row],
        !chunk.IsNull(9, row) && chunk.Values<bool>(9)[row]);

    private static double? Number(DuckDBChunk chunk, int column, int row) =>
        chunk.IsNull(column, row) || !double.IsFinite(chunk.Doubles(column)[row]) ? null : chunk.Doubles(column)[row];

    /// <summary>What a row says; null is missing.</summary>
    protected readonly record struct Figures(double? Value, double? Numerator, double? Denominator, int? Members, int? Present, bool IsBreak);
}
