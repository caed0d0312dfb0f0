using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Compilation;

/// <summary>
/// Compiles a definition to one SQL statement. The statement names its steps, says of each what it does, and keeps to what DuckDB and
/// PostgreSQL have in common.
/// </summary>
public static class SqlCompiler
{
    /// <summary>Columns that every value has beside its breakdowns, in order.</summary>
    public static readonly IReadOnlyList<string> ValueColumns =
        ["area", "period", "value", "numerator", "denominator", "status", "members", "members_present", "load"];

    /// <summary>The statement for one indicator, division and frequency.</summary>
    /// <param name="definition">A definition from the catalogue; with older versions, each gives the periods for which it holds.</param>
    /// <param name="dataSets">The data sets with which the catalogue was loaded.</param>
    /// <param name="division">
    /// The current division, a date; the one for which <see cref="ReferenceTables"/> were written. A data set that already follows it is not recoded.
    /// The others also give rows of earlier divisions, under ids of <see cref="HistoricArea"/>.
    /// </param>
    /// <param name="frequency">One of the definition's frequencies.</param>
    /// <exception cref="ArgumentException">The definition has no values in this frequency.</exception>
    public static CompiledIndicator Compile(
        IndicatorDefinition definition,
        IReadOnlyList<DataSet> dataSets,
        Division division,
        Frequency frequency)
    {
        if (division.FixedTo is null)
        {
            throw new ArgumentException("Figures are brought to one division, a date; those of each time are among the historic areas.", nameof(division));
        }

        if (!definition.Frequencies.Contains(frequency))
        {
            var known = string.Join(", ", definition.Frequencies.Select(item => DefinitionWords.Frequencies.WordFor(item)));
            throw new ArgumentException(
                $"'{definition.Id}' has no values by {DefinitionWords.Frequencies.WordFor(frequency)}; its frequencies are {known}.",
                nameof(frequency));
        }

        var versions = definition.Series.Where(version => version.Frequencies.Contains(frequency))
            .Select(version => (Definition: version, Compiled: One(version, dataSets, division, frequency))).ToList();
        return versions.Count == 1 ? versions[0].Compiled : versions[^1].Compiled with
        {
            Sql = VersionSteps.Joined(versions),
            DataSets = [.. versions.SelectMany(version => version.Compiled.DataSets).Distinct(StringComparer.Ordinal)],
        };
    }

    private static CompiledIndicator One(IndicatorDefinition definition, IReadOnlyList<DataSet> dataSets, Division division, Frequency frequency)
    {
        var names = new StepNames();
        var plan = new Planner(definition, dataSets, names).Plan(division, frequency);
        return new(
            new StatementWriter(plan, names).Write(),
            [.. ValueColumns.Take(2), .. definition.Breakdowns, .. ValueColumns.Skip(2)],
            definition.Breakdowns,
            [.. plan.Series.SelectMany(series => series.Scans).Select(scan => scan.DataSet.Id).Distinct(StringComparer.Ordinal)],
            division,
            frequency);
    }
}
