using System.Globalization;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Described;

/// <summary>Reads area, period and breakdown members of rows. Every text is looked up once a file.</summary>
internal sealed class RowKeys
{
    private readonly RowMapping mapping;
    private readonly TextTable table;
    private readonly StagingArea staging;
    private readonly int? area;
    private readonly int? period;
    private readonly (int Year, int? Part)? parts;
    private readonly int?[] breakdowns;
    private readonly Dictionary<string, string?> areas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Period?> periods = new(StringComparer.Ordinal);

    /// <summary>Finds the key columns of a table.</summary>
    /// <exception cref="Landing.PayloadException">One is missing.</exception>
    public RowKeys(RowMapping mapping, TextTable table, StagingArea staging)
    {
        (this.mapping, this.table, this.staging) = (mapping, table, staging);
        area = Find("area");
        parts = mapping.Format.ColumnNames.ContainsKey("year") ? (table.Column("year"), PartColumn()) : null;
        period = parts is not null || mapping.HeaderPeriods is not null ? null : Find("period");
        breakdowns = [.. mapping.DataSet.Breakdowns.Select(b => Find(b.Name))];
        Members = new string[breakdowns.Length];
    }

    /// <summary>The area of the current row.</summary>
    public string Area { get; private set; } = "";

    /// <summary>The period of the current row; unset where periods are columns.</summary>
    public Period Period { get; private set; }

    /// <summary>The members of the current row, overwritten by the next.</summary>
    public string[] Members { get; }

    /// <summary>Why the current row is left out on purpose, or null.</summary>
    public string? IgnoredBecause() => area is { } column ? mapping.IgnoredBecause(table.Text(column)) : null;

    /// <summary>Reads the key of the current row; false, and the row in quarantine, where it has none.</summary>
    public bool TryRead() => TryPeriod() && TryArea() && TryMembers();

    /// <summary>Where a column of ours is; null where all rows have one value, or the data set's own.</summary>
    private int? Find(string name) => mapping.Fixed.ContainsKey(name) ? null : table.Column(name);

    private int? PartColumn() => mapping.DataSet.Frequency switch
    {
        Frequency.Annual => null,
        Frequency.Quarterly => table.Column("quarter"),
        _ => table.Column("month"),
    };

    private bool TryArea()
    {
        var text = area is { } column ? table.Text(column) : mapping.Fixed["area"];
        if (!areas.TryGetValue(text, out var id))
        {
            areas.Add(text, id = IdOf(text));
        }

        Area = id ?? "";
        if (id is null)
        {
            return Refuse(area, "not an area", $"use ids such as KU016, MK07, SSS, a municipality's number or name, or map the text under codes: area: ({mapping.Place}), or name it under ignore_areas");
        }

        return mapping.OnlyArea is not { } only || id == only
            || Refuse(area, $"another municipality than {only}, whose file this is", "deliver each municipality's rows in its own file");
    }

    private string? IdOf(string text)
    {
        var meant = mapping.Codes.TryGetValue("area", out var codes) ? codes.GetValueOrDefault(text, text) : text;
        if (staging.Areas.TryResolve(meant, out var found))
        {
            return found.Id;
        }

        AreaLevel[] levels = [AreaLevel.Municipality, AreaLevel.Region, AreaLevel.Country];
        return levels.Select(level => staging.Areas.TryByName(level, meant, out var named) ? named.Id : null).FirstOrDefault(id => id is not null);
    }

    private bool TryPeriod()
    {
        if (mapping.HeaderPeriods is not null)
        {
            return true;
        }

        var text = parts is { } columns ? TextOf(columns) : period is { } column ? table.Text(column) : mapping.Fixed["period"];
        if (!periods.TryGetValue(text, out var read))
        {
            periods.Add(text, read = PeriodOf(text));
        }

        Period = read ?? default;
        return read is not null || Refuse(parts?.Year ?? period, $"not a period by {mapping.DataSet.Frequency.Word()}", $"write {Example}{OtherForms}");
    }

    private string Example => mapping.DataSet.Frequency switch { Frequency.Annual => "2025", Frequency.Quarterly => "2025-Q1", _ => "2025-01" };

    private string OtherForms => mapping.PeriodForms.Count == 0 ? $", or say how periods are written under period_format: ({mapping.Place})" : $", or {string.Join(" or ", mapping.PeriodForms)}";

    private string TextOf((int Year, int? Part) columns)
    {
        var year = table.Text(columns.Year);
        return columns.Part is not { } part ? year
            : mapping.DataSet.Frequency == Frequency.Quarterly ? $"{year}-Q{table.Text(part).TrimStart('Q')}" : $"{year}-{table.Text(part).PadLeft(2, '0')}";
    }

    private Period? PeriodOf(string text)
    {
        if (Period.TryParse(text, out var read) && read.Frequency == mapping.DataSet.Frequency)
        {
            return read;
        }

        foreach (var form in mapping.PeriodForms)
        {
            if (DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2099)
            {
                return Period.Containing(day, mapping.DataSet.Frequency);
            }
        }

        return null;
    }

    private bool TryMembers()
    {
        for (var i = 0; i < breakdowns.Length; i++)
        {
            var name = mapping.DataSet.Breakdowns[i].Name;
            var text = breakdowns[i] is { } column ? table.Text(column) : mapping.Fixed[name];
            if (text.Length == 0)
            {
                return Refuse(breakdowns[i], "empty, but a key of the data set", "write the member, or the total's");
            }

            if (!mapping.Codes.TryGetValue(name, out var codes) || breakdowns[i] is null)
            {
                Members[i] = text;
            }
            else if (!codes.TryGetValue(text, out Members[i]!))
            {
                return Refuse(breakdowns[i], $"not in the code list of {name}", $"correct it, or add it under codes: {name}: ({mapping.Place}); known are {string.Join(", ", codes.Keys.Take(20))}");
            }
        }

        return true;
    }

    /// <summary>A fault of a value that all rows have is told at the first column.</summary>
    private bool Refuse(int? column, string reason, string remedy) => table.Refuse(column ?? 0, reason, remedy);
}
