using System.Globalization;
using System.Text.RegularExpressions;
using Insight.Etl.Landing;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>
/// One request of the settings: the figures of an indicator in some years for a data set. A data set takes the figures of one indicator only, so
/// that the payload that a row names is the payload of all its figures. See <c>etl/Sources/README.md</c>.
/// </summary>
/// <param name="Name">Name of its payload: <c>&lt;name&gt;.&lt;indicator&gt;.json</c>.</param>
/// <param name="DataSet">The data set that it fills.</param>
/// <param name="Years">Years, or empty for all that the indicator has.</param>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Value">Position of the measure that takes the primary value, or −1.</param>
/// <param name="Count">Position of the measure that takes the count behind it (<c>absValue</c>), or −1.</param>
/// <param name="Genders">The genders to ask for; the members of the data set's breakdown <c>sex</c> where it has one.</param>
internal sealed partial record SotkanetRequest(
    string Name, DataSet DataSet, IReadOnlyList<int> Years, int Indicator, int Value, int Count, IReadOnlyList<string> Genders)
{
    private static readonly string[] Known = ["total", "male", "female"];

    /// <summary>All requests of a source.</summary>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public static IReadOnlyList<SotkanetRequest> Read(SourceDefinition source)
    {
        var nodes = source.Settings.Knowing("gender", "requests", "ignore_categories")["requests"].Items;
        var requests = new List<SotkanetRequest>();
        foreach (var node in nodes)
        {
            var request = One(source, node.Knowing("name", "dataset", "years", "indicator", "value", "count", "genders"));
            var other = requests.FirstOrDefault(r => r.DataSet.Id == request.DataSet.Id && r.Indicator != request.Indicator);
            requests.Add(other is null
                ? request
                : throw node["indicator"].Wrong(
                    $"data set '{request.DataSet.Id}' takes the figures of indicator {other.Indicator} already; give {request.Indicator} a data set of its own, so that every figure names its own payload."));
        }

        return requests;
    }

    /// <summary>Name of the payload with the figures.</summary>
    public string PayloadName => string.Create(CultureInfo.InvariantCulture, $"{Name}.{Indicator}.json");

    /// <summary>Name of the payload that describes an indicator.</summary>
    public static string MetadataName(int indicator) => string.Create(CultureInfo.InvariantCulture, $"indicator-{indicator}.json");

    /// <summary>The query for the figures. Several years or genders are the same parameter several times; the server refuses a list.</summary>
    public PayloadRequest Query(IEnumerable<int> years) => new(
        PayloadName,
        string.Create(
            CultureInfo.InvariantCulture,
            $"json?indicator={Indicator}{string.Concat(years.Select(year => $"&years={year}"))}{string.Concat(Genders.Select(gender => $"&genders={gender}"))}"),
        Accept: "application/json");

    private static SotkanetRequest One(SourceDefinition source, SettingsNode node)
    {
        var dataSet = source.DataSets.FirstOrDefault(d => d.Id == node["dataset"].Text)
            ?? throw node["dataset"].Wrong($"data set '{node["dataset"].Text}' is not among this source's datasets ({string.Join(", ", source.DataSets.Select(d => d.Id))}).");
        var (value, count) = (Measure(node["value"], dataSet), Measure(node["count"], dataSet));
        return value < 0 && count < 0
            ? throw node["value"].Wrong($"no measure is named; write value: for the figure itself, count: for the count behind it ({Measures(dataSet)}).")
            : new SotkanetRequest(node["name"].Text, dataSet, YearsOf(node["years"]), node["indicator"].Integer, value, count, GendersOf(node["genders"], dataSet, source));
    }

    private static int Measure(SettingsNode node, DataSet dataSet)
    {
        var position = node.Exists ? dataSet.Measures.ToList().FindIndex(m => m.Name == node.Text) : -1;
        return position < 0 && node.Exists ? throw node.Wrong($"'{node.Text}' is no measure of data set '{dataSet.Id}' ({Measures(dataSet)}).") : position;
    }

    private static string Measures(DataSet dataSet) => string.Join(", ", dataSet.Measures.Select(m => m.Name));

    private static List<string> GendersOf(SettingsNode node, DataSet dataSet, SourceDefinition source)
    {
        var isBySex = dataSet.Breakdowns is [{ Name: "sex" }];
        if (dataSet.Breakdowns.Count > 0 && !isBySex)
        {
            throw node.Wrong($"data set '{dataSet.Id}' has breakdowns {string.Join(", ", dataSet.Breakdowns.Select(b => b.Name))}; Sotkanet can be broken down by sex only.");
        }

        List<string> genders = node.Exists ? [.. node.Items.Select(g => g.Text)] : [source.Settings["gender"].TextOr("total")];
        return genders.Except(Known).Any() || node.Exists != isBySex
            ? throw node.Wrong(
                isBySex ? $"data set '{dataSet.Id}' is by sex; write genders: a list of {string.Join(", ", Known)}." : $"genders are listed, but data set '{dataSet.Id}' has no breakdown sex.")
            : genders;
    }

    /// <summary>Reads <c>all</c>, or years and ranges with commas: <c>1990..2008, 2010</c>.</summary>
    private static List<int> YearsOf(SettingsNode node)
    {
        var text = node.TextOr("all").Trim();
        if (text == "all")
        {
            return [];
        }

        return YearList().IsMatch(text)
            ? [.. text.Split(',').SelectMany(part => Range([.. part.Split("..").Select(year => int.Parse(year, CultureInfo.InvariantCulture))]))]
            : throw node.Wrong($"years is '{text}'; write all, or years and ranges such as 1990..2008, 2010.");
    }

    private static IEnumerable<int> Range(int[] ends) => Enumerable.Range(ends[0], Math.Max(0, ends[^1] - ends[0] + 1));

    [GeneratedRegex(@"^\s*[12]\d{3}(\.\.[12]\d{3})?(\s*,\s*[12]\d{3}(\.\.[12]\d{3})?)*\s*$")]
    private static partial Regex YearList();
}
