using System.Text;
using Insight.Api.Formats;

namespace Insight.Api.Values;

/// <summary>
/// Rows as CSV (RFC 4180, CRLF, UTF-8):
/// <c>indicator,area[,indicator_name,area_name],period[,breakdowns],value[,numerator,denominator],status,obs_status,conf_status,break[,synthetic]</c>.
/// </summary>
/// <param name="query">The question.</param>
/// <param name="style">Separator, decimal sign.</param>
/// <param name="labels">Gives the names of indicators and areas where columns for them are asked; else null.</param>
internal sealed class CsvRows(ValuesQuery query, CsvStyle style, Labels? labels) : RowWriter
{
    private static readonly string[] ComponentColumns = ["numerator", "denominator"];

    private readonly IReadOnlyList<string> breakdowns = query.Breakdowns;
    private readonly bool withSynthetic = query.Indicators.Any(i => i.Indicator.Synthetic);
    private byte[] indicator = [];
    private byte[][] areas = [];
    private byte[][] periods = [];
    private byte[][] combinations = [];
    private byte[][] statuses = [];
    private byte[] end = [];

    /// <summary>The header line, after the byte order mark where there is one.</summary>
    public byte[] Header() => Encoding.UTF8.GetBytes((style.HasByteOrderMark ? "\uFEFF" : "") + string.Join(style.Separator, (string[])
    [
        "indicator", "area", .. labels is null ? [] : (string[])["indicator_name", "area_name"], "period", .. breakdowns.Select(Field), "value",
        .. query.WithComponents ? ComponentColumns : [], "status", "obs_status", "conf_status", "break", .. withSynthetic ? (string[])["synthetic"] : [],
    ]) + "\r\n");

    /// <inheritdoc/>
    public override int LongestRow(Selection selection) =>
        indicator.Length + LongestRest + areas.DefaultIfEmpty([]).Max(a => a.Length) + combinations.DefaultIfEmpty([]).Max(c => c.Length);

    /// <inheritdoc/>
    public override void Begin(Selection selection)
    {
        var published = query.Publication.Indicator(selection.Indicator)!;
        var axes = selection.Slice.Axes;
        indicator = Bytes($"{Field(selection.Indicator)}{style.Separator}");
        areas = [.. selection.Areas.Select(a => Bytes(AreaOf(selection, a, labels?.Pick(published.Names))))];
        periods = [.. selection.Periods.Select(p => Bytes($"{style.Separator}{p.Period}{style.Separator}"))];
        combinations = [.. axes.Combinations.Select(c => Bytes(MembersOf(axes, c)))];
        statuses = [.. StatusText.Csv.Select(text => Bytes(Encoding.ASCII.GetString(text).Replace(',', style.Separator)))];
        end = Bytes((withSynthetic ? $"{style.Separator}{(published.Synthetic ? "true" : "false")}" : "") + "\r\n");
    }

    /// <summary>A field, quoted where RFC 4180 asks for it or a spreadsheet's separator does.</summary>
    public static string Field(string text) =>
        text.AsSpan().IndexOfAny(",;\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <inheritdoc/>
    protected override void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        var pick = selection.Areas[position.Area];
        var combination = selection.Combinations[position.Combination];
        for (; position.Period < periods.Length && cursor.Free >= longestRow; position.Period++)
        {
            var cell = selection.Cell(pick, combination, selection.Periods[position.Period]);
            cursor.Write(indicator);
            cursor.Write(areas[position.Area]);
            cursor.Write(periods[position.Period]);
            cursor.Write(combinations[combination]);
            WriteNumber(ref cursor, selection.Value(cell));
            WriteComponents(ref cursor, selection.Components, cell);
            cursor.Write(statuses[selection.Status(cell, pick)]);
            cursor.Write((byte)style.Separator);
            cursor.Write(cell >= 0 && selection.Slice.IsBreak(cell) ? "true"u8 : default);
            cursor.Write(end);
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private void WriteNumber(ref Utf8Cursor cursor, double value)
    {
        if (!double.IsNaN(value) && style.HasDecimalComma)
        {
            cursor.WriteWithComma(value);
        }
        else if (!double.IsNaN(value))
        {
            cursor.Write(value);
        }

        cursor.Write((byte)style.Separator);
    }

    private void WriteComponents(ref Utf8Cursor cursor, SliceComponents? components, int cell)
    {
        if (query.WithComponents)
        {
            WriteNumber(ref cursor, cell < 0 || components is null ? double.NaN : components.Numerators[cell]);
            WriteNumber(ref cursor, cell < 0 || components is null ? double.NaN : components.Denominators[cell]);
        }
    }

    private string AreaOf(Selection selection, AreaPick area, string? indicatorName)
    {
        var id = selection.Labels.IdOf(area.Number);
        return labels is null ? id : string.Join(style.Separator, id, Field(indicatorName!), Field(labels.Area(area.Number)));
    }

    private string MembersOf(SliceAxes axes, string[] members) => string.Concat(breakdowns.Select(name =>
    {
        var i = Array.IndexOf(axes.Breakdowns, name);
        return (i < 0 ? "" : Field(labels is null ? members[i] : labels.Member(name, members[i]))) + style.Separator;
    }));
}
