using System.Globalization;
using Insight.Etl.Sources;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>
/// Compares computed indicators with the rates that producers publish themselves, by the rules <c>agreement … indicator</c> of the sources'
/// <c>checks.yml</c>. Figures of areas that changed between the producer's division and the current one are about other areas and left out.
/// </summary>
/// <param name="connection">The warehouse.</param>
/// <param name="lake">Where the indicators' values are.</param>
/// <param name="areas">Says which areas changed.</param>
/// <param name="current">The day of the current division.</param>
public sealed class IndicatorAgreements(DuckDBConnection connection, PublicationStore lake, AreaDirectory areas, DateOnly current)
{
    /// <summary>All disagreements between a publication and the current facts.</summary>
    /// <param name="sources">The sources whose checks are looked at.</param>
    /// <param name="publication">The publication, or a candidate.</param>
    /// <returns>A finding for each rule that does not hold; a rule whose indicator or figures are not there yet says nothing.</returns>
    public IReadOnlyList<CheckFinding> Find(IEnumerable<SourceDefinition> sources, PublicationManifest publication) =>
        [.. sources.SelectMany(source => SourceRules.Of(source).Checks.OfType<IndicatorAgreementRule>()).Select(rule => Find(rule, publication)).OfType<CheckFinding>()];

    private CheckFinding? Find(IndicatorAgreementRule rule, PublicationManifest publication)
    {
        var slice = publication.Indicators.FirstOrDefault(i => i.Id == rule.Indicator)?.Slices
            .FirstOrDefault(s => s.Division == "current" && s.Frequency == rule.DataSet.Frequency);
        return slice is not null && IsLoaded(rule.DataSet) ? Compare(rule, lake.ParquetPath(slice.File), publication.Indicators.First(i => i.Id == rule.Indicator).Breakdowns) : null;
    }

    private bool IsLoaded(DataSet dataSet)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM information_schema.tables WHERE table_schema = 'facts' AND table_name = '{dataSet.TableName}'";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    private CheckFinding? Compare(IndicatorAgreementRule rule, string parquet, IReadOnlyList<string> breakdowns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql(rule, parquet, breakdowns);
        using var reader = command.ExecuteReader();
        var compared = 0;
        var disagreements = new List<string>();
        while (reader.Read())
        {
            if (HasChanged(reader.GetString(0), rule.DataSet.Division))
            {
                continue;
            }

            compared++;
            var (published, computed) = (reader.GetDouble(2), reader.GetDouble(3));
            if (Math.Abs(published - computed) > rule.Tolerance + AgreementRule.Slack)
            {
                disagreements.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reader.GetString(0)} {reader.GetString(1)}: published {published:0.###}, computed {computed:0.###}, difference {computed - published:0.###}"));
            }
        }

        return rule.Conclude(compared, disagreements);
    }

    /// <summary>Area, period, published and computed, where both are there; of breakdowns the total.</summary>
    private static string Sql(IndicatorAgreementRule rule, string parquet, IReadOnlyList<string> breakdowns)
    {
        var measure = rule.DataSet.Measures[rule.Measure].Name;
        var ofFacts = rule.DataSet.Breakdowns.Where(b => b.Total is not null).Select(b => $" AND f.\"{b.Name}\" = '{b.Total}'");
        var ofValues = breakdowns.Select(b => $" AND v.\"{b}\" = 'total'");
        return $"""
            SELECT f.area, f.period, f."{measure}", v.value
            FROM facts."{rule.DataSet.TableName}" AS f
            JOIN read_parquet('{parquet.Replace("'", "''", StringComparison.Ordinal)}') AS v ON v.area = f.area AND v.period = f.period
            WHERE f.recorded_to IS NULL AND f."{measure}" IS NOT NULL AND v.value IS NOT NULL{string.Concat(ofFacts)}{string.Concat(ofValues)}
            ORDER BY f.area, f.period
            """;
    }

    /// <summary>Whether inhabitants joined or left the area; a border that moved without anybody living there changes no figure.</summary>
    private bool HasChanged(string area, Division division) => areas.Changes.Any(
        change => change.Weight > 0 && (change.From == area || change.To == area) && change.Date <= current && (division.FixedTo is not { } day || change.Date > day));
}
