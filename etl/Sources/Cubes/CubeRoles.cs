using Insight.Etl.Landing;

namespace Insight.Etl.Sources.Cubes;

/// <summary>
/// Which variable of a table plays which part. Found by what variables hold, never by a code with a vintage in it: the producer renames
/// codes every year (<c>alue_23_20250101</c> → <c>alue_23_20260101</c>) and gave contents a prefix in 2026 (<c>vaesto</c> → <c>vaerak-vaesto</c>).
/// </summary>
/// <param name="Time">The variable that is marked as time.</param>
/// <param name="Area">The variable whose values are area codes.</param>
/// <param name="Breakdowns">The variables of the data set's breakdowns, in their order.</param>
/// <param name="Others">All others, contents excepted.</param>
internal sealed record CubeRoles(CubeAxis Time, CubeAxis Area, IReadOnlyList<CubeAxis> Breakdowns, IReadOnlyList<CubeAxis> Others)
{
    /// <summary>Finds the parts among the variables other than contents.</summary>
    /// <exception cref="PayloadException">A part is missing or cannot be told.</exception>
    public static CubeRoles Find(IReadOnlyList<CubeAxis> axes, CubeTable table, LandedFile file)
    {
        var time = Named(table.PeriodVariable, "period", axes, table, file) ?? (axes.Where(axis => axis.IsTime).ToList() is [var only]
            ? only
            : throw JsonPayload.Unexpected(file, $"marks {axes.Count(axis => axis.IsTime)} variables as time, not one (it has {Codes(axes)})"));
        var area = Named(table.AreaVariable, "area", axes, table, file)
            ?? axes.Where(axis => axis.AreaCodes > 0).MaxBy(axis => axis.AreaCodes)
            ?? axes.FirstOrDefault(axis => axis.Code.StartsWith("alue", StringComparison.OrdinalIgnoreCase) || axis.IsCalled("REF_AREA"))
            ?? throw JsonPayload.Unexpected(file, $"has no variable whose values are areas (KU…, MK…, SSS) among {Codes(axes)}");
        var breakdowns = table.Breakdowns.Select(b => b.Among(axes)
            ?? throw JsonPayload.Unexpected(file, $"has no variable '{b.Variable}' for breakdown '{b.Name}' ({table.Place}) among {Codes(axes)}")).ToList();
        return new CubeRoles(time, area, breakdowns, [.. axes.Where(axis => axis != time && axis != area && !breakdowns.Contains(axis))]);
    }

    private static CubeAxis? Named(string? name, string part, IReadOnlyList<CubeAxis> axes, CubeTable table, LandedFile file) => name is null
        ? null
        : axes.FirstOrDefault(axis => axis.IsCalled(name))
            ?? throw JsonPayload.Unexpected(file, $"has no variable '{name}' for the {part} ({table.Place}) among {Codes(axes)}");

    /// <summary>The variable of contents: the one that has all contents that the table's measures are read from.</summary>
    /// <exception cref="PayloadException">There is none.</exception>
    public static CubeAxis FindContents(IReadOnlyList<CubeAxis> axes, CubeTable table, LandedFile file)
    {
        var wanted = table.Measures.Values.ToList();
        var likeliest = axes.MaxBy(axis => (wanted.Count(content => PositionOf(content, axis.Values) >= 0), axis.IsCalled("contentscode") || axis.IsCalled("tiedot")));
        var missing = likeliest is null ? wanted : wanted.Where(content => PositionOf(content, likeliest.Values) < 0).ToList();
        return missing.Count == 0
            ? likeliest!
            : throw JsonPayload.Unexpected(
                file, $"has no content {string.Join(", ", missing.Select(m => $"'{m}'"))} ({table.Place}); variable '{likeliest?.Code}' has {string.Join(", ", likeliest?.Values ?? [])}");
    }

    /// <summary>
    /// Where a content stands among values: the same, or else the same after the last hyphen, whatever prefix either has; −1 where nowhere or
    /// twice.
    /// </summary>
    public static int PositionOf(string content, IReadOnlyList<string> values)
    {
        var found = -1;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] == content)
            {
                return i;
            }
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (string.Equals(Suffix(values[i]), Suffix(content), StringComparison.OrdinalIgnoreCase))
            {
                found = found < 0 ? i : int.MinValue;
            }
        }

        return Math.Max(found, -1);
    }

    private static string Suffix(string content) => content[(content.LastIndexOf('-') + 1)..];

    private static string Codes(IEnumerable<CubeAxis> axes) => string.Join(", ", axes.Select(axis => axis.Code));
}
