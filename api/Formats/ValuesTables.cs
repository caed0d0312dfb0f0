using System.Globalization;
using System.Text.Json;
using Insight.Api.Values;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Tables;

namespace Insight.Api.Formats;

/// <summary>
/// The asked cells as tables of typed columns, one an indicator, for Parquet and Arrow: indicator, area, period, breakdowns (texts of lists),
/// value[, numerator, denominator] (numbers), status, obs_status, conf_status.
/// </summary>
internal sealed class ValuesTables
{
    private static readonly string[] Codes = [.. ObservationStatus.All.Select(s => s.Code)];
    private static readonly string[] ObsStatuses = [.. ObservationStatus.All.Select(s => s.ObsStatus.ToString()).Distinct()];
    private static readonly string[] ConfStatuses = [.. ObservationStatus.All.Select(s => s.ConfStatus.ToString()).Distinct()];
    private static readonly int[] ObsOfStatus = [.. ObservationStatus.All.Select(s => Array.IndexOf(ObsStatuses, s.ObsStatus.ToString()))];
    private static readonly int[] ConfOfStatus = [.. ObservationStatus.All.Select(s => Array.IndexOf(ConfStatuses, s.ConfStatus.ToString()))];

    private readonly ValuesReply reply;
    private readonly IReadOnlyList<Selection> selections;
    private readonly List<string> indicators;
    private readonly Texts<int> areas;
    private readonly Texts<Warehouse.Periods.Period> periods;
    private readonly List<string[]> members;

    /// <summary>The tables of selections.</summary>
    public ValuesTables(ValuesReply reply, IReadOnlyList<Selection> selections)
    {
        (this.reply, this.selections) = (reply, selections);
        indicators = [.. selections.Select(s => s.Indicator)];
        areas = new([.. selections.SelectMany(s => s.Areas).Select(a => a.Number).Distinct()], reply.Labels.IdOf);
        periods = new([.. selections.SelectMany(s => s.Periods).Select(p => p.Period).Distinct().Order()], period => period.ToString());
        members = [.. reply.Query.Breakdowns.Select(name => selections.SelectMany(s => MembersOf(s, name)).Distinct().ToArray())];
    }

    /// <summary>One table an indicator; columns that are texts of lists have the same lists in all.</summary>
    public IEnumerable<Table> Tables => selections.Select(TableOf);

    /// <summary>What a file says of all its rows.</summary>
    public IReadOnlyDictionary<string, string> Metadata(Labels labels)
    {
        var query = reply.Query;
        return new Dictionary<string, string>
        {
            ["publication"] = query.Publication.Id,
            ["published_at"] = query.Publication.Manifest.CreatedAt.ToString("o", CultureInfo.InvariantCulture),
            ["edition"] = query.Publication.Manifest.Edition,
            ["division"] = query.Division.Label,
            ["title"] = labels.Title,
            ["source"] = labels.Source,
            ["licence"] = labels.Licence,
            ["units"] = JsonSerializer.Serialize(query.Indicators.ToDictionary(i => i.Indicator.Id, i => labels.Pick(i.Indicator.Unit)), Answers.Json.Options),
            ["synthetic"] = query.Indicators.Any(i => i.Indicator.Synthetic) ? "true" : "false",
            ["notes"] = string.Join(' ', labels.Notes),
            ["address"] = reply.Address.AbsoluteUri,
            ["citation"] = reply.Citation.Text(labels.Language),
            ["cite_as"] = reply.Citation.Address,
        };
    }

    private static IEnumerable<string> MembersOf(Selection selection, string breakdown)
    {
        var b = Array.IndexOf(selection.Slice.Axes.Breakdowns, breakdown);
        return b < 0 ? [] : selection.Combinations.Select(c => selection.Slice.Axes.Combinations[c][b]);
    }

    private Table TableOf(Selection selection)
    {
        var count = checked((int)selection.RowCount);
        var (cells, statuses) = (new int[count], new byte[count]);
        var (area, period, combination) = (new int[count], new int[count], new int[count]);
        var row = 0;
        foreach (var a in selection.Areas)
        {
            foreach (var c in selection.Combinations)
            {
                foreach (var p in selection.Periods)
                {
                    (area[row], period[row], combination[row]) = (areas.Position[a.Number], periods.Position[p.Period], c);
                    cells[row] = selection.Cell(a, c, p);
                    statuses[row] = selection.Status(cells[row++], a);
                }
            }
        }

        return new Table(Columns(selection, cells, statuses, area, period, combination));
    }

    private List<TableColumn> Columns(Selection selection, int[] cells, byte[] statuses, int[] area, int[] period, int[] combination)
    {
        var indicator = new int[cells.Length];
        Array.Fill(indicator, indicators.IndexOf(selection.Indicator));
        List<TableColumn> columns =
        [
            new CodedColumn("indicator", indicator, indicators), new CodedColumn("area", area, areas.All), new CodedColumn("period", period, periods.All),
            .. reply.Query.Breakdowns.Select((name, b) => new CodedColumn(name, MemberCodes(selection, name, combination, members[b]), members[b])),
            new NumberColumn("value", Array.ConvertAll(cells, cell => Number(selection.Value(cell)))),
        ];
        if (reply.Query.WithComponents)
        {
            columns.Add(new NumberColumn("numerator", Array.ConvertAll(cells, cell => Component(selection.Components?.Numerators, cell))));
            columns.Add(new NumberColumn("denominator", Array.ConvertAll(cells, cell => Component(selection.Components?.Denominators, cell))));
        }

        columns.Add(new CodedColumn("status", Array.ConvertAll(statuses, s => s == 0 ? -1 : s), Codes));
        columns.Add(new CodedColumn("obs_status", Array.ConvertAll(statuses, s => ObsOfStatus[s]), ObsStatuses));
        columns.Add(new CodedColumn("conf_status", Array.ConvertAll(statuses, s => ConfOfStatus[s]), ConfStatuses));
        return columns;
    }

    private static int[] MemberCodes(Selection selection, string breakdown, int[] combination, string[] all)
    {
        var axes = selection.Slice.Axes;
        var b = Array.IndexOf(axes.Breakdowns, breakdown);
        int[] codes = [.. axes.Combinations.Select(c => b < 0 ? -1 : Array.IndexOf(all, c[b]))];
        return Array.ConvertAll(combination, c => codes[c]);
    }

    private static double? Component(double[]? components, int cell) => components is null || cell < 0 ? null : Number(components[cell]);

    private static double? Number(double value) => double.IsNaN(value) ? null : value;

    /// <summary>Keys with their texts and positions.</summary>
    private sealed class Texts<T>(List<T> keys, Func<T, string> textOf)
        where T : notnull
    {
        public string[] All { get; } = [.. keys.Select(textOf)];

        public Dictionary<T, int> Position { get; } = keys.Index().ToDictionary(key => key.Item, key => key.Index);
    }
}
