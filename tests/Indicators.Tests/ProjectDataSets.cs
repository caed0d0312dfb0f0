using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Tests;

/// <summary>The data sets of the delivered sources, read from their source.yml (which the build puts beside the tests).</summary>
internal static class ProjectDataSets
{
    private static readonly DateOnly Current = new(2026, 1, 1);

    public static readonly IReadOnlyList<DataSet> All =
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "sources"), "source.yml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).SelectMany(OfSource),
    ];

    /// <summary>A data set whose measures are written as "unit: names; unit!: names", the mark standing for not additive.</summary>
    public static DataSet Set(
        string id, string source, Frequency frequency, string division, IReadOnlyList<Breakdown> breakdowns, string measures, bool synthetic = false) =>
        new(id, source, frequency, Division.Parse(division, Current), breakdowns, [.. measures.Split("; ").SelectMany(Measures)], synthetic);

    private static IEnumerable<Measure> Measures(string group)
    {
        var parts = group.Split(": ");
        return parts[1].Split(' ').Select(name => new Measure(name, parts[0].TrimEnd('!'), !parts[0].EndsWith('!')));
    }

    private static IEnumerable<DataSet> OfSource(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(file)));
        var source = (YamlMappingNode)yaml.Documents[0].RootNode;
        return Items(source, "datasets").Select(set => new DataSet(
            Text(set, "id")!, Text(source, "id")!, DefinitionWords.Frequencies[Text(set, "frequency")!], Division.Parse(Text(set, "division")!, Current),
            [.. Items(set, "breakdowns").Select(b => new Breakdown(Text(b, "name")!, Text(b, "total")))], [.. Items(set, "measures").Select(Measure)],
            Text(source, "synthetic") == "true"));
    }

    private static Measure Measure(YamlMappingNode node)
    {
        var unit = Text(node, "unit")!;
        return new Measure(Text(node, "name")!, unit, Text(node, "additive") is { } said ? said == "true" : unit is not ("percent" or "per-1000" or "index" or "points"));
    }

    private static IEnumerable<YamlMappingNode> Items(YamlMappingNode node, string field) =>
        node.Children.TryGetValue(field, out var items) ? ((YamlSequenceNode)items).Children.Cast<YamlMappingNode>() : [];

    private static string? Text(YamlMappingNode node, string field) => node.Children.TryGetValue(field, out var value) ? value.ToString() : null;
}
