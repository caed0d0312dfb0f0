using Insight.Etl.Landing;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Described;

/// <summary>Stages the rows of a file by its mapping profile; a row with a cell that is not what its column holds goes to quarantine.</summary>
/// <param name="mapping">The profile.</param>
/// <param name="file">The payload.</param>
/// <param name="staging">Takes rows, and what is refused.</param>
internal sealed class MappedRows(RowMapping mapping, LandedFile file, StagingArea staging)
{
    private readonly DataSet dataSet = mapping.DataSet;
    private readonly RowSink sink = new(mapping, file, staging);

    /// <summary>Reads all rows.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="part">Called when a part of a large file is staged, and at the end; null stages all in one.</param>
    /// <exception cref="PayloadException">The payload is not what the profile says: no text, no such sheet, a column is missing.</exception>
    public void Stage(CancellationToken cancellationToken, Action? part = null)
    {
        var target = staging.Table(dataSet.Id);
        using var table = TextTable.Open(file, mapping.Format, staging);
        RefuseOthers(table);
        target.Called(file, ColumnNames(table));
        if (mapping.OnlyColumns.Count == 0)
        {
            RememberStatuses(table);
        }

        var where = mapping.Where.Select(w => (Column: ColumnOf(table, w.Key), w.Value, Reason: $"{w.Key} is not {string.Join(" or ", w.Value)}")).ToArray();
        var (keys, read) = (new RowKeys(mapping, table, staging), Reader(table));
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Array.Find(where, w => !w.Value.Contains(table.Text(w.Column))).Reason is { } filtered)
            {
                staging.Ignore(filtered);
            }
            else if (keys.IgnoredBecause() is { } reason)
            {
                staging.Ignore(reason);
            }
            else if (keys.TryRead())
            {
                read(keys);
            }

