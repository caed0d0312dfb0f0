using System.Data.Common;
using System.Globalization;
using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Disclosure;

/// <summary>
/// Disclosure control of computed rows, before they are written into an edition: of figures that are not public already, small cells are
/// hidden, and whatever would give them away. A hidden row keeps its status and loses value,
/// numerator and denominator, so that nothing of them is in the edition's files.
/// </summary>
/// <param name="warehouse">The connection on which the rows lie in a temporary table.</param>
/// <param name="table">That table, in the column order of a compiled statement.</param>
/// <param name="definition">The indicator.</param>
public sealed class SliceDisclosure(DuckDBConnection warehouse, string table, IndicatorDefinition definition)
{
    private const string HiddenTable = "hidden_cells";
    private const int FewestMembers = 3;
    private const double LargestShare = 0.8;

    private static readonly string IsToday = $"NOT contains(area, '{HistoricArea.Separator}')";

    private readonly IReadOnlyList<string> breakdowns = definition.Breakdowns;
    private ILookup<string, string> members = Enumerable.Empty<string>().ToLookup(id => id, id => id);

    /// <summary>Hides what must not be shown.</summary>
    /// <returns>How many rows were hidden.</returns>
    public long Apply()
    {
        members = Read("SELECT parent, child FROM ref.member WHERE valid_from = '' AND NOT contains(parent, '@')", reader => (Parent: reader.GetString(0), Child: reader.GetString(1)))
            .ToLookup(row => row.Parent, row => row.Child, StringComparer.Ordinal);
        var hidden = Rows().GroupBy(row => row.Period, StringComparer.Ordinal).SelectMany(period => Pattern([.. period])).ToList();
        if (hidden.Count > 0)
        {
            Hide(hidden);
        }

        return hidden.Count;
    }

    /// <summary>What is hidden of one period: rows with their statuses.</summary>
    private IEnumerable<(Row Row, ObservationStatus Status)> Pattern(List<Row> rows)
    {
        var position = rows.Index().ToDictionary(item => (item.Item.Area, item.Item.Key), item => item.Index);
        var primary = rows.Index().Select(item => (item.Index, Status: PrimaryStatus(item.Item, rows, position))).Where(item => item.Status is not null)
            .ToDictionary(item => item.Index, item => item.Status!);
        if (primary.Count == 0)
        {
            return [];
        }

        var cells = rows.Index().Select(item => new ProtectedCell(item.Index, item.Item.Numerator ?? 0, members.Contains(item.Item.Area))).ToList();
        return ComplementarySuppression.Of(cells, [.. Equations(rows, position)], primary).Select(pair => (rows[pair.Key], pair.Value));
    }

    /// <summary>
    /// Why a row must not be shown: it is too small, or it is the sum over a small one and too few others, each of whom could tell it, or over one
    /// that dominates it. Where all members are shown their sum tells nothing new.
    /// </summary>
    private ObservationStatus? PrimaryStatus(Row row, List<Row> rows, Dictionary<(string Area, string Key), int> position)
    {
        if (definition.Disclosure.IsTooSmall(row.Numerator, row.Denominator))
        {
            return ObservationStatus.Suppressed;
        }

        var parts = row.Members is null ? [] : members[row.Area].Select(child => position.GetValueOrDefault((child, row.Key), -1)).Where(i => i >= 0).Select(i => rows[i]).ToList();
        return !parts.Exists(part => definition.Disclosure.IsTooSmall(part.Numerator, part.Denominator)) ? null
            : parts.Count < FewestMembers ? ObservationStatus.DominanceOfTwo
            : parts.Max(part => part.Numerator ?? 0) > LargestShare * row.Numerator ? ObservationStatus.DominanceOfOne
            : null;
    }

