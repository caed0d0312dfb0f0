using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Insight.Api.Values;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Formats;

/// <summary>Rows of SDMX-CSV; see <see cref="SdmxCsvFormat"/>.</summary>
internal sealed class SdmxCsvRows(ValuesQuery query) : RowWriter
{
    private static readonly byte[][] Statuses = [.. ObservationStatus.All.Select(s => Encoding.ASCII.GetBytes($",{s.ObsStatus},{s.ConfStatus},"))];

    private readonly IReadOnlyList<string> breakdowns = query.Breakdowns;
    private byte[] start = [];
    private byte[] end = [];
    private byte[][] periods = [];
    private byte[][] combinations = [];

    /// <summary>The header line.</summary>
    public string Header => string.Join(',', (string[])
    [
        "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", .. breakdowns.Select(Id),
        "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE", "DECIMALS",
    ]) + "\r\n";

    /// <summary>An id as SDMX writes it: capitals, digits and underscores.</summary>
    public static string Id(string id) => id.ToUpperInvariant().Replace('-', '_');

    /// <summary>The dataflow of an indicator.</summary>
    public static string Dataflow(PublishedIndicator indicator) =>
        string.Create(CultureInfo.InvariantCulture, $"INSIGHT:{Id(indicator.Id)}({indicator.Version}.0.0)");

    /// <inheritdoc/>
    public override int LongestRow(Selection selection) =>
        start.Length + end.Length + LongestRest + combinations.DefaultIfEmpty([]).Max(c => c.Length)
        + (selection.Areas.Max(a => (int?)selection.Labels.TextOf(a.Number).Length) ?? 0);

    /// <inheritdoc/>
    public override void Begin(Selection selection)
    {
        var indicator = query.Publication.Indicator(selection.Indicator)!;
        var axes = selection.Slice.Axes;
        start = Encoding.UTF8.GetBytes($"dataflow,{CsvRows.Field(Dataflow(indicator))},I,{Frequency(query.Frequency)},");
        end = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Unit(indicator)},{indicator.Decimals}\r\n"));
        periods = [.. selection.Periods.Select(p => Encoding.UTF8.GetBytes($",{p.Period},"))];
        combinations = [.. axes.Combinations.Select(c => Encoding.UTF8.GetBytes(Members(axes, c)))];
    }

    /// <inheritdoc/>
    protected override void WriteSeries(ref Utf8Cursor cursor, Selection selection, ref SelectionPosition position, int longestRow)
    {
        var pick = selection.Areas[position.Area];
        var combination = selection.Combinations[position.Combination];
        for (; position.Period < periods.Length && cursor.Free >= longestRow; position.Period++)
        {
            var cell = selection.Cell(pick, combination, selection.Periods[position.Period]);
            var value = selection.Value(cell);
            cursor.Write(start);
            cursor.Write(selection.Labels.TextOf(pick.Number));
            cursor.Write(combinations[combination]);
            cursor.Write(periods[position.Period]);
            if (!double.IsNaN(value))
            {
                cursor.Write(value);
            }

            cursor.Write(Statuses[selection.Status(cell, pick)]);
            cursor.Write(end);
        }
    }

    private static char Frequency(Frequency frequency) => frequency switch
    {
        Warehouse.Periods.Frequency.Annual => 'A',
        Warehouse.Periods.Frequency.Quarterly => 'Q',
        _ => 'M',
    };

    private static string Unit(PublishedIndicator indicator) =>
        CsvRows.Field((string?)(indicator.Definition as JsonObject)?["unit"]?["id"] ?? "");

    /// <summary>The dimensions between area and period; a breakdown that an indicator does not have stays empty.</summary>
    private string Members(SliceAxes axes, string[] members) => string.Concat(breakdowns.Select(name =>
    {
        var i = Array.IndexOf(axes.Breakdowns, name);
        return "," + (i < 0 ? "" : CsvRows.Field(members[i]));
    }));
}