            if (part is not null && target.RowCount >= LargeFile.PartRows)
            {
                part();
            }
        }

        sink.Finish();
        part?.Invoke();
    }

    /// <summary>Columns of statuses may be left out, but not be renamed: figures that had a reservation would pass for such that have none.</summary>
    private void RememberStatuses(TextTable table)
    {
        var names = mapping.IsLong ? ["status"] : dataSet.Measures.Select(FactTables.StatusColumn).ToList();
        var here = names.Where(name => table.FindColumn(name) is not null).ToDictionary(name => name, name => new MappedCode(mapping.Format.ColumnNames.GetValueOrDefault(name, name), null), StringComparer.Ordinal);
        if (mapping.LastGood?.Contents.Where(c => names.Contains(c.Key)).FirstOrDefault(c => !here.ContainsKey(c.Key)) is { Key: { } gone, Value: var last })
        {
            throw new PayloadException(
                $"{file.Name}:{mapping.Format.HeaderLine}: column '{last.Code}' ({gone}), which was there when the file was last loaded, is gone or was renamed; the file has {string.Join(", ", table.Columns.Select(c => $"'{c}'"))}. Map it under columns: ({mapping.Place}), or deliver it with the column, empty where there is nothing to say.");
        }

        if (here.Count > 0)
        {
            staging.Mapped(file.Name, new TableMapping(null, here, new Dictionary<string, MappedVariable>()));
        }
    }

    /// <summary>How the file calls the column of a measure, or of a period where periods are columns.</summary>
    private Func<string, Period, string> ColumnNames(TextTable table)
    {
        string Delivered(string name) => mapping.Format.ColumnNames.GetValueOrDefault(name, name);
        if (mapping.HeaderPeriods is null)
        {
            return mapping.IsLong ? (_, _) => Delivered("value") : (measure, _) => Delivered(measure);
        }

        var byPeriod = table.Columns.Where(name => PeriodIn(name) is not null).GroupBy(name => PeriodIn(name)!.Value).ToDictionary(g => g.Key, g => g.First());
        return (measure, period) => byPeriod.GetValueOrDefault(period, measure);
    }

    private void RefuseOthers(TextTable table)
    {
        if (mapping.OnlyColumns.Count > 0 && table.Columns.Except(mapping.OnlyColumns).ToList() is { Count: > 0 } others)
        {
            throw new PayloadException($"'{file.Name}' has {string.Join(", ", others.Select(o => $"'{o}'"))}, which no row may have; data set '{dataSet.Id}' takes {string.Join(", ", mapping.OnlyColumns)}.");
        }
    }

    private Action<RowKeys> Reader(TextTable table) =>
        mapping.HeaderPeriods is not null ? PeriodColumns(table) : mapping.IsLong ? LongRows(table) : WideRows(table);

    /// <summary>A column a measure.</summary>
    private Action<RowKeys> WideRows(TextTable table)
    {
        var measures = dataSet.Measures.Select(m => (m.Name, Value: table.Column(m.Name), Status: table.FindColumn(FactTables.StatusColumn(m)))).ToArray();
        var (cells, figures) = (new RowFigures(mapping, table), new Measured[measures.Length]);
        return keys =>
        {
            for (var i = 0; i < measures.Length; i++)
            {
                if (!cells.TryRead(measures[i].Value, measures[i].Status, measures[i].Name, out figures[i]))
                {
                    return;
                }
            }

            sink.Add(table.Line, keys.Area, keys.Period, keys.Members, figures);
        };
    }

    /// <summary>A row a figure, with the name of its measure; the rows of a key become one.</summary>
    private Action<RowKeys> LongRows(TextTable table)
    {
        var measure = mapping.Fixed.ContainsKey("measure") || (dataSet.Measures.Count == 1 && table.FindColumn("measure") is null) ? (int?)null : table.Column("measure");
        var (value, status, codes) = (table.Column("value"), table.FindColumn("status"), mapping.Codes.GetValueOrDefault("measure"));
        var cells = new RowFigures(mapping, table);
        var names = dataSet.Measures.Select(m => m.Name).ToList();
        return keys =>
        {
            var text = measure is { } column ? table.Text(column) : mapping.Fixed.GetValueOrDefault("measure", names[0]);
            var at = names.IndexOf(codes?.GetValueOrDefault(text, text) ?? text);
            if (at < 0)
            {
                table.Refuse(measure ?? value, $"not a measure of '{dataSet.Id}'", $"write one of {string.Join(", ", names)}, or map the text under codes: measure: ({mapping.Place})");
            }
            else if (cells.TryRead(value, status, names[at], out var figure) && !sink.TryPut(table.Line, keys, at, figure))
            {
                table.Refuse(value, $"a further figure of {names[at]} for the same area, period and members", "keep the right one; or write sum: true if they are parts of a sum");
            }
        };
    }

    /// <summary>A column a period.</summary>
    private Action<RowKeys> PeriodColumns(TextTable table)
    {
        var columns = table.Columns.Select((name, i) => (Column: i, Period: PeriodIn(name))).Where(c => c.Period is not null).ToArray();
        if (columns.Length == 0)
        {
            throw new PayloadException(
                $"{file.Name}:{mapping.Format.HeaderLine}: no column is called as '{mapping.HeaderPeriods}' with a period by {dataSet.Frequency.Word()}; the file has {string.Join(", ", table.Columns.Select(c => $"'{c}'"))}.");
        }

        var (cells, figures) = (new RowFigures(mapping, table), new Measured[1]);
        return keys =>
        {
            foreach (var (column, period) in columns)
            {
                if (cells.TryRead(column, null, dataSet.Measures[0].Name, out figures[0]))
                {
                    sink.Add(table.Line, keys.Area, period!.Value, keys.Members, figures);
                }
            }
        };
    }

    private Period? PeriodIn(string header)
    {
        var form = mapping.HeaderPeriods!.Split(DescribedFile.PeriodMark, 2);
        return header.Length > form[0].Length + form[1].Length && header.StartsWith(form[0], StringComparison.Ordinal) && header.EndsWith(form[1], StringComparison.Ordinal)
            && Period.TryParse(header.AsSpan(form[0].Length..^form[1].Length).Trim(), out var period) && period.Frequency == dataSet.Frequency
            ? period
            : null;
    }

    /// <summary>A column of the file by its own name.</summary>
    private int ColumnOf(TextTable table, string name) => table.Columns.ToList().IndexOf(name) is >= 0 and var at ? at : throw new PayloadException(
        $"{file.Name}:{mapping.Format.HeaderLine}: column '{name}', by which rows are chosen (where:), is missing; the file has {string.Join(", ", table.Columns.Select(c => $"'{c}'"))}.");
}
