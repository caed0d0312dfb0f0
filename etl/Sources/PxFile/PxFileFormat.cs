using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;

namespace Insight.Etl.Sources.PxFile;

/// <summary>
/// Reads PX files (PC-Axis, format of 2013): several languages, any code page, KEYS, symbols, years, quarters and months. Variables are called
/// by VARIABLECODE, or by their name in any of the file's languages; values by their CODES, or where there are none by their VALUES.
/// </summary>
internal static class PxFileFormat
{
    /// <summary>Far more than one table has; a file could announce any number of zeros that are not there (KEYS).</summary>
    private const long MostCells = 50_000_000;

    /// <summary>The figures of a file.</summary>
    /// <exception cref="PayloadException">The payload is no whole PX file.</exception>
    public static Cube Read(LandedFile file, CubeTable table)
    {
        var bytes = Bytes(file);
        var head = PxHead.Read(file, bytes);
        var (stub, heading) = (head.Find("STUB") ?? [], head.Find("HEADING") ?? []);
        var variables = new PxVariables(head, file, table.Language);
        IReadOnlyList<CubeAxis> axes = [.. variables.Read(stub, "STUB"), .. variables.Read(heading, "HEADING")];
        var cells = axes.Aggregate(1L, (product, axis) => Math.Min(product * axis.Values.Count, long.MaxValue / int.MaxValue));
        if (axes.Count == 0 || cells is 0 or > MostCells)
        {
            throw JsonPayload.Unexpected(file, string.Create(CultureInfo.InvariantCulture, $"has {axes.Count} variables and {cells} cells; from 1 to {MostCells} cells are read"));
        }

        var reader = new PxCells(file, bytes, head.DataStart, head.Encoding);
        var figures = head.Has("KEYS")
            ? reader.ReadKeyed(cells / Width(axes, stub.Count), Width(axes, stub.Count), new PxKeys(head, file, stub, axes).RowOf, stub.Count)
            : reader.ReadAll(cells);
        var shown = Shown(head, table);
        axes = [.. TimeMarked(axes), Cube.FigureAxis];
        return new Cube(axes, contents => Cube.Rows(axes, contents, shown.Count == 0 ? figures : cell => Shown(figures(cell), shown)))
        {
            Updated = ProducersDate.Read(head.Text("LAST-UPDATED") ?? head.Text("CREATION-DATE")),
        };
    }

    private static byte[] Bytes(LandedFile file)
    {
        using var stream = file.OpenRead();
        using var copy = new MemoryStream((int)Math.Min(stream.Length, int.MaxValue / 2));
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Cells of a row: the product of the variables of the heading.</summary>
    private static int Width(IReadOnlyList<CubeAxis> axes, int stub) => axes.Skip(stub).Aggregate(1, (product, axis) => product * axis.Values.Count);

    /// <summary>Where no variable has a TIMEVAL: the only one whose values are all periods.</summary>
    private static IReadOnlyList<CubeAxis> TimeMarked(IReadOnlyList<CubeAxis> axes)
    {
        var candidates = axes.Any(axis => axis.IsTime) ? [] : axes.Where(axis => axis.Values.All(value => Warehouse.Periods.Period.TryParse(value, out _))).ToList();
        return candidates is [var only] ? [.. axes.Select(axis => axis == only ? axis with { IsTime = true } : axis)] : axes;
    }

    /// <summary>Symbols that the settings name as the table shows them (DATASYMBOL1 … 6, DATASYMBOLNIL) and not as dots.</summary>
    private static Dictionary<string, string> Shown(PxHead head, CubeTable table) =>
        Enumerable.Range(1, 6).Select(dots => (Stored: new string('.', dots), Shown: head.Text(string.Create(CultureInfo.InvariantCulture, $"DATASYMBOL{dots}"))))
            .Append((Stored: "-", Shown: head.Text("DATASYMBOLNIL")))
            .Where(symbol => symbol.Shown is not null && !table.Symbols.ContainsKey(symbol.Stored) && table.Symbols.ContainsKey(symbol.Shown))
            .ToDictionary(symbol => symbol.Stored, symbol => symbol.Shown!, StringComparer.Ordinal);

    private static CubeFigure Shown(CubeFigure figure, Dictionary<string, string> shown) =>
        figure.Symbol is { } symbol && shown.TryGetValue(symbol, out var text) ? figure with { Symbol = text } : figure;
}
