using Insight.Etl.Sources.SdmxCsv;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.Cubes;

/// <summary>One table of the settings: what is asked of it and what its parts mean. See <c>etl/Sources/README.md</c>.</summary>
/// <param name="Name">Name of its payloads: <c>&lt;name&gt;.metadata.json</c>, <c>&lt;name&gt;.json</c> (or <c>.csv</c>, <c>.px</c>).</param>
/// <param name="Path">Where the producer has it: a path below the language, an id, or an address below <c>base_url</c>.</param>
/// <param name="DataSet">The data set that it fills.</param>
/// <param name="Format">One of <see cref="CubeFormats"/>.</param>
/// <param name="Periods">Which periods are asked for.</param>
/// <param name="Areas">Area codes to ask for; empty asks for all.</param>
/// <param name="Measures">Measure → content.</param>
/// <param name="Breakdowns">The data set's breakdowns, in its order.</param>
/// <param name="Fixed">Further variables and the one value that is asked for.</param>
/// <param name="Symbols">What stands where a number is missing → what it means in this table.</param>
/// <param name="IgnoredAreas">Area codes (a <c>*</c> ends a beginning) that are left out → why.</param>
/// <param name="Archived">Why the producer no longer serves it, or null; a live origin does not ask for it.</param>
/// <param name="Place">File and line, for messages.</param>
internal sealed record CubeTable(
    string Name,
    string Path,
    DataSet DataSet,
    string Format,
    PeriodChoice Periods,
    IReadOnlyList<string> Areas,
    IReadOnlyDictionary<string, string> Measures,
    IReadOnlyList<CubeBreakdown> Breakdowns,
    IReadOnlyDictionary<string, string> Fixed,
    IReadOnlyDictionary<string, Measured> Symbols,
    IReadOnlyList<KeyValuePair<string, string>> IgnoredAreas,
    string? Archived,
    string Place)
{
    private static readonly string[] Fields =
        ["name", "dataset", "format", "area", "period", "measures", "breakdowns", "fixed", "symbols", "ignore_areas"];

    /// <summary>Variable of the areas; null where it is found by its values.</summary>
    public string? AreaVariable { get; init; }

    /// <summary>Variable of the periods; null where the producer marks it as time.</summary>
    public string? PeriodVariable { get; init; }

    /// <summary>Language of texts in payloads that have several; null for the payload's own.</summary>
    public string? Language { get; init; }

    /// <summary>Text that a content is confirmed to have, by what the settings call the content.</summary>
    public IReadOnlyDictionary<string, string> ConfirmedLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Ending of the names of its payloads of figures.</summary>
    public string Ending => CubeFormats.EndingOf(Format);

    /// <summary>Name of the payload with the table's variables.</summary>
    public string MetadataName => Name + ".metadata.json";

    /// <summary>All tables of a source whose settings are <c>language</c>, <c>tables</c> and what a connector adds.</summary>
    /// <param name="source">The source.</param>
    /// <param name="formats">Formats that the connector reads; the first is the standard.</param>
    /// <param name="address">The field that says where a table is: <c>path</c>, <c>table</c> or <c>url</c>.</param>
    /// <param name="settings">Further settings of the connector.</param>
    /// <param name="fields">Further fields of a table.</param>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public static IReadOnlyList<CubeTable> Read(
        SourceDefinition source, IReadOnlyList<string> formats, string address, IReadOnlyList<string> settings, IReadOnlyList<string> fields) =>
        [.. source.Settings.Knowing(["language", .. settings, "tables"])["tables"].Items
            .Select(table => One(source, table.Knowing([address, .. Fields, .. fields]), formats, address))];

    /// <summary>Why an area is left out, or null when it is not.</summary>
    public string? IgnoredBecause(string areaCode) => IgnoredAreas
        .FirstOrDefault(ignored => ignored.Key.EndsWith('*')
            ? areaCode.StartsWith(ignored.Key[..^1], StringComparison.Ordinal)
            : areaCode == ignored.Key).Value;

    /// <summary>Whether a payload holds figures of this table: all of them, or a part.</summary>
    public bool IsAnswer(string payload) =>
        payload == Name + Ending || (payload.StartsWith(Name + ".part-", StringComparison.Ordinal) && payload.EndsWith(Ending, StringComparison.Ordinal));

    private static CubeTable One(SourceDefinition source, SettingsNode node, IReadOnlyList<string> formats, string address)
    {
        var dataSet = source.DataSets.FirstOrDefault(d => d.Id == node["dataset"].Text)
            ?? throw node["dataset"].Wrong($"data set '{node["dataset"].Text}' is not among this source's datasets ({string.Join(", ", source.DataSets.Select(d => d.Id))}).");
        return new CubeTable(
            node["name"].Text,
            node[address].Text,
            dataSet,
            FormatOf(node["format"], formats),
            PeriodChoice.Parse(node["periods"]),
            [.. node["areas"].Items.Select(area => area.Text)],
            MeasuresOf(node["measures"], dataSet),
            [.. dataSet.Breakdowns.Select(b => CubeBreakdown.Read(b.Name, node["breakdowns"][b.Name]))],
            Words(node["fixed"]),
            SymbolsOf(node),
            [.. node["ignore_areas"].Entries.Select(e => KeyValuePair.Create(e.Key, e.Value.Text))],
            node["archived"].Exists ? node["archived"].Text : null,
            node.Place)
        {
            AreaVariable = TextOrNull(node["area"]),
            PeriodVariable = TextOrNull(node["period"]),
            Language = TextOrNull(source.Settings["language"]),
            ConfirmedLabels = node["measures"].Entries.Where(e => e.Value["label"].Exists)
                .ToDictionary(e => e.Value["code"].Text, e => e.Value["label"].Text, StringComparer.Ordinal),
        };
    }

    /// <summary>What the settings say of symbols; SDMX says it itself of all others.</summary>
    private static Dictionary<string, Measured> SymbolsOf(SettingsNode node)
    {
        var known = node["format"].TextOr("") == "sdmx-csv" ? new Dictionary<string, Measured>(SdmxCsvFormat.Meanings, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        foreach (var symbol in node["symbols"].Entries)
        {
            known[symbol.Key] = Meaning(symbol);
        }

        return known;
    }

    private static string? TextOrNull(SettingsNode node) => node.Exists ? node.Text : null;

    private static string FormatOf(SettingsNode node, IReadOnlyList<string> formats) => formats.Contains(node.TextOr(formats[0]))
        ? node.TextOr(formats[0])
        : throw node.Wrong($"format is '{node.Text}'; known are {string.Join(", ", formats.SkipLast(1))} and {formats[^1]}.");

    private static Dictionary<string, string> MeasuresOf(SettingsNode node, DataSet dataSet)
    {
        var measures = node.Entries.ToDictionary(
            e => e.Key, e => e.Value["code"].Exists ? e.Value.Knowing("code", "label")["code"].Text : e.Value.Text, StringComparer.Ordinal);
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
internal sealed record CubeBreakdown(string Name, string Variable, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>What else the variable is called: an answer may name it by its text where the producer's description has a code.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>The variable by its code or, where none has the code, by another name; null where there is none.</summary>
    public CubeAxis? Among(IReadOnlyList<CubeAxis> axes) =>
        axes.FirstOrDefault(axis => axis.IsCalled(Variable)) ?? axes.FirstOrDefault(axis => OtherNames.Any(axis.IsCalled));

    /// <summary>Reads <c>variable:</c> and <c>members:</c>.</summary>
    public static CubeBreakdown Read(string name, SettingsNode node) => new(
        name, node["variable"].Text, node["members"].Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.Ordinal));
}
