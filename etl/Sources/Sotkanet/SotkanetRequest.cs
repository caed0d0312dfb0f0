using System.Globalization;
using System.Text.RegularExpressions;
using Insight.Etl.Landing;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>One request of the settings: some indicators in some years for a data set. See <c>etl/Sources/README.md</c>.</summary>
/// <param name="Name">Name of its payloads: <c>&lt;name&gt;.&lt;indicator&gt;.json</c>.</param>
/// <param name="DataSet">The data set that it fills.</param>
/// <param name="Years">Years, or empty for all that the indicator has.</param>
/// <param name="Indicators">Measure → id of the indicator.</param>
internal sealed partial record SotkanetRequest(
    string Name, DataSet DataSet, IReadOnlyList<int> Years, IReadOnlyList<KeyValuePair<string, int>> Indicators)
{
    /// <summary>All requests of a source.</summary>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public static IReadOnlyList<SotkanetRequest> Read(SourceDefinition source) => [.. source.Settings.Knowing("gender", "requests", "ignore_categories")["requests"].Items
        .Select(node => One(source, node.Knowing("name", "dataset", "years", "indicators")))];

    /// <summary>Name of the payload with an indicator's figures.</summary>
    public string PayloadName(int indicator) => string.Create(CultureInfo.InvariantCulture, $"{Name}.{indicator}.json");

    /// <summary>Name of the payload that describes an indicator.</summary>
    public static string MetadataName(int indicator) => string.Create(CultureInfo.InvariantCulture, $"indicator-{indicator}.json");

    /// <summary>The query for an indicator's figures. Several years are the same parameter several times; the server refuses a list.</summary>
    public PayloadRequest Query(int indicator, IEnumerable<int> years, string gender) => new(
        PayloadName(indicator),
        string.Create(CultureInfo.InvariantCulture, $"json?indicator={indicator}{string.Concat(years.Select(year => $"&years={year}"))}&genders={gender}"),
        Accept: "application/json");

    private static SotkanetRequest One(SourceDefinition source, SettingsNode node)
    {
        var dataSet = source.DataSets.FirstOrDefault(d => d.Id == node["dataset"].Text)
            ?? throw node["dataset"].Wrong($"data set '{node["dataset"].Text}' is not among this source's datasets ({string.Join(", ", source.DataSets.Select(d => d.Id))}).");
        var indicators = node["indicators"].Entries.Select(e => KeyValuePair.Create(e.Key, e.Value.Integer)).ToList();
        var unknown = indicators.FirstOrDefault(i => dataSet.FindMeasure(i.Key) is null).Key;
        return unknown is null && indicators.Count > 0
            ? new SotkanetRequest(node["name"].Text, dataSet, YearsOf(node["years"]), indicators)
            : throw node["indicators"].Wrong(
                $"{(unknown is null ? "no indicators are named" : $"'{unknown}' is no measure")} of data set '{dataSet.Id}' ({string.Join(", ", dataSet.Measures.Select(m => m.Name))}).");
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
