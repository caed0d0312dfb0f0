using Insight.Etl.Landing;

namespace Insight.Etl.Sources.Cubes;

/// <summary>What a payload holds before the settings of a table are applied to it, whichever format it came in.</summary>
/// <param name="Axes">All variables, contents among them.</param>
/// <param name="RowsBy">The rows when one of the variables is taken as contents; may be read once.</param>
internal sealed record Cube(IReadOnlyList<CubeAxis> Axes, Func<CubeAxis, IEnumerable<CubeRow>> RowsBy)
{
    /// <summary>The date that the producer gives the figures; null where the payload has none.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>What settings call the figure itself, of tables that have no variable of contents.</summary>
    public const string Figure = "value";

    /// <summary>A variable of contents for tables that have none.</summary>
    public static CubeAxis FigureAxis { get; } = new(Figure, [Figure], false, false) { Labels = [Figure] };

    /// <summary>Its figures as a table of the settings sees them.</summary>
    /// <exception cref="PayloadException">No variable has the contents that the table's measures are read from.</exception>
    public CubeAnswer By(CubeTable table, LandedFile file)
    {
        var contents = CubeRoles.FindContents(Axes, table, file);
        return new CubeAnswer([.. Axes.Where(axis => axis != contents)], contents, RowsBy(contents));
    }

    /// <summary>The rows of a full cube, whose cells are numbered in the order of its variables, the last one fastest.</summary>
    /// <param name="axes">All variables in the order of the cells.</param>
    /// <param name="contents">Which of them is contents.</param>
    /// <param name="figure">The figure of a cell.</param>
    public static IEnumerable<CubeRow> Rows(IReadOnlyList<CubeAxis> axes, CubeAxis contents, Func<long, CubeFigure> figure)
    {
        var inner = axes.SkipWhile(axis => axis != contents).Skip(1).Aggregate(1L, (product, axis) => product * axis.Values.Count);
        var others = axes.Where(axis => axis != contents).ToList();
        var rows = others.Aggregate(1L, (product, axis) => product * axis.Values.Count);
        var block = inner * contents.Values.Count;
        for (long row = 0; row < rows; row++)
        {
            var first = (row / inner * block) + (row % inner);
            var figures = new CubeFigure[contents.Values.Count];
            for (var i = 0; i < figures.Length; i++)
            {
                figures[i] = figure(first + (i * inner));
            }

            yield return new CubeRow(row + 1, Key(row, others), figures);
        }
    }

    private static string[] Key(long row, List<CubeAxis> others)
    {
        var key = new string[others.Count];
        for (var i = others.Count - 1; i >= 0; i--)
        {
            key[i] = others[i].Values[(int)(row % others[i].Values.Count)];
            row /= others[i].Values.Count;
        }

        return key;
    }
}
