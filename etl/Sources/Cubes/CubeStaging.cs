using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Cubes;

/// <summary>Turns the rows of one answer into rows of the data set.</summary>
internal sealed class CubeStaging
{
    private readonly CubeTable table;
    private readonly LandedFile file;
    private readonly StagingArea staging;
    private readonly StagedTable target;
    private readonly CubeAnswer answer;
    private readonly int time;
    private readonly int area;
    private readonly int[] breakdowns;
    private readonly int[] figures;
    private readonly List<(int Axis, string Value)> fixedTo;
    private readonly Dictionary<string, string?> areaIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> ignored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Period?> periods = new(StringComparer.Ordinal);

    private CubeStaging(CubeTable table, LandedFile file, CubeAnswer answer, StagingArea staging)
    {
        (this.table, this.file, this.answer, this.staging) = (table, file, answer, staging);
        target = staging.Table(table.DataSet.Id);
        var roles = CubeRoles.Find(answer.Axes, table, file);
        var axes = answer.Axes.ToList();
        (time, area) = (axes.IndexOf(roles.Time), axes.IndexOf(roles.Area));
        breakdowns = [.. roles.Breakdowns.Select(axis => axes.IndexOf(axis))];
        fixedTo = FixedTo(roles.Others, axes);
        CubeRoles.FindContents([answer.Contents], table, file);
        figures = [.. table.DataSet.Measures.Select(m => table.Measures.TryGetValue(m.Name, out var content) ? CubeRoles.PositionOf(content, answer.Contents.Values) : -1)];
    }

    /// <summary>Stages all rows of an answer.</summary>
    /// <exception cref="PayloadException">The payload lacks a part of the table, or has a variable that the settings do not speak of.</exception>
    public static void Stage(CubeTable table, LandedFile file, CubeAnswer answer, StagingArea staging, CancellationToken cancellationToken)
    {
        var reader = new CubeStaging(table, file, answer, staging);
        foreach (var row in answer.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Add(row);
        }
    }

    private void Add(CubeRow row)
    {
        staging.RowsRead++;
        if (IgnoredBecause(row) is { } reason)
        {
            staging.Ignore(reason);
        }
        else if (Area(row) is { } areaId && PeriodOf(row) is { } period && Members(row) is { } members && Figures(row) is { } measured)
        {
            target.Add(file, row.Position, areaId, period, members, measured);
        }
    }

    /// <summary>Why a row is left out by the settings: its area, or another value of a variable than the one that is wanted.</summary>
    private string? IgnoredBecause(CubeRow row)
    {
        foreach (var (axis, value) in fixedTo)
        {
            if (row.Key[axis] != value)
            {
                return $"{answer.Axes[axis].Code} is not {value}";
            }
        }

        var code = row.Key[area];
        if (!ignored.TryGetValue(code, out var why))
        {
            ignored.Add(code, why = table.IgnoredBecause(code));
        }

        return why;
    }

    /// <summary>The variables that are none of area, period and breakdown: one value only, or fixed to one by the settings.</summary>
    private List<(int Axis, string Value)> FixedTo(IReadOnlyList<CubeAxis> others, List<CubeAxis> axes)
    {
        var chosen = new List<(int, string)>();
        foreach (var axis in others.Where(axis => axis.Values.Count > 1))
        {
            var value = table.Fixed.FirstOrDefault(f => axis.IsCalled(f.Key)).Value
                ?? throw JsonPayload.Unexpected(file, $"has the variable '{axis.Code}' with {axis.Values.Count} values, which {table.Place} does not fix; add fixed: {{{axis.Stem}: …}} with one of {string.Join(", ", axis.Values.Take(20))}");
            chosen.Add((axes.IndexOf(axis), axis.PositionOf(value) >= 0
                ? value
                : throw JsonPayload.Unexpected(file, $"has no value '{value}' of variable '{axis.Code}' ({table.Place}); it has {string.Join(", ", axis.Values.Take(20))}")));
        }

        return chosen;
    }

    private string? Area(CubeRow row)
    {
        var code = row.Key[area];
        if (!areaIds.TryGetValue(code, out var id))
        {
            areaIds.Add(code, id = AreaIdOf(code));
        }

        return id ?? Refuse(row, answer.Axes[area].Code, code, "is not an area that we know", $"Add the area to the directory, or name it under ignore_areas with the reason ({table.Place}).");
    }

    /// <summary>An id of ours, three digits of a municipality, or the name of one, which tables without codes give.</summary>
    private string? AreaIdOf(string code) =>
        staging.Areas.TryById(code, out var known) || (code.All(char.IsAsciiDigit) && staging.Areas.TryResolve(code, out known))
        || staging.Areas.TryByName(AreaLevel.Municipality, code, out known)
            ? known.Id
            : null;

    private Period? PeriodOf(CubeRow row)
    {
        var code = row.Key[time];
        if (!periods.TryGetValue(code, out var period))
        {
            periods.Add(code, period = Period.TryParse(code, out var read) && read.Frequency == table.DataSet.Frequency ? read : null);
        }

        if (period is null)
        {
            Refuse(row, answer.Axes[time].Code, code, $"is not a period of data set '{table.DataSet.Id}', which is by {table.DataSet.Frequency.Word()}", $"Ask for a table of that frequency, or change the data set ({table.Place}).");
        }

        return period;
    }

    private string[]? Members(CubeRow row)
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

    private Measured[]? Figures(CubeRow row)
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
    private Measured? Meaning(CubeFigure figure)
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
        if (!isReservation)
        {
            return figure.Number is null || meaning.Value is not null ? meaning : null;
        }

        return figure.Number is { } reserved ? new Measured(reserved, meaning.Status) : null;
    }

    private string? Refuse(CubeRow row, string column, string value, string reason, string remedy)
    {
        staging.Quarantine.Add(file, row.Position, column, value, $"'{value}' {reason}.", remedy);
        return null;
    }
}
