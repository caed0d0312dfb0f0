using System.Text;

namespace Insight.Api.Values;

/// <summary>
/// Rows as CSV (RFC 4180, CRLF, UTF-8 without a byte order mark):
/// <c>indicator,area,period[,breakdowns],value[,numerator,denominator],status,obs_status,conf_status[,synthetic]</c>.
/// </summary>
internal sealed class CsvRows(
    IReadOnlyList<string> breakdowns, bool withComponents, bool withSynthetic, Func<string, bool> isSynthetic) : RowWriter
{
    private byte[] indicator = [];
    private byte[][] periods = [];
    private byte[][] combinations = [];
    private byte[] end = [];

    /// <summary>The header line.</summary>
    public byte[] Header() => Encoding.UTF8.GetBytes(string.Join(',', (string[])
    [
        "indicator", "area", "period", .. breakdowns.Select(Field), "value",
        .. withComponents ? ["numerator", "denominator"] : Array.Empty<string>(),
        "status", "obs_status", "conf_status", .. withSynthetic ? ["synthetic"] : Array.Empty<string>(),
    ]) + "\r\n");

    /// <inheritdoc/>
    public override int LongestRow(Selection selection) =>
        indicator.Length + LongestRest
        + (selection.Areas.Max(a => (int?)selection.Labels.TextOf(a.Number).Length) ?? 0)
        + combinations.DefaultIfEmpty([]).Max(c => c.Length);

    /// <inheritdoc/>
    public override void Begin(Selection selection)
    {
        var axes = selection.Slice.Axes;
        indicator = Encoding.UTF8.GetBytes(Field(selection.Indicator) + ",");
        periods = [.. selection.Periods.Select(p => Encoding.UTF8.GetBytes($",{p.Period},"))];
        combinations = [.. axes.Combinations.Select(c => Encoding.UTF8.GetBytes(MembersOf(axes, c)))];
        end = Encoding.UTF8.GetBytes((withSynthetic ? isSynthetic(selection.Indicator) ? ",true" : ",false" : "") + "\r\n");
    }

    /// <summary>A field, quoted where RFC 4180 asks for it.</summary>
    public static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <inheritdoc/>
    protected override void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        var slice = selection.Slice;
        var pick = selection.Areas[position.Area];
        var combination = selection.Combinations[position.Combination];
        var series = slice.Series(pick.Position, combination);
        var area = selection.Labels.TextOf(pick.Number);
        for (; position.Period < periods.Length && cursor.Free >= longestRow; position.Period++)
        {
            var index = selection.Periods[position.Period].Index;
            var cell = index < 0 ? -1 : series.Cell(index);
            cursor.Write(indicator);
            cursor.Write(area);
            cursor.Write(periods[position.Period]);
            cursor.Write(combinations[combination]);
            WriteNumber(ref cursor, cell < 0 ? double.NaN : slice.Values[cell]);
            WriteComponents(ref cursor, selection.Components, cell);
            cursor.Write(StatusText.Csv[cell < 0 ? StatusText.Unknown : slice.Statuses.IsEmpty ? 0 : slice.Statuses[cell]]);
            cursor.Write(end);
        }
    }

    private static void WriteNumber(ref Utf8Cursor cursor, double value)
    {
        if (!double.IsNaN(value))
        {
            cursor.Write(value);
        }

        cursor.Write((byte)',');
    }

    private void WriteComponents(ref Utf8Cursor cursor, SliceComponents? components, int cell)
    {
        if (withComponents)
        {
            WriteNumber(ref cursor, cell < 0 || components is null ? double.NaN : components.Numerators[cell]);
            WriteNumber(ref cursor, cell < 0 || components is null ? double.NaN : components.Denominators[cell]);
        }
    }

    private string MembersOf(SliceAxes axes, string[] members) => string.Concat(breakdowns.Select(name =>
    {
        var i = Array.IndexOf(axes.Breakdowns, name);
        return (i < 0 ? "" : Field(members[i])) + ",";
    }));
}
