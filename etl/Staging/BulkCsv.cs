using System.Text;
using Insight.Etl.Landing;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging;

/// <summary>
/// A large CSV file whose header already names a data set's own columns: area, period, breakdowns, measures, and where wanted
/// <c>&lt;measure&gt;_status</c>. It is not read row by row here; the loader lets the database read it in one statement.
/// </summary>
/// <param name="DataSet">The data set that it fills.</param>
/// <param name="File">The landed payload: UTF-8, decimal point.</param>
/// <param name="Delimiter">Between columns.</param>
/// <param name="Columns">The header's columns in file order.</param>
public sealed record BulkCsv(DataSet DataSet, LandedFile File, char Delimiter, IReadOnlyList<string> Columns)
{
    /// <summary>Reads the header and checks it against the data set.</summary>
    /// <exception cref="PayloadException">A key or measure is missing, or a column is unknown; nothing is loaded.</exception>
    public static BulkCsv Open(DataSet dataSet, LandedFile file, char delimiter)
    {
        using var reader = new StreamReader(file.OpenRead(), new UTF8Encoding(false, throwOnInvalidBytes: true));
        var columns = (reader.ReadLine() ?? "").Split(delimiter).Select(c => c.Trim('"', ' ')).ToList();
        var needed = FactTables.KeyColumns(dataSet).Concat(dataSet.Measures.Select(m => m.Name)).ToList();
        var known = needed.Concat(dataSet.Measures.Select(FactTables.StatusColumn)).ToHashSet(StringComparer.Ordinal);
        if (needed.Except(columns).ToList() is { Count: > 0 } missing)
        {
            throw new PayloadException($"'{file.Name}' line 1 has no column {string.Join(", ", missing)}; the header must name the columns of data set '{dataSet.Id}': {string.Join(delimiter, needed)}.");
        }

        if (columns.Where(c => !known.Contains(c)).ToList() is { Count: > 0 } unknown)
        {
            throw new PayloadException($"'{file.Name}' line 1 has the unknown column {string.Join(", ", unknown)}; data set '{dataSet.Id}' has {string.Join(", ", known)}. Remove the column or declare it in source.yml.");
        }

        return new BulkCsv(dataSet, file, delimiter, columns);
    }
}
