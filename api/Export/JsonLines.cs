using System.Text;
using Insight.Api.Values;

namespace Insight.Api.Export;

/// <summary>Rows as JSON, one object a line: <c>{"indicator":"unemployment-rate","division":"current",…,"value":13.98,…}</c>.</summary>
internal sealed class JsonLines(bool hasOperation) : CellLines(hasOperation)
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Head => default;

    /// <inheritdoc/>
    protected override byte[] Start(string indicator, string division, string frequency) =>
        [.. HasOperation ? ""u8 : "{"u8, .. JsonText.Member("indicator", indicator), .. JsonText.Member("division", division), .. JsonText.Member("frequency", frequency)];

    /// <inheritdoc/>
    protected override byte[] Fragment(string column, string text) => column switch
    {
        "operation" => [(byte)'{', .. JsonText.Member(column, text)],
        "breakdown" => text.Length == 0 ? [] : Encoding.UTF8.GetBytes($"\"breakdown\":{{{string.Join(',', text.Split(';').Select(Pair))}}},"),
        "status" => text.Length == 0 ? [] : Encoding.UTF8.GetBytes($",\"status\":{JsonText.Quoted(text)}"),
        _ => JsonText.Member(column, text),
    };

    /// <inheritdoc/>
    protected override void WriteFigures(ref Utf8Cursor cursor, in Figures figures, ReadOnlySpan<byte> status, bool isGone)
    {
        cursor.Write("\"value\":"u8);
        Write(ref cursor, isGone ? null : figures.Value);
        if (!isGone)
        {
            cursor.Write(",\"numerator\":"u8);
            Write(ref cursor, figures.Numerator);
            cursor.Write(",\"denominator\":"u8);
            Write(ref cursor, figures.Denominator);
            cursor.Write(status);
            WriteMembers(ref cursor, figures);
            cursor.Write(figures.IsBreak ? ",\"break\":true"u8 : default);
        }

        cursor.Write("}\n"u8);
    }

    private static void WriteMembers(ref Utf8Cursor cursor, in Figures figures)
    {
        if (figures.Members is not { } of)
        {
            return;
        }

        cursor.Write(",\"members\":{\"of\":"u8);
        cursor.Write(of);
        cursor.Write(",\"present\":"u8);
        cursor.Write(figures.Present ?? 0);
        cursor.Write((byte)'}');
    }

    private static void Write(ref Utf8Cursor cursor, double? number)
    {
        if (number is { } value)
        {
            cursor.Write(value);
        }
        else
        {
            cursor.Write("null"u8);
        }
    }

    private static string Pair(string pair) => pair.Split('=', 2) is [var name, var member] ? $"{JsonText.Quoted(name)}:{JsonText.Quoted(member)}" : $"{JsonText.Quoted(pair)}:\"\"";
}
