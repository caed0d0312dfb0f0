using Insight.Etl.Staging;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.StatFin;

/// <summary>One table of the settings: what is asked of it and what its parts mean. See <c>etl/Sources/README.md</c>.</summary>
/// <param name="Name">Name of its payloads: <c>&lt;name&gt;.metadata.json</c>, <c>&lt;name&gt;.json</c>.</param>
/// <param name="Path">Database, statistic and table, below the language.</param>
/// <param name="DataSet">The data set that it fills.</param>
/// <param name="Format"><c>json</c> or <c>json-stat2</c>.</param>
/// <param name="Periods">Which periods are asked for.</param>
/// <param name="Areas">Area codes to ask for; empty asks for all.</param>
/// <param name="Measures">Measure → content.</param>
/// <param name="Breakdowns">The data set's breakdowns, in its order.</param>
/// <param name="Fixed">Further variables and the one value that is asked for.</param>
/// <param name="Symbols">What stands where a number is missing → what it means in this table.</param>
/// <param name="IgnoredAreas">Area codes (a <c>*</c> ends a beginning) that are left out → why.</param>
/// <param name="Archived">Why the producer no longer serves it, or null; a live origin does not ask for it.</param>
/// <param name="Place">File and line, for messages.</param>
internal sealed record StatFinTable(
    string Name,
    string Path,
    DataSet DataSet,
    string Format,
    PeriodChoice Periods,
    IReadOnlyList<string> Areas,
    IReadOnlyDictionary<string, string> Measures,
    IReadOnlyList<PxBreakdown> Breakdowns,
    IReadOnlyDictionary<string, string> Fixed,
    IReadOnlyDictionary<string, Measured> Symbols,
    IReadOnlyList<KeyValuePair<string, string>> IgnoredAreas,
    string? Archived,
    string Place)
{
    private static readonly string[] Fields =
        ["name", "path", "dataset", "format", "periods", "areas", "measures", "breakdowns", "fixed", "symbols", "ignore_areas", "archived"];

    /// <summary>Name of the payload with the table's variables.</summary>
    public string MetadataName => Name + ".metadata.json";

    /// <summary>All tables of a source.</summary>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public static IReadOnlyList<StatFinTable> Read(SourceDefinition source) =>
        [.. source.Settings.Knowing("language", "max_cells", "tables")["tables"].Items.Select(table => One(source, table.Knowing(Fields)))];

    /// <summary>Why an area is left out, or null when it is not.</summary>
    public string? IgnoredBecause(string areaCode) => IgnoredAreas
        .FirstOrDefault(ignored => ignored.Key.EndsWith('*')
            ? areaCode.StartsWith(ignored.Key[..^1], StringComparison.Ordinal)
            : areaCode == ignored.Key).Value;

    /// <summary>Whether a payload holds figures of this table: all of them, or a part.</summary>
    public bool IsAnswer(string payload) =>
        payload == Name + ".json" || (payload.StartsWith(Name + ".part-", StringComparison.Ordinal) && payload.EndsWith(".json", StringComparison.Ordinal));

    private static StatFinTable One(SourceDefinition source, SettingsNode node)
    {
        var dataSet = source.DataSets.FirstOrDefault(d => d.Id == node["dataset"].Text)
            ?? throw node["dataset"].Wrong($"data set '{node["dataset"].Text}' is not among this source's datasets ({string.Join(", ", source.DataSets.Select(d => d.Id))}).");
        return new StatFinTable(
            node["name"].Text,
            node["path"].Text,
            dataSet,
            FormatOf(node["format"]),
            PeriodChoice.Parse(node["periods"]),
            [.. node["areas"].Items.Select(area => area.Text)],
            MeasuresOf(node["measures"], dataSet),
            [.. dataSet.Breakdowns.Select(b => PxBreakdown.Read(b.Name, node["breakdowns"][b.Name]))],
            Words(node["fixed"]),
            node["symbols"].Entries.ToDictionary(e => e.Key, Meaning, StringComparer.Ordinal),
            [.. node["ignore_areas"].Entries.Select(e => KeyValuePair.Create(e.Key, e.Value.Text))],
            node["archived"].Exists ? node["archived"].Text : null,
            node.Place);
    }

    private static string FormatOf(SettingsNode node) => node.TextOr("json") is "json" or "json-stat2"
        ? node.TextOr("json")
        : throw node.Wrong($"format is '{node.Text}'; known are json and json-stat2.");

    private static Dictionary<string, string> MeasuresOf(SettingsNode node, DataSet dataSet)
    {
        var measures = Words(node);
        var unknown = measures.Keys.FirstOrDefault(measure => dataSet.FindMeasure(measure) is null);
        return measures.Count > 0 && unknown is null
            ? measures
            : throw node.Wrong(
                $"{(unknown is null ? "no measures are mapped" : $"'{unknown}' is no measure")} of data set '{dataSet.Id}' ({string.Join(", ", dataSet.Measures.Select(m => m.Name))}).");
    }

    private static Dictionary<string, string> Words(SettingsNode node) => node.Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal);

    /// <summary>0 is a number; every other meaning is a status.</summary>
    private static Measured Meaning(KeyValuePair<string, SettingsNode> symbol)
    {
        if (symbol.Value.Text == "0")
        {
            return Measured.Of(0);
        }

        try
        {
            return Measured.Missing(ObservationStatus.FromCode(symbol.Value.Text));
        }
        catch (FormatException e)
        {
            throw symbol.Value.Wrong($"symbol '{symbol.Key}': {e.Message} Or write 0.");
        }
    }
}

/// <summary>A breakdown of a data set as a variable of a table.</summary>
/// <param name="Name">The data set's breakdown.</param>
/// <param name="Variable">Code of the table's variable, without vintage.</param>
/// <param name="Members">Code of a value → member of the breakdown.</param>
internal sealed record PxBreakdown(string Name, string Variable, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>Reads <c>variable:</c> and <c>members:</c>.</summary>
    public static PxBreakdown Read(string name, SettingsNode node) => new(
        name, node["variable"].Text, node["members"].Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal));
}
