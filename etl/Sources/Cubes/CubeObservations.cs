using System.Globalization;
using Insight.Etl.Landing;

namespace Insight.Etl.Sources.Cubes;

/// <summary>One figure of a payload that gives a line a figure, or a few.</summary>
/// <param name="Line">Line of the payload.</param>
/// <param name="Key">A code for each variable, contents among them where there is such a variable.</param>
/// <param name="Figure">Number and symbol.</param>
internal readonly record struct CubeObservation(long Line, string[] Key, CubeFigure Figure);

/// <summary>Gathers single figures into rows.</summary>
internal static class CubeObservations
{
    /// <summary>The figures as a cube: a variable for each place of the keys, and the figure itself.</summary>
    /// <exception cref="PayloadException">While reading rows: a figure is there twice.</exception>
    public static Cube Gather(LandedFile file, IReadOnlyList<CubeAxis> axes, IReadOnlyList<CubeObservation> observations)
    {
        IReadOnlyList<CubeAxis> all = [.. axes, Cube.FigureAxis];
        return new Cube(all, contents => By(file, axes, contents, observations));
    }

    private static IEnumerable<CubeRow> By(LandedFile file, IReadOnlyList<CubeAxis> axes, CubeAxis contents, IReadOnlyList<CubeObservation> observations)
    {
        var axis = axes.ToList().IndexOf(contents);
        var positions = contents.Values.Select((code, i) => (code, i)).ToDictionary(x => x.code, x => x.i, StringComparer.Ordinal);
        var rows = new Dictionary<string, CubeRow>(StringComparer.Ordinal);
        foreach (var observation in observations)
        {
            string[] key = axis < 0 ? observation.Key : [.. observation.Key.Where((_, i) => i != axis), Cube.Figure];
            var joined = string.Join('\u001F', key);
            if (!rows.TryGetValue(joined, out var row))
            {
                rows.Add(joined, row = new CubeRow(observation.Line, key, new CubeFigure[contents.Values.Count]));
            }

            var figures = (CubeFigure[])row.Figures;
            var position = axis < 0 ? 0 : positions[observation.Key[axis]];
            figures[position] = figures[position] == default ? observation.Figure : throw JsonPayload.Unexpected(
                file, string.Create(CultureInfo.InvariantCulture, $"gives {string.Join(' ', observation.Key)} in line {observation.Line}, which it gave before"));
        }

        return rows.Values;
    }
}
