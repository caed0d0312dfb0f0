using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.SykeMunicipalEmissions;

/// <summary>
/// The producer's list of municipalities. Its number and name must mean the same municipality: a wrong number would file one town's figures
/// under another. Columns whose name ends with a year hold the inhabitants of 31 December by which the producer divides; they may differ from
/// today's statistics of the population.
/// </summary>
internal static class MunicipalityList
{
    /// <summary>The area ids by municipality number; rows that cannot be used are in quarantine.</summary>
    /// <param name="file">The list.</param>
    /// <param name="staging">Counts rows and keeps refused ones.</param>
    /// <param name="population">Gets the numbers of inhabitants; null leaves them out.</param>
    public static IReadOnlyDictionary<int, string> Read(LandedFile file, StagingArea staging, StagedTable? population = null)
    {
        using var table = TextTable.Open(file, TextFormat.Finnish, staging, "kuntanro", "kunta_fi");
        var (number, name) = (table.Column("kuntanro"), table.Column("kunta_fi"));
        var areas = new SortedDictionary<int, string>();
        while (table.Read())
        {
            if (!int.TryParse(table.Text(number), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || !staging.Areas.TryResolve(table.Text(number), out var area))
            {
                table.Refuse(number, "no municipality has this number", "correct the number in the list");
            }
            else if (!staging.Areas.TryByName(AreaLevel.Municipality, table.Text(name), out var named) || named != area)
            {
                table.Refuse(name, $"municipality {code} is {area.Name("fi")}", "correct number or name in the list");
            }
            else if (!areas.TryAdd(code, area.Id))
            {
                table.Refuse(number, $"{area.Name("fi")} stands twice", "keep one of the two rows");
            }
            else if (population is not null)
            {
                AddPopulation(table, area.Id, file, population);
            }
        }

        return areas;
    }

    private static void AddPopulation(TextTable table, string area, LandedFile file, StagedTable target)
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            if (YearOf(table.Columns[column]) is { } year && table.TryNumber(column, out var inhabitants))
            {
                var figure = inhabitants is { } number ? Measured.Of(number) : Measured.Missing(ObservationStatus.NotAvailable);
                target.Add(file, table.Line, area, Period.Year(year), [], [figure]);
            }
        }
    }

    private static int? YearOf(string column) => column.Length >= 4
        && int.TryParse(column.AsSpan(column.Length - 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2099 ? year : null;
}
