using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.StatFin;

/// <summary>Turns the rows of one answer into rows of the data set.</summary>
internal sealed class StatFinStaging
{
    private readonly StatFinTable table;
    private readonly LandedFile file;
    private readonly StagingArea staging;
    private readonly StagedTable target;
    private readonly PxAnswer answer;
    private readonly int time;
    private readonly int area;
    private readonly int[] breakdowns;
    private readonly int[] figures;

    private StatFinStaging(StatFinTable table, LandedFile file, PxAnswer answer, StagingArea staging)
    {
        (this.table, this.file, this.answer, this.staging) = (table, file, answer, staging);
        target = staging.Table(table.DataSet.Id);
        var roles = PxRoles.Find(answer.Axes, table, file);
        var axes = answer.Axes.ToList();
        (time, area) = (axes.IndexOf(roles.Time), axes.IndexOf(roles.Area));
        breakdowns = [.. roles.Breakdowns.Select(axis => axes.IndexOf(axis))];
        PxRoles.FindContents([answer.Contents], table, file);
        figures = [.. table.DataSet.Measures.Select(m => table.Measures.TryGetValue(m.Name, out var content) ? PxRoles.PositionOf(content, answer.Contents.Values) : -1)];
    }

    /// <summary>Stages all rows of an answer.</summary>
    /// <exception cref="PayloadException">The payload is not in the format of the table; nothing of it is staged.</exception>
    public static void Stage(StatFinTable table, LandedFile file, StagingArea staging, CancellationToken cancellationToken)
    {
        using var document = JsonPayload.Parse(file);
        var answer = table.Format == "json" ? PxJsonFormat.Read(document.RootElement, file) : JsonStatFormat.Read(document.RootElement, table, file);
        var reader = new StatFinStaging(table, file, answer, staging);
        foreach (var row in answer.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Add(row);
        }
    }

    private void Add(PxRow row)
    {
        staging.RowsRead++;
        if (table.IgnoredBecause(row.Key[area]) is { } reason)
        {
            staging.Ignore(reason);
        }
        else if (Area(row) is { } areaId && PeriodOf(row) is { } period && Members(row) is { } members && Figures(row) is { } measured)
        {
            target.Add(file, row.Position, areaId, period, members, measured);
        }
    }

    private string? Area(PxRow row)
    {
        var code = row.Key[area];
        return staging.Areas.TryById(code, out var known) || (code.All(char.IsAsciiDigit) && staging.Areas.TryResolve(code, out known))
            ? known.Id
            : Refuse(row, answer.Axes[area].Code, code, "is not an area that we know", $"Add the area to the directory, or name it under ignore_areas with the reason ({table.Place}).");
    }

    private Period? PeriodOf(PxRow row)
    {
        var code = row.Key[time];
        if (Period.TryParse(code, out var period) && period.Frequency == table.DataSet.Frequency)
        {
            return period;
        }

        Refuse(row, answer.Axes[time].Code, code, $"is not a period of data set '{table.DataSet.Id}' ({table.DataSet.Frequency})", $"Ask for a table of that frequency, or change the data set ({table.Place}).");
        return null;
    }

    private string[]? Members(PxRow row)
    {
        var members = new string[breakdowns.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var code = row.Key[breakdowns[i]];
            if (!table.Breakdowns[i].Members.TryGetValue(code, out members[i]!))
            {
                Refuse(row, answer.Axes[breakdowns[i]].Code, code, $"is not a member of breakdown '{table.Breakdowns[i].Name}'", $"Map it under breakdowns ({table.Place}).");
                return null;
            }
        }

        return members;
    }

    private Measured[]? Figures(PxRow row)
    {
        var measured = new Measured[figures.Length];
        for (var i = 0; i < figures.Length; i++)
        {
            if (figures[i] < 0)
            {
                measured[i] = Measured.Absent;
            }
            else if (Meaning(row.Figures[figures[i]]) is { } meaning)
            {
                measured[i] = meaning;
            }
            else
            {
                Refuse(
                    row, answer.Contents.Values[figures[i]], row.Figures[figures[i]].Symbol!, "is neither a number nor a symbol of this table",
                    $"If it is a symbol, say what it means under symbols ({table.Place}).");
                return null;
            }
        }

        return measured;
    }

    /// <summary>
    /// What a figure means; null where its symbol is not among the table's, or is a reservation (provisional) on a number that is not there.
    /// Neither number nor symbol: missing, and nobody says why.
    /// </summary>
    private Measured? Meaning(PxFigure figure)
    {
        if (figure.Symbol is null)
        {
            return figure.Number is { } number ? Measured.Of(number) : Measured.Absent;
        }

        if (!table.Symbols.TryGetValue(figure.Symbol, out var meaning))
        {
            return null;
        }

        var isReservation = meaning.Value is null && !meaning.Status.IsMissing;
        return !isReservation ? meaning : figure.Number is { } reserved ? new Measured(reserved, meaning.Status) : null;
    }

    private string? Refuse(PxRow row, string column, string value, string reason, string remedy)
    {
        staging.Quarantine.Add(file, row.Position, column, value, $"'{value}' {reason}.", remedy);
        return null;
    }
}
