using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Tests.CaseFiles;

/// <summary>
/// One case: rows of data sets, an indicator, a request, the rows that must come out, and hand-written SQL that must agree.
/// Fields: about, networks {id: [members]}, datasets {id: {frequency, division, breakdowns, measures}}, rows {data set: table}, indicator (an id of the
/// catalogue) or definition (fields that differ from a plain one) with earlier (a list of older versions, likewise), others {name of a file: definition, likewise}, request {frequency, division, areas}, oracle, expected.
/// </summary>
internal sealed class CaseFile
{
    public static readonly DateOnly Current = new(2026, 1, 1);
    private readonly YamlMappingNode root;

    public CaseFile(string path)
    {
        Path = path;
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(path)));
        root = (YamlMappingNode)stream.Documents[0].RootNode;
        DataSets = [.. ProjectDataSets.All, .. Entries(root, "datasets").Select(entry => DataSet(entry.Key, (YamlMappingNode)entry.Value))];
        Areas = AreaDirectory.BuiltIn.With(
            Networks.Select(network => network.ToArea()),
            Networks.SelectMany(network => network.ToMemberships()));
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public IReadOnlyList<DataSet> DataSets { get; }

    public AreaDirectory Areas { get; }

    public IReadOnlyDictionary<string, CaseTable> Rows => Entries(root, "rows").ToDictionary(
        entry => entry.Key,
        entry => CaseTable.Parse(entry.Value.ToString()));

    public Frequency Frequency => DefinitionWords.Frequencies[Text(Request, "frequency") ?? "year"];

    public Division Division => Division.Parse(Text(Request, "division") ?? "current", Current);

    public IReadOnlySet<string> RequestedAreas => Items(Request, "areas").ToHashSet();

    public CaseTable Expected => CaseTable.Parse(Text(root, "expected")!);

    public string Oracle => Text(root, "oracle") ?? throw new FormatException($"{Name} has no oracle; write the SQL that a statistician would write by hand.");

    /// <summary>The indicator of the case, read and checked by the loader as any other.</summary>
    public IndicatorDefinition Definition()
    {
        var files = CatalogFile.ReadFolder(AppContext.BaseDirectory).Where(file => file.Kind != CatalogFileKind.Network).ToList();
        var id = Text(root, "indicator") ?? Name;
        if (root.Children.TryGetValue("definition", out var written))
        {
            files.Add(new($"catalog/employment/{id}.yml", PlainDefinition.With((YamlMappingNode)written, id)));
        }

        foreach (var older in root.Children.TryGetValue("earlier", out var versions) ? ((YamlSequenceNode)versions).Children.Cast<YamlMappingNode>() : [])
        {
            files.Add(new($"catalog/employment/{id}@{Text(older, "version") ?? "1"}.yml", PlainDefinition.With(older, id)));
        }

        files.AddRange(Entries(root, "others").Select(other => new CatalogFile($"catalog/employment/{other.Key}.yml", PlainDefinition.With((YamlMappingNode)other.Value, other.Key.Split('@')[0]))));
        var catalog = CatalogLoader.FromFiles(files, DataSets, Areas);
        return catalog.TryFind(id, out var definition) ? definition : throw new CatalogException(catalog.Diagnostics);
    }

    private IEnumerable<Network> Networks => Entries(root, "networks").Select(entry => new Network(
        entry.Key, new Dictionary<string, string> { ["fi"] = entry.Key }, [.. Items(root.Children["networks"], entry.Key).Select(area => new NetworkMember(area, null, null))], [], [], null));

    private YamlNode Request => root.Children.TryGetValue("request", out var request) ? request : new YamlMappingNode();

    private static DataSet DataSet(string id, YamlMappingNode fields) => ProjectDataSets.Set(
        id,
        "case",
        DefinitionWords.Frequencies[Text(fields, "frequency") ?? "year"],
        Text(fields, "division") ?? "2026-01-01",
        [.. Entries(fields, "breakdowns").Select(entry => new Breakdown(
            entry.Key,
            entry.Value.ToString() == "none" ? null : entry.Value.ToString()))],
        Text(fields, "measures")!);

    private static IEnumerable<KeyValuePair<string, YamlNode>> Entries(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var child) && child is YamlMappingNode entries
            ? entries.Children.Select(entry => KeyValuePair.Create(entry.Key.ToString(), entry.Value))
            : [];

    private static IEnumerable<string> Items(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var child) && child is YamlSequenceNode list ? list.Children.Select(item => item.ToString()) : [];

    private static string? Text(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var child) ? Convert.ToString(child, CultureInfo.InvariantCulture) : null;
}
