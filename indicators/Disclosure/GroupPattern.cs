using System.Data.Common;
using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Disclosure;

/// <summary>What is hidden of a group, worked out once from the rows of all its versions in all their frequencies.</summary>
internal sealed class GroupPattern
{
    private static readonly string Withheld = SqlText.List(ObservationStatus.All.Where(status => status is { IsMissing: true, ObsStatus: 'Q' }).Select(status => SqlText.Text(status.Code)));

    private readonly DuckDBConnection warehouse;
    private readonly ProtectionGroup group;
    private readonly IReadOnlyDictionary<string, DataSet> dataSets;
    private readonly Division division;
    private readonly GroupCells cells;
    private readonly Dictionary<string, IReadOnlyList<CellRow>> rows = new(StringComparer.Ordinal);

    private GroupPattern(DuckDBConnection warehouse, ProtectionGroup group, IReadOnlyDictionary<string, DataSet> dataSets, Division division, ILookup<string, string> members)
    {
        (this.warehouse, this.group, this.dataSets, this.division) = (warehouse, group, dataSets, division);
        cells = new GroupCells(group.Breakdowns, members);
    }

    /// <summary>The hidden places and why each is hidden.</summary>
    /// <param name="warehouse">The warehouse with facts and reference tables.</param>
    /// <param name="group">The group.</param>
    /// <param name="dataSets">All data sets by id.</param>
    /// <param name="division">The current division.</param>
    public static IReadOnlyDictionary<ProtectedPlace, ObservationStatus> Of(DuckDBConnection warehouse, ProtectionGroup group, IReadOnlyDictionary<string, DataSet> dataSets, Division division)
    {
        var members = warehouse.Rows("SELECT parent, child FROM ref.member WHERE valid_from = '' AND NOT contains(parent, '@')", reader => (Parent: reader.GetString(0), Child: reader.GetString(1)))
            .ToLookup(row => row.Parent, row => row.Child, StringComparer.Ordinal);
        var pattern = new GroupPattern(warehouse, group, dataSets, division, members);
        foreach (var version in group.Versions)
        {
            pattern.Take(version);
        }

        return pattern.cells.HasPrimary ? pattern.Hidden(members) : new Dictionary<ProtectedPlace, ObservationStatus>();
    }

    private Dictionary<ProtectedPlace, ObservationStatus> Hidden(ILookup<string, string> members)
    {
        var apart = group.DataSets.SelectMany(id => dataSets[id].Breakdowns).SelectMany(breakdown => breakdown.Apart.Select(member => (breakdown.Name, member))).ToLookup(item => item.Name, item => item.member, StringComparer.Ordinal);
        var equations = new GroupEquations(cells, group.Breakdowns, apart, members);
        var table = new AdditiveTable(cells.Cells(), equations.All(), cells.Primary()) { Withheld = cells.Withheld, Windows = equations.Windows() };
        var hidden = new Dictionary<int, ObservationStatus>();
        foreach (var figure in table.ToProtect.CountBy(cell => cells.Places[cell].Figure).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key))
        {
            foreach (var (cell, status) in ComplementarySuppression.Of(Of(figure, table, hidden)))
            {
                hidden.Add(cell, status);
            }
        }

        return hidden.ToDictionary(pair => cells.Places[pair.Key], pair => pair.Value);
    }

    /// <summary>
    /// What is known of one figure: no sum has two. Those with most to protect come first; what is in no row any more because of them is hidden for others for nothing.
    /// </summary>
    private AdditiveTable Of(string figure, AdditiveTable all, IReadOnlyDictionary<int, ObservationStatus> hidden)
    {
        var withheld = all.Withheld.Where(pair => IsOf(pair.Key)).ToDictionary();
        foreach (var cell in cells.GoneWith(hidden, figure).Where(cell => !all.Primary.ContainsKey(cell)))
        {
            withheld.TryAdd(cell, ObservationStatus.SuppressedSecondary);
        }

        List<AdditiveEquation> equations = [.. all.Equations.Where(equation => IsOf(equation.Total))];
        return new(all.Cells, equations, all.Primary.Where(pair => IsOf(pair.Key)).ToDictionary())
        {
            Withheld = withheld,
            Amounts = cells.AmountsOf(figure, equations),
            LeastWidth = LimitShare.IsOfWork(UnitOf(figure)) ? 0 : AdditiveTable.LeastCount,
            Windows = [.. all.Windows.Where(window => IsOf(window.Cell))],
        };

        bool IsOf(int cell) => cells.Places[cell].Figure == figure;
    }

    private string UnitOf(string figure) => figure.Split('.') is [var dataSet, var measure] ? dataSets[dataSet].FindMeasure(measure)!.Unit : "";

    private void Take(IndicatorDefinition version)
    {
        var plain = FormulaWindow.WithoutComparisons(version);
        var places = new RowPlaces(plain, group.Breakdowns, id => dataSets[id]);
        var unit = LimitShare.UnitOf(version, id => dataSets[id]);
        foreach (var frequency in version.Frequencies)
        {
            var counts = new RowCounts(plain, counted => Rows(counted, frequency), unit);
            var share = LimitShare.Of(version, unit, frequency);
            foreach (var row in Rows(plain, frequency))
            {
                var at = places.All(row.Area, row.Period, row.Keys).ToList();
                var small = row.Withheld is not null ? null : counts.Broken(row, share);
                cells.Take(version, row, at, counts.FigureOf(row), small is null ? [] : small.OfAll ? at : places.Above(row.Area, row.Period, row.Keys), small?.Status);
            }
        }
    }

    /// <summary>The rows of today's areas that have any figure, or of which the source withholds it; read once, however many versions count by them.</summary>
    private IReadOnlyList<CellRow> Rows(IndicatorDefinition definition, Frequency frequency)
    {
        var compiled = SqlCompiler.Compile(definition, [.. dataSets.Values], division, frequency);
        var keys = string.Concat(compiled.Breakdowns.Select(name => $", {SqlText.Name(name)}"));
        return rows.TryGetValue(compiled.Sql, out var known) ? known : rows[compiled.Sql] = warehouse.Rows(
            $"""
            SELECT area, period, numerator, denominator, members, status{keys}
            FROM ({compiled.Sql}) AS computed
            WHERE NOT contains(area, '{HistoricArea.Separator}') AND (numerator IS NOT NULL OR denominator IS NOT NULL OR status IN ({Withheld}))
            """,
            reader => RowOf(reader, compiled.Breakdowns.Count));
    }

    private static CellRow RowOf(DbDataReader reader, int breakdowns) => new(
        reader.GetString(0), Period.Parse(reader.GetString(1)), [.. Enumerable.Range(6, breakdowns).Select(reader.GetString)],
        Number(reader, 2), Number(reader, 3), !reader.IsDBNull(4), reader.IsDBNull(2) && reader.IsDBNull(3) ? ObservationStatus.FromCode(reader.GetString(5)) : null);

    private static double? Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
}

/// <summary>Reading rows of a query.</summary>
internal static class QueriedRows
{
    /// <summary>All rows, each as something.</summary>
    public static IReadOnlyList<T> Rows<T>(this DuckDBConnection warehouse, string sql, Func<DbDataReader, T> row)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