    /// <summary>Totals of breakdowns, then networks, regions and the country, where all their parts have figures.</summary>
    private IEnumerable<AdditiveEquation> Equations(List<Row> rows, Dictionary<(string Area, string Key), int> position)
    {
        foreach (var b in Enumerable.Range(0, breakdowns.Count))
        {
            foreach (var group in rows.Index().GroupBy(item => (item.Item.Area, Others: string.Join('\u001f', item.Item.Keys.Where((_, k) => k != b)))))
            {
                var parts = group.Where(item => item.Item.Keys[b] != DefaultMember.Total).Select(item => item.Index).ToList();
                if (parts.Count > 0 && parts.Count < group.Count())
                {
                    yield return new AdditiveEquation(group.First(item => item.Item.Keys[b] == DefaultMember.Total).Index, parts);
                }
            }
        }

        foreach (var (total, i) in rows.Select((row, i) => (row, i)).Where(pair => members.Contains(pair.row.Area)).OrderBy(pair => members[pair.row.Area].Count()).ThenBy(pair => pair.row.Area, StringComparer.Ordinal))
        {
            var parts = members[total.Area].Select(child => position.GetValueOrDefault((child, total.Key), -1)).ToList();
            if (!parts.Contains(-1))
            {
                yield return new AdditiveEquation(i, parts);
            }
        }
    }

    /// <summary>The rows of the periods in which any is too small; in the others nothing needs to be hidden, and they are not read.</summary>
    private List<Row> Rows() => Read(
        $"SELECT area, period, numerator, denominator, members{string.Concat(breakdowns.Select(b => ", " + SqlText.Name(b)))} FROM {table} WHERE value IS NOT NULL AND {IsToday} AND period IN (SELECT period FROM {table} WHERE value IS NOT NULL AND {IsToday} AND ({definition.Disclosure.Sql})) ORDER BY ALL",
        reader => new Row(
            reader.GetString(0), reader.GetString(1), Number(reader, 2), Number(reader, 3), reader.IsDBNull(4) ? null : Convert.ToInt32(reader.GetValue(4), CultureInfo.InvariantCulture),
            [.. breakdowns.Select((_, i) => reader.GetString(5 + i))]));

    /// <summary>
    /// Empties the hidden rows. Rows of earlier divisions and memberships go for the whole period: what they add up differently would give the
    /// hidden figures away.
    /// </summary>
    private void Hide(List<(Row Row, ObservationStatus Status)> hidden)
    {
        var same = string.Concat(breakdowns.Select(b => $" AND t.{SqlText.Name(b)} = h.{SqlText.Name(b)}"));
        Execute($"CREATE OR REPLACE TEMP TABLE {HiddenTable} (area VARCHAR, period VARCHAR, hidden_status VARCHAR{string.Concat(breakdowns.Select(b => $", {SqlText.Name(b)} VARCHAR"))})");
        using (var appender = warehouse.CreateAppender("temp", "main", HiddenTable))
        {
            appender.AppendColumns(
            [
                Texts(hidden, item => item.Row.Area), Texts(hidden, item => item.Row.Period), Texts(hidden, item => item.Status.Code),
                .. breakdowns.Select((_, i) => Texts(hidden, item => item.Row.Keys[i])),
            ]);
        }

        Execute($"""
            UPDATE {table} AS t SET value = NULL, numerator = NULL, denominator = NULL, status = h.hidden_status
            FROM {HiddenTable} AS h
            WHERE t.area = h.area AND t.period = h.period{same}
            """);
        Execute($"DELETE FROM {table} WHERE contains(area, '{HistoricArea.Separator}') AND period IN ({SqlText.List(hidden.Select(item => item.Row.Period).Distinct().Select(SqlText.Text))}); DROP TABLE {HiddenTable}");
    }

    private static DuckDBColumn Texts<T>(List<T> rows, Func<T, string?> text) => DuckDBColumn.Of([.. rows.Select(text)]);

    private List<T> Read<T>(string sql, Func<DbDataReader, T> row)
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

    private static double? Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    private void Execute(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A computed row that has a value.</summary>
    private sealed record Row(string Area, string Period, double? Numerator, double? Denominator, int? Members, string[] Keys)
    {
        /// <summary>Its breakdown members as one text.</summary>
        public string Key { get; } = string.Join('\u001f', Keys);
    }
}
