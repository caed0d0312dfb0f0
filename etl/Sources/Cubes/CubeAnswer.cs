using System.Globalization;
using System.Text.Json;
using Insight.Etl.Landing;

namespace Insight.Etl.Sources.Cubes;

/// <summary>The figures of an answer, whichever format it came in: a row for every combination of the variables other than contents.</summary>
/// <param name="Axes">The variables other than contents, in the order of the rows' keys.</param>
/// <param name="Contents">The contents, in the order of the rows' figures.</param>
/// <param name="Rows">The rows.</param>
internal sealed record CubeAnswer(IReadOnlyList<CubeAxis> Axes, CubeAxis Contents, IEnumerable<CubeRow> Rows);

/// <summary>One row of an answer.</summary>
/// <param name="Position">Position from 1.</param>
/// <param name="Key">A value code for each variable.</param>
/// <param name="Figures">A figure for each content.</param>
internal readonly record struct CubeRow(long Position, IReadOnlyList<string> Key, IReadOnlyList<CubeFigure> Figures);

/// <summary>A number, or what stands in its place.</summary>
/// <param name="Number">The number, or null.</param>
/// <param name="Symbol">The symbol (or what could not be read as a number); null where nothing stands there.</param>
internal readonly record struct CubeFigure(double? Number, string? Symbol)
{
    /// <summary>A figure that came as text: a number with a decimal point, or a symbol.</summary>
    public static CubeFigure OfText(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new(number, null)
            : new(null, text);

    /// <summary>A figure as JSON gives it: a number, a text, or null.</summary>
    public static CubeFigure Of(JsonElement element, LandedFile file) => element.ValueKind switch
    {
        JsonValueKind.Null => default,
        JsonValueKind.String => OfText(element.GetString()!),
        JsonValueKind.Number when element.GetDouble() is var number => double.IsFinite(number) ? new(number, null) : new(null, element.GetRawText()),
        _ => throw JsonPayload.Unexpected(file, $"has {element.ValueKind} where a figure belongs"),
    };
}
