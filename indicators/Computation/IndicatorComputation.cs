using System.Text.Json;
using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Indicators.Disclosure;
using Insight.Indicators.Explanations;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Computation;

/// <summary>
/// Computes indicators from the facts, each only when its definition or a data set that it reads has changed since it was published. Several are
/// computed side by side, each on a connection of its own.
/// </summary>
/// <param name="warehouse">The warehouse with facts and reference tables.</param>
/// <param name="store">The lake that takes the files.</param>
/// <param name="temporaryFolder">Where files are written first, on the same disk as the lake.</param>
/// <param name="inputs">What the computation starts from.</param>
public sealed class IndicatorComputation(DuckDBConnection warehouse, PublicationStore store, string temporaryFolder, ComputationInputs inputs)
{
    private readonly Dictionary<string, DataSet> dataSets = inputs.DataSets.ToDictionary(d => d.Id, StringComparer.Ordinal);
    private readonly DisclosureControl control = new(inputs.Catalog, inputs.DataSets, new Division(inputs.CurrentDivision));

    /// <summary>How many indicators are computed at a time. 1 within a transaction of <c>warehouse</c>, whose tables no other connection sees.</summary>
    public int SideBySide { get; init; } = Math.Min(Environment.ProcessorCount, 8);

    /// <summary>All indicators of the catalogue, computed or taken over from the publication before.</summary>
    /// <param name="current">The publication before, or null.</param>
    /// <param name="computed">Called for each indicator, in the order of ids, with its id and whether it was recomputed.</param>
    /// <param name="cancellationToken">Checked between indicators.</param>
    public IReadOnlyList<PublishedIndicator> ComputeAll(PublicationManifest? current, Action<string, bool>? computed, CancellationToken cancellationToken)
    {
        var before = current?.Indicators.ToDictionary(i => i.Id, StringComparer.Ordinal) ?? [];

        // Of an input that several data sets deliver, one may have come already and another not yet: its table is empty.
        FactTables.EnsureAll(warehouse, inputs.DataSets);

        // Each on one thread: on several, sums of floating-point numbers come out in another order, and so in another last digit, each time.
        Execute("SET threads = 1");
        try
        {
            var definitions = inputs.Catalog.Definitions.OrderBy(d => d.Id, StringComparer.Ordinal).ToList();
            using var desk = new SideBySideRun<(PublishedIndicator Indicator, bool IsComputed)>(warehouse, SideBySide, done => computed?.Invoke(done.Indicator.Id, done.IsComputed));
            return [.. desk.Run(definitions, (definition, connection) => Of(definition, before.GetValueOrDefault(definition.Id), connection), cancellationToken).Select(done => done.Indicator)];
        }
        finally
        {
            Execute("RESET threads");
        }
    }

    private (PublishedIndicator Indicator, bool IsComputed) Of(IndicatorDefinition definition, PublishedIndicator? known, DuckDBConnection connection)
    {
        var read = InputsOf(definition);
        var unchanged = known is not null && known.DefinitionHash == HashOf(definition) && SameInputs(known.Inputs, read);
        return unchanged ? (known!, false) : (Compute(definition, read, new SliceWriter(connection, store, temporaryFolder)), true);
    }

    private void Execute(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private PublishedIndicator Compute(IndicatorDefinition definition, IReadOnlyDictionary<string, int> read, SliceWriter writer)
    {
        var delivered = definition.Versions.SelectMany(version => version.Parts).Any(part => part.Reads.All(i => i.DataSets.Any(read.ContainsKey)));
        var slices = !delivered ? [] : definition.Frequencies.SelectMany(f => Slices(definition, f, writer)).ToList();
        var used = definition.AllReads.SelectMany(i => i.DataSets).Where(dataSets.ContainsKey).Select(id => dataSets[id]).Distinct().ToList();
        return new PublishedIndicator(
            definition.Id,
            definition.Version,
            definition.Theme,
            definition.Names,
            definition.Descriptions,
            definition.Unit.Names,
            definition.Decimals,
            definition.Direction.ToString().ToLowerInvariant(),
            Word(definition.Aggregation),
            definition.Multiplier,
            definition.Formula,
            definition.Owner,
            [.. used.Select(d => d.SourceId).Distinct().Order(StringComparer.Ordinal)],
            used.Any(d => d.Synthetic),
            slices.Count > 0 ? "published" : "awaiting-data",
            definition.Breakdowns,
            HashOf(definition),
            read,
            slices,
            DefinitionJson.ToJson(definition))
        {
            DeliveredDivisions = [.. used.Select(d => d.Division.ToString()).Distinct().Order(StringComparer.Ordinal)],
            Explanation = FormulaExplanation.Of(definition, inputs.Catalog),
            Versions = definition.Earlier.Count == 0 ? [] : [.. definition.Versions.Select(version => VersionOf(version, delivered, writer))],
        };
    }

    /// <summary>One version with values of its own, whether or not they are part of the series.</summary>
    private PublishedVersion VersionOf(IndicatorDefinition version, bool delivered, SliceWriter writer) => new(
        version.Version,
        version.Effective.From,
        version.Effective.To,
        Word(version.Aggregation),
        version.Multiplier,
        version.Formula,
        delivered ? [.. version.Frequencies.SelectMany(f => Slices(version, f, writer))] : [],
        DefinitionJson.ToJson(version));

    /// <summary>A slice of the current division and one of all earlier divisions, as far as they differ from it.</summary>
    private IEnumerable<PublishedSlice> Slices(IndicatorDefinition definition, Frequency frequency, SliceWriter writer) =>
        writer.Write(SqlCompiler.Compile(definition, inputs.DataSets, new Division(inputs.CurrentDivision), frequency), definition, control);

    private Dictionary<string, int> InputsOf(IndicatorDefinition definition) => definition.AllReads
        .SelectMany(i => i.DataSets).Distinct()
        .Where(inputs.LastChanges.ContainsKey)
        .ToDictionary(id => id, id => inputs.LastChanges[id], StringComparer.Ordinal);

    /// <summary>The definition with all that decides its values beside its own facts: areas, networks, what is protected with it, and the program's version.</summary>
    private string HashOf(IndicatorDefinition definition) =>
        PublicationStore.HashOfText($"{definition.Hash} {inputs.AreasHash} {inputs.CodeVersion} {control.KeyOf(definition, inputs.LastChanges)}".TrimEnd());

    private static bool SameInputs(IReadOnlyDictionary<string, int> known, IReadOnlyDictionary<string, int> read) =>
        known.Count == read.Count && known.All(k => read.GetValueOrDefault(k.Key) == k.Value);

    private static string Word(AggregationClass aggregation) => aggregation switch
    {
        AggregationClass.NotAggregable => "NOT-AGGREGABLE",
        _ => aggregation.ToString().ToUpperInvariant(),
    };
}

/// <summary>What a computation starts from.</summary>
/// <param name="Catalog">Valid definitions.</param>
/// <param name="DataSets">All data sets of all sources.</param>
/// <param name="LastChanges">Data set → the last load that changed it; without facts absent.</param>
/// <param name="CurrentDivision">The day whose municipal division is the current one.</param>
/// <param name="AreasHash">Hash of the areas document.</param>
/// <param name="CodeVersion">Version of the program: a new one recomputes everything.</param>
public sealed record ComputationInputs(
    Catalog Catalog,
    IReadOnlyList<DataSet> DataSets,
    IReadOnlyDictionary<string, int> LastChanges,
    DateOnly CurrentDivision,
    string AreasHash,
    string CodeVersion);
