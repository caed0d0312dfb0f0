using System.Text;
using Insight.Api.Values;

namespace Insight.Api.Export;

/// <summary>Rows as CSV (RFC 4180, CRLF, UTF-8): empty is missing.</summary>
internal sealed class CsvLines(bool hasOperation) : CellLines(hasOperation)
{
    /// <summary>The names of the columns, without the operation.</summary>
    public const string Columns = "indicator,division,frequency,area,period,breakdown,value,numerator,denominator,status,members,members_present,break";

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Head => Encoding.UTF8.GetBytes((HasOperation ? "operation," : "") + Columns + "\r\n");

    /// <inheritdoc/>
    protected override byte[] Start(string indicator, string division, string frequency) =>
        Encoding.UTF8.GetBytes($"{CsvRows.Field(indicator)},{CsvRows.Field(division)},{frequency},");

    /// <inheritdoc/>
    protected override byte[] Fragment(string column, string text) => Encoding.UTF8.GetBytes(CsvRows.Field(text) + ",");

    /// <inheritdoc/>
    protected override void WriteFigures(ref Utf8Cursor cursor, in Figures figures, ReadOnlySpan<byte> status, bool isGone)
    {
        if (isGone)
        {
            cursor.Write(",,,,,,\r\n"u8);
            return;
        }

        Write(ref cursor, figures.Value);
        Write(ref cursor, figures.Numerator);
        Write(ref cursor, figures.Denominator);
        cursor.Write(status);
        Write(ref cursor, figures.Members);
        Write(ref cursor, figures.Present);
        cursor.Write(figures.IsBreak ? "true\r\n"u8 : "\r\n"u8);
    }

    private static void Write(ref Utf8Cursor cursor, double? number)
    {
        if (number is { } value)
        {
            cursor.Write(value);
        }

        cursor.Write((byte)',');
    }

    private static void Write(ref Utf8Cursor cursor, int? number)
    {
        if (number is { } value)
        {
            cursor.Write(value);
        }

        cursor.Write((byte)',');
    }
}
