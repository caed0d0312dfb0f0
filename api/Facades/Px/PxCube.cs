using Insight.Api.Values;
using Insight.Warehouse.Observations;

namespace Insight.Api.Facades.Px;

/// <summary>A dimension with the positions of its chosen values.</summary>
internal sealed record PxAxis(PxDimension Dimension, IReadOnlyList<int> Chosen)
{
    /// <summary>Codes of the chosen values.</summary>
    public IEnumerable<string> Codes => Chosen.Select(i => Dimension.Values[i]);
}

/// <summary>One cell: its number (NaN where there is none) and its status, a position in ObservationStatus.All.</summary>
internal readonly record struct PxCell(double Number, byte Status);

/// <summary>The chosen cells of a table, placed: dimensions of the stub (rows) before those of the heading (columns), the last running fastest.</summary>
internal sealed class PxCube(PxShape shape, IReadOnlyList<PxAxis> stub, IReadOnlyList<PxAxis> heading)
{
    private static readonly byte NotAvailable = (byte)ObservationStatus.All.ToList().IndexOf(ObservationStatus.NotAvailable);

    /// <summary>The table's shape.</summary>
    public PxShape Shape => shape;

    /// <summary>Dimensions of the rows.</summary>
    public IReadOnlyList<PxAxis> Stub => stub;

    /// <summary>Dimensions of the columns.</summary>
    public IReadOnlyList<PxAxis> Heading => heading;

    /// <summary>All dimensions that were not eliminated.</summary>
    public IReadOnlyList<PxAxis> Axes { get; } = [.. stub, .. heading];

    /// <summary>Numerators and denominators, where a measure asks for them.</summary>
    public SliceComponents? Components { get; init; }

    /// <summary>The chosen measures.</summary>
    public IEnumerable<string> Measures => Axes.FirstOrDefault(a => a.Dimension.Role == PxRole.Measure)?.Codes ?? [PxTable.Value];

    /// <summary>Number of cells.</summary>
    public long Count => CountOf(Axes);

    /// <summary>Number of columns.</summary>
    public int Columns => (int)CountOf(heading);

    /// <summary>Number of cells that axes span.</summary>
    public static long CountOf(IEnumerable<PxAxis> axes) => axes.Aggregate(1L, (product, axis) => product * axis.Chosen.Count);

    /// <summary>All combinations of positions along some axes, in order.</summary>
    public static IEnumerable<int[]> Positions(IReadOnlyList<PxAxis> axes)
    {
        if (axes.Any(a => a.Chosen.Count == 0))
        {
            yield break;
        }

        var at = new int[axes.Count];
        for (var axis = 0; axis >= 0;)
        {
            yield return at;
            for (axis = at.Length - 1; axis >= 0 && ++at[axis] == axes[axis].Chosen.Count; axis--)
            {
                at[axis] = 0;
            }
        }
    }

    /// <summary>The cells in order.</summary>
    public IEnumerable<PxCell> Cells()
    {
        int[] values = [.. shape.Dimensions.Select(d => d.Elimination is { } standing ? d.IndexOf(standing) : 0)];
        int[] places = [.. Axes.Select(a => shape.Dimensions.Index().First(d => d.Item == a.Dimension).Index)];
        foreach (var at in Positions(Axes))
        {
            for (var axis = 0; axis < at.Length; axis++)
            {
                values[places[axis]] = Axes[axis].Chosen[at[axis]];
            }

            yield return Cell(values);
        }
    }

    private PxCell Cell(ReadOnlySpan<int> values)
    {
        var slice = shape.Slice;
        var combination = shape.Combination(values);
        var cell = combination == Selection.NoCombination ? -1 : slice.Series(values[0], combination).Cell(values[^1]);
        if (cell < 0)
        {
            return new PxCell(double.NaN, StatusText.Unknown);
        }

        return values[^2] switch
        {
            0 => new PxCell(slice.Values[cell], slice.Status(cell)),
            1 => Part(Components!.Numerators[cell], slice.Status(cell)),
            _ => Part(Components!.Denominators[cell], slice.Status(cell)),
        };
    }

    /// <summary>A part of a value that must not be shown is not shown either.</summary>
    private static PxCell Part(double number, byte status) =>
        ObservationStatus.All[status].ConfStatus != 'F' ? new PxCell(double.NaN, status)
        : !double.IsNaN(number) ? new PxCell(number, ObservationStatus.All[status].IsMissing ? (byte)0 : status)
        : new PxCell(number, ObservationStatus.All[status].IsMissing ? status : NotAvailable);
}
